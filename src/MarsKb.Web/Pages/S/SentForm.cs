using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Flows.Steps;

namespace MarsKb.Pages.S;

/// <summary>A form of a session's page as it was sent. Nothing in it is believed; all of it can be shown again.</summary>
public sealed record SentForm
{
    const int LongestKey = 64;

    public static SentForm None { get; } = new();

    /// <summary>Id of the step that it answers.</summary>
    public string? Step { get; private init; }

    /// <summary>The choice, the choices or the text.</summary>
    public ImmutableArray<string> Answers { get; private init; } = [];

    /// <summary>A button that answers in place of what was typed, such as "I can't tell".</summary>
    public string? Instead { get; private init; }

    public string? Note { get; private init; }

    /// <summary>What it waits for.</summary>
    public string? Reason { get; private init; }

    /// <summary>A ticket.</summary>
    public string? Reference { get; private init; }

    /// <summary>Who answers.</summary>
    public string? Name { get; private init; }

    public bool? Resolved { get; private init; }

    /// <summary>The version of the flow to move to.</summary>
    public string? Version { get; private init; }

    /// <summary>What the person saw.</summary>
    public int? Revision { get; private init; }

    /// <summary>Chosen at random for the page that held the form; null when it cannot be one of ours.</summary>
    public string? Key { get; private init; }

    public static SentForm Read(IFormCollection form)
    {
        return new()
        {
            Step = Text("step"),
            Answers = [.. form["answer"].Select(a => (a ?? "").ReplaceLineEndings("\n"))],
            Instead = Text("instead"),
            Note = Text("note"),
            Reason = Text("reason"),
            Reference = Text("reference"),
            Name = Text("name"),
            Resolved = Text("resolved") switch { "true" => true, "false" => false, _ => null },
            Version = Text("version"),
            Revision = int.TryParse(Text("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null,
            Key = Text("key") is { Length: > 0 and <= LongestKey } key && key.All(char.IsAsciiLetterOrDigit) ? key : null,
        };

        string? Text(string name) => form[name] is [{ Length: > 0 } value, ..] ? value.ReplaceLineEndings("\n") : null;
    }

    /// <summary>What it answers to a step, or null when nothing was chosen.</summary>
    public AnswerValue? AnswerTo(Step step) =>
        Instead is not null ? AnswerValue.Of(Instead)
        : step.TakesSeveral ? AnswerValue.OfList(Answers)
        : Answers.IsEmpty ? null
        : AnswerValue.Of(Answers[0]);

    /// <summary>What is left when its notes are kept: a half-typed answer.</summary>
    public SentForm WithoutNotes() => this with { Note = null, Reason = null };

    /// <summary>All that it says, without what guards it, as fields of a form.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        foreach (var answer in Answers) yield return ("answer", answer);
        foreach (var (name, value) in new[] { ("step", Step), ("instead", Instead), ("note", Note), ("reason", Reason), ("reference", Reference), ("name", Name), ("version", Version) })
            if (value is not null) yield return (name, value);
        if (Resolved is { } resolved) yield return ("resolved", resolved ? "true" : "false");
    }

    /// <summary>The texts that somebody typed, to be saved by hand where nothing else helps.</summary>
    public IEnumerable<string> Typed() =>
        new[] { Answers.Length == 1 ? Answers[0] : null, Note, Reason, Reference, Name }.Where(t => !string.IsNullOrWhiteSpace(t))!;
}
