using System.Collections.Immutable;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Pages.Shared;
using MarsKb.Text;

namespace MarsKb.Pages.Flows;

/// <summary>How a session would begin, as an address says it: at which step, and with which answers known beforehand.</summary>
/// <param name="At">The step to begin at; null for the start.</param>
/// <param name="WrongAt">A step that the address names and the flow does not have.</param>
/// <param name="NotTaken">What the address says about steps and cannot be taken, with the reason.</param>
public sealed record FlowStart(Flow Flow, Step? At, string? WrongAt, ImmutableArray<KnownBeforehand> Known, ImmutableArray<NotTaken> NotTaken)
{
    /// <summary>Names in the address that mean something else than a step.</summary>
    const string AtName = "at";

    // No flow of ours knows so much beforehand; a page that lists thousands of mistakes helps nobody.
    const int MostNames = 50, LongestShown = 200;

    public static FlowStart Read(Flow flow, IQueryCollection query)
    {
        var at = (string?)query[AtName] is { Length: > 0 } named ? named : null;
        var known = ImmutableArray.CreateBuilder<KnownBeforehand>();
        var wrong = ImmutableArray.CreateBuilder<NotTaken>();
        foreach (var (name, values) in query.Where(q => q.Key is not (AtName or Ticket.Name or "handler" or "")).Take(MostNames))
        {
            if (!flow.ById.TryGetValue(name, out var step))
            {
                wrong.Add(new NotTaken(ShortText.Cut(name, LongestShown), "", "This flow has no step of this name."));
                continue;
            }
            // Boxes of a form come one by one, links have them between commas.
            var given = step.TakesSeveral ? string.Join(',', values.AsEnumerable()) : values[^1] ?? "";
            var answer = AnswerValue.Typed(step, given);
            if (step.Check(answer) is { } fault) wrong.Add(new NotTaken(step.Title.Length > 0 ? step.Title : name, ShortText.Cut(given, LongestShown), fault));
            else known.Add(new KnownBeforehand(step, answer, given));
        }
        var start = at is null ? null : flow.ById.GetValueOrDefault(at);
        return new FlowStart(flow, start, start is null && at is not null ? ShortText.Cut(at, LongestShown) : null, known.ToImmutable(), wrong.ToImmutable());
    }

    public bool IsPlain => At is null && Known.IsEmpty;

    /// <summary>Where a session would be right after it began.</summary>
    public Position Position => FlowResolver.Resolve(Flow, [.. Known.Select(k => new StepAnswer(k.Step.Id, k.Answer))], At?.Id);

    /// <summary>The step that a session is begun at; null for the start. Of a step that is computed, the one that it leads to.</summary>
    public string? FirstStep => At is null || At.Id == Flow.Start ? null : At.IsShown ? At.Id : Position is { Way: [var first, ..] } ? first.Step : Position.Current.Id;

    /// <summary>Address of the same beginning.</summary>
    public string Address() => Address(At?.Id, Known);

    /// <summary>The same without one of the answers.</summary>
    public string Without(KnownBeforehand answer) => Address(At?.Id, Known.Remove(answer));

    /// <summary>The same answers, another step to begin at.</summary>
    /// <param name="step">Null for the start.</param>
    public string From(string? step) => Address(step, Known);

    string Address(string? at, ImmutableArray<KnownBeforehand> known)
    {
        var query = known.Select(k => (Name: k.Step.Id, Value: k.Given));
        if (at is not null && at != Flow.Start) query = query.Prepend((AtName, at));
        var text = string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Name)}={Uri.EscapeDataString(q.Value)}"));
        return text.Length == 0 ? Flow.Url : $"{Flow.Url}?{text}";
    }
}

/// <summary>An answer that the address brings along.</summary>
/// <param name="Given">As it stands in the address.</param>
public sealed record KnownBeforehand(Step Step, AnswerValue Answer, string Given)
{
    /// <summary>True for what somebody typed: it is shown as code.</summary>
    public bool IsTyped => Step.Input is not null && !Answer.IsDontKnow;

    /// <summary>The answer in words.</summary>
    public string Words => Step.Words(Answer);
}

/// <summary>An answer of the address that does not count.</summary>
/// <param name="Step">Title of the step, or the name that is none.</param>
/// <param name="Given">What it says; may be empty.</param>
public sealed record NotTaken(string Step, string Given, string Fault);
