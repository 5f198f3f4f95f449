using System.Collections.Immutable;
using MarsKb.Import.Blocks;

namespace MarsKb.Import.Rules;

/// <param name="Blocks">What to do, with all that belongs to it.</param>
/// <param name="Line">Where it stands in the article.</param>
sealed record ImportedAction(ImmutableList<Block> Blocks, int Line)
{
    public string Text => BlockText.Of(Blocks);

    /// <summary>What introduces the list that this is the first item of: "To resolve this issue:".</summary>
    public TextBlock? Lead { get; init; }
}

/// <param name="Id">Tells the causes of one entry apart, whatever is added or taken out; from 1.</param>
/// <param name="Number">2 in <c>Cause 2</c>, else 0.</param>
/// <param name="Blocks">What the article says about the cause; the first block names it.</param>
sealed record ImportedCause(int Id, int Number, int Line, ImmutableList<Block> Blocks)
{
    public ImmutableList<ImportedAction> Actions { get; init; } = [];

    public string Text => BlockText.Of(Blocks);

    public bool IsEmpty => Blocks.IsEmpty && Actions.IsEmpty;
}

/// <param name="Certain">False for a text that stands in place of a message: a symptom, a description.</param>
sealed record ImportedMessage(string Text, bool Certain, int Line);

/// <param name="Rule">Name of the rule that took it.</param>
readonly record struct TakenBlock(Block Block, string Rule);

/// <summary>One thing that goes wrong, or a procedure, as found in an article.</summary>
sealed record ImportedEntry(string Title, int Line)
{
    /// <summary>The last line that the entry has something from.</summary>
    public int EndLine { get; init; } = Line;

    /// <summary>True for a procedure or a topic without error.</summary>
    public bool IsGuide { get; init; }

    public string? Anchor { get; init; }

    /// <summary>The headings above it, outermost first.</summary>
    public ImmutableList<string> Path { get; init; } = [];

    public ImmutableList<string> Codes { get; init; } = [];

    public ImmutableList<ImportedMessage> Messages { get; init; } = [];

    /// <summary>What the article says before it comes to causes.</summary>
    public ImmutableList<Block> Summary { get; init; } = [];

    public ImmutableList<ImportedCause> Causes { get; init; } = [];

    /// <summary>Actions for whichever cause it is.</summary>
    public ImmutableList<ImportedAction> Actions { get; init; } = [];

    public ImmutableList<Block> Notes { get; init; } = [];

    /// <summary>Every block that is in it, with the rule that put it there, in the order of taking. A part of a block has the number of the whole.</summary>
    public ImmutableList<TakenBlock> Taken { get; init; } = [];

    /// <summary>Names of the rules that have completed it, once all its blocks were read.</summary>
    public ImmutableList<string> Completed { get; init; } = [];

    /// <summary>How sure the importer is that this is an entry and right, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Why it is not surer.</summary>
    public ImmutableList<string> Doubts { get; init; } = [];

    public int ActionCount => Actions.Count + Causes.Sum(c => c.Actions.Count);

    /// <summary>With codes that it does not have yet; two spellings of one code are one.</summary>
    public ImportedEntry WithCodes(IEnumerable<string> codes) => this with { Codes = Vocabulary.CodeFinder.With(Codes, codes) };
}
