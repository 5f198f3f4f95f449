using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>
/// Reads blocks into an entry. For each block the first rule that concerns it decides: rules for any field come before those of the field that is open.
/// </summary>
static class BlockRules
{
    /// <summary>Rules that hold whichever field is open, in the order in which they are asked.</summary>
    public static readonly ImmutableArray<BlockRule> AnyField =
    [
        new("nothing-to-read", "A rule between sections, or what could not be read, says nothing and stays in the report.",
            "## TeaCold\n\n**Error message**: The tea is cold.\n\n---\n\n**Resolution**: Light the fire.",
            (state, block) => block is LostBlock or BreakBlock ? state : null),
        new("labelled-paragraph", "A paragraph that begins with a label, such as **Cause**, opens the label's field; its other words are the first of it.",
            "## TeaCold\n\n**Cause**: The fire is out.\n\n**Resolution**: Light the fire.",
            LabelledParagraph),
        new("list-of-fields", "A list of which at least half of the items begin with a label is read item by item, as paragraphs are.",
            "## TeaCold\n\n- **Message**: The tea is cold.\n- **Cause**: The fire is out.\n- **Resolution**: Light the fire.",
            (state, block) => block is ListBlock list && AreFields(list) ? list.Items.Aggregate(state, (s, item) => Read(s, item.Blocks)) : null),
        new("alert", "A note, tip, warning or the like becomes a note of the entry.",
            "## TeaCold\n\n**Resolution**: Light the fire.\n\n> [!NOTE]\n> The fire is hot.",
            (state, block) => block is QuoteBlock { Kind.Length: > 0 } ? state.AddNotes(block) : null),
        new("tab", "A tab is read in place; the first thing to do in it says for whom it is.",
            "## TeaCold\n\n**Resolution**:\n\n# [Gas](#tab/gas)\n\n1. Light the fire.\n\n# [Wood](#tab/wood)\n\n1. Fetch wood.\n\n---",
            (state, block) => block is TabBlock tab ? Tab(state, tab) : null),
        new("table", "A table is read by what its columns say; one that says nothing about errors goes where the open field is.",
            "## TeaCold\n\n**Cause**: The pot is small.\n\n| Pot | Cups |\n| --- | --- |\n| blue | 2 |\n| red | 3 |",
            (state, block) => block is TableBlock table ? TableRules.Read(state, table) : null),
        new("after-one-line", "What follows a message, code or note that was said in one line is prose, unless it is the message printed as code.",
            "## TeaCold\n\n**Error code**: 4711\n\nThis error occurs when the fire is out. To fix it, light the fire.",
            AfterOneLine),
    ];

    /// <summary>The rules of each field. The last of each takes what no other has taken.</summary>
    public static readonly ImmutableDictionary<Field, ImmutableArray<BlockRule>> ByField = ImmutableDictionary.CreateRange(new KeyValuePair<Field, ImmutableArray<BlockRule>>[]
    {
        new(Field.Summary, ProseRules.OfSummary),
        new(Field.Symptom, ProseRules.OfSymptom),
        new(Field.Message, MessageRules.All),
        new(Field.Code, MessageRules.OfCode),
        new(Field.Cause, CauseRules.All),
        new(Field.Action, ActionRules.All),
        new(Field.Note, ProseRules.OfNote),
    });

    public static EntryState Read(EntryState state, IEnumerable<Block> blocks) => blocks.Aggregate(state, Read);

    public static EntryState Read(EntryState state, Block block)
    {
        state = state.Reach(block.EndLine);
        return First(AnyField, state, block) ?? ReadContent(state, block);
    }

    /// <summary>Reads a block by the rules of the open field alone.</summary>
    public static EntryState ReadContent(EntryState state, Block block) => First(ByField[state.At.Field], state, block)!;

    /// <returns>Null when no rule concerns the block.</returns>
    public static EntryState? First(ImmutableArray<BlockRule> rules, EntryState state, Block block)
    {
        foreach (var rule in rules)
            if (rule.Apply(state, block) is { } read) return block is LostBlock or BreakBlock ? read : read.Take(block, rule);
        return null;
    }

    static EntryState? LabelledParagraph(EntryState state, Block block)
    {
        if (block is not TextBlock text || PhraseLabel.Read(text.Phrase) is not { } label) return null;
        var entered = state.Enter(label.Label, text.Place);
        return label.Rest.IsBlank
            ? entered
            : ReadContent(entered, new TextBlock(label.Rest, text.Place)).Move(at => at with { SaidInOneLine = IsOneLineField(at.Field) });
    }

    static bool IsOneLineField(Field field) => field is Field.Message or Field.Code or Field.Note;

    static EntryState? AfterOneLine(EntryState state, Block block)
    {
        if (!state.At.SaidInOneLine || !IsOneLineField(state.At.Field)) return null;
        var printed = state.At.Field == Field.Message && block is CodeBlock && state.Entry.Messages.IsEmpty;
        return ReadContent(state.Move(at => at with { Field = printed ? at.Field : Field.Summary, SaidInOneLine = false }), block);
    }

    /// <summary>A list whose items are fields: <c>- **Message**: …</c>, <c>- **Cause**: …</c>.</summary>
    public static bool AreFields(ListBlock list)
    {
        var fields = list.Items.Count(item => item.Blocks.FirstOrDefault() is TextBlock text && PhraseLabel.Read(text.Phrase) is { Label.Field: not Field.Note });
        return fields > 0 && fields * 2 >= list.Items.Count;
    }

    static EntryState Tab(EntryState state, TabBlock tab)
    {
        var before = state.Actions.Count;
        foreach (var block in tab.Section.All.Skip(1))
            state = block is HeadingBlock heading ? Subheading(state, heading) : Read(state, block);
        state = state.Move(at => at with { IsAfterItem = false, IsUnderTitle = false });
        if (state.At.Field != Field.Action || state.Actions.Count <= before) return state;
        var title = new TextBlock(new Phrase([new PhraseRun(tab.Section.Title + ":", PhraseStyle.Bold)]), tab.Place);
        return state.ChangeAction(before, action => action with { Blocks = action.Blocks.Insert(0, title) });
    }

    /// <summary>A heading in a tab opens the field that it names; other headings are left out.</summary>
    static EntryState Subheading(EntryState state, HeadingBlock heading)
    {
        var title = heading.Phrase.OneLine;
        return Labels.Prefix(title) is { } label && !Labels.Gathers(title) ? state.Enter(label.Label, heading.Place, title[label.Rest..]) : state;
    }
}
