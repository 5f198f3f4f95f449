using System.Collections.Immutable;
using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Values;
using MarsKb.Rendering;

namespace MarsKb.Flows.Steps;

/// <summary>
/// One step of a flow. The types are a closed hierarchy: each class reads itself from a flow file, lists its exits, checks an answer and says its words,
/// so that nothing outside asks what type a step is. Steps that take an answer are <see cref="AskedStep"/>; the others are computed, or end the flow.
/// </summary>
public abstract record Step
{
    // With the internal members below, nobody outside this project can add a type.
    private protected Step()
    {
    }

    /// <summary>Stable; a step of a subflow is <c>caller.id</c>.</summary>
    public required string Id { get; init; }

    public string Title { get; init; } = "";

    public RichText Text { get; init; } = RichText.Empty;

    /// <summary>The type as in flow files and JSON: <c>question</c>.</summary>
    public abstract string Type { get; }

    /// <summary>How it looks on a map.</summary>
    public abstract Station Station { get; }

    /// <summary>All ways out of the step, in order.</summary>
    public abstract IEnumerable<StepExit> Exits();

    /// <summary>Decisions, subflow steps and outcomes that return are passed through, never shown.</summary>
    public virtual bool IsShown => true;

    /// <summary>The flow ends here.</summary>
    public virtual bool Ends => false;

    /// <summary>Its answer is a list of choices.</summary>
    public virtual bool TakesSeveral => false;

    // What some types show or ask, empty for all others, so that pages and API need not know which types have it.
    // Only the class of a type that has it can set it: it declares the property again, with an init of its own.

    /// <summary>What can be chosen, with <c>dont-know</c> where it is offered as a choice.</summary>
    public ImmutableArray<Choice> Choices { get; private protected init; } = [];

    /// <summary>What is to be typed or pasted; null where nothing is.</summary>
    public InputSpec? Input { get; private protected init; }

    /// <summary>What to run.</summary>
    public RichText Command { get; private protected init; } = RichText.Empty;

    /// <summary>What to do, in order.</summary>
    public ImmutableArray<EntryAction> Actions { get; private protected init; } = [];

    public RichText Expected { get; private protected init; } = RichText.Empty;

    public RichText Undo { get; private protected init; } = RichText.Empty;

    public int? Minutes { get; private protected init; }

    public string? Privilege { get; private protected init; }

    /// <summary>What to send along when escalating.</summary>
    public ImmutableArray<RichText> Attach { get; private protected init; } = [];

    /// <summary>Where "I can't tell" leads, where it stands beside the answer.</summary>
    public string? DontKnow { get; private protected init; }

    /// <summary>What is wrong with an answer, in words that say what is allowed, or null.</summary>
    public virtual string? Check(AnswerValue answer) => "This step takes no answer.";

    /// <summary>What an answer that was typed or pasted means, as shown to the person; of other steps, and of "I can't tell", null.</summary>
    public virtual TypedValue? Read(AnswerValue answer) => null;

    /// <summary>The value that was found in a pasted text; null of other steps, and where there is none.</summary>
    public virtual string? FoundIn(AnswerValue answer) => null;

    /// <summary>
    /// An answer in words, as people and tickets read it. In another version of the flow the step may have been of another type: then what was given is said as it is.
    /// </summary>
    public virtual string Words(AnswerValue answer)
    {
        if (answer.Items.IsEmpty) return "None of these";
        return answer.IsDontKnow ? TextOf(AnswerValue.DontKnow) ?? Choice.DontKnowText : string.Join("; ", answer.Items.Select(i => TextOf(i) ?? i));
    }

    /// <summary>The same without what a page shows of it: enough to walk.</summary>
    public Step WithoutTexts() => this with
    {
        Text = RichText.Empty, Command = RichText.Empty, Actions = [], Expected = RichText.Empty, Undo = RichText.Empty, Attach = [],
    };

    /// <summary>Comparisons that it makes.</summary>
    internal virtual IEnumerable<Compare> Compares => [];

    /// <summary>The same step as a step of a flow that calls its flow.</summary>
    /// <param name="caller">Id of the subflow step.</param>
    /// <param name="returns">Which outcomes lead back, and to which step.</param>
    internal abstract Step Under(string caller, IReadOnlyDictionary<string, string> returns);

    internal abstract ArchivedStep Archive();

    /// <summary>The way out with this number in words, for what no path has come to.</summary>
    internal virtual string NameOf(int exit) => Exits().ElementAt(exit).Choice is { } choice ? $"{Id}={choice}" : $"{Id}, answered";

    /// <summary>What a map calls it.</summary>
    internal virtual string MapTitle(Func<string, Step?> stepOf) => Title.Length > 0 ? Title : Id;

    /// <summary>What a map says of it besides its title, or null.</summary>
    /// <param name="all">The steps of the flow.</param>
    internal virtual string? MapNote(ImmutableArray<Step> all) => null;

    /// <summary>The ways out that a map draws, each with the answer in a word or two; null where any answer leads there.</summary>
    /// <param name="all">The steps of the flow.</param>
    internal virtual IEnumerable<(string? Label, string To)> MapExits(ImmutableArray<Step> all) => Exits().Select(e => (LabelOf(e), e.To));

    private protected virtual string? LabelOf(StepExit exit) => exit.Choice switch
    {
        null => null,
        AnswerValue.DontKnow => "Can't tell",
        var choice => TextOf(choice),
    };

    /// <summary>What its class keeps besides goes on top of it.</summary>
    private protected ArchivedStep ArchivedHead => new() { Id = Id, Type = Type, Title = Title, Text = Text };

    private protected string? TextOf(string choice) => Choices.FirstOrDefault(c => c.Id == choice)?.Text;

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(id))]
    private protected static string? Under(string caller, string? id) => id is null ? null : caller + "." + id;
}
