using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Rules for what stands below "Cause".</summary>
static class CauseRules
{
    /// <summary>Each opens a cause first when none is open.</summary>
    public static readonly ImmutableArray<BlockRule> All =
    [
        In("list-of-causes", "A list that begins a cause's text, or that the text announces, holds a cause in each item; what announces it is the summary.",
            "## TeaCold\n\n**Possible causes**:\n\n- The fire is out.\n- The pot is open.",
            (state, block) => block is ListBlock list && (state.Cause is not { Blocks.IsEmpty: false } || state.At.ExpectsCauses) ? List(state, list) : null),
        In("no-cause", "\"None\", \"N/A\" and the like say nothing.",
            "## TeaCold\n\n**Error message**: The tea is cold.\n\n**Cause**: N/A\n\n**Resolution**: Light the fire.",
            (state, block) => block is TextBlock text && Wording.SaysNothing(text.Phrase.Text) ? state : null),
        In("remedy-behind-cause", "A paragraph behind a cause that says what resolves it opens the actions.",
            "## TeaCold\n\n**Cause**: The fire is out.\n\nTo resolve this issue, light the fire.",
            (state, block) => block is TextBlock text && state.Cause is { Blocks.IsEmpty: false } && Wording.IsStrongRemedy(text.Phrase.Text)
                ? BlockRules.ReadContent(state.Enter(new Label(Field.Action, 0), text.Place).Shows(Evidence.Remedy), text) : null),
        In("cause-text", "Running text below a cause's label says the cause; it may announce a list of causes.",
            "## TeaCold\n\n**Cause**: The fire is out.",
            (state, block) => block is TextBlock text ? state.Explain(text).Move(at => at with { ExpectsCauses = Announces(text.Phrase.Text) }) : null),
        In("cause", "Everything else below a cause's label says more about the cause.",
            "## TeaCold\n\n**Cause**: The fire is out:\n\n```\nno fire\n```",
            (state, block) => state.Explain(block)),
    ];

    /// <summary>Each item is a cause of its own.</summary>
    public static EntryState ReadList(EntryState state, ListBlock list) =>
        list.Items.Aggregate(state, (s, item) => s.AddCause(0, item.Line, item.Blocks)).Move(at => at with { ExpectsCauses = false });

    static BlockRule In(string name, string takes, string example, Func<EntryState, Block, EntryState?> apply) => new(
        name, takes, example, (state, block) => apply(state.At.Cause == 0 ? state.Enter(new Label(Field.Cause, 0), block.Place) : state, block));

    static EntryState List(EntryState state, ListBlock list)
    {
        if (state.Cause is not { Number: 0, Actions.IsEmpty: true } open || list.Items.Count == 0) return state.Explain(list).Move(at => at with { ExpectsCauses = false });
        // What announces the list is no cause itself.
        var without = state.Without(open).AddSummary(open.Blocks).Move(at => at with { CausesSinceAction = at.CausesSinceAction - 1 });
        return ReadList(without, list);
    }

    /// <summary>A short lead-in leads to causes, unless it leads to a message.</summary>
    static bool Announces(string words) =>
        Wording.IsLeadIn(words) && (Wording.AnnouncesCauses(words) || !Wording.AnnouncesMessage(words)) && Wording.Sentences(words).Count <= 2;
}
