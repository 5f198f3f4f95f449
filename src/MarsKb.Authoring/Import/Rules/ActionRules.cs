using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Rules for what stands below "Resolution", and behind a sentence that says what to do.</summary>
static class ActionRules
{
    const int LongestTitle = 100;
    const int LongestAnnouncement = 400;
    const int LongestSequence = 600;

    public static readonly ImmutableArray<BlockRule> All =
    [
        new("no-action", "\"None\", \"No action required\" and the like say nothing.",
            "## TeaCold\n\n**Cause**: The fire is out.\n\n**Resolution**: No action required.",
            (state, block) => block is TextBlock text && Wording.SaysNothing(text.Phrase.Text) ? state : null),
        Text("bold-title", "A short line in bold heads one thing to do.",
            "## TeaCold\n\n### Resolution\n\n**Light the fire**\n\nUse dry wood.\n\n**Close the pot**\n\nUse the lid.",
            (state, text) => IsTitle(text.Phrase) ? state.AddAction(text).Move(at => at with { IsUnderTitle = true }) : null),
        Text("text-of-item", "Text below a bold title, or behind a list of one item, belongs to that thing to do: it is often not indented.",
            "## TeaCold\n\n### Resolution\n\n1. Light the fire.\n\nUse dry wood.\n\n2. Wait for an hour.",
            // Below a list of one item, or between such lists, text belongs to the item: somebody forgot to indent it.
            (state, text) => (state.At.IsUnderTitle || state.At.IsAfterItem) && !state.Actions.IsEmpty && !Wording.IsLeadIn(text.Phrase.Text) ? state.AddToLastAction(text) : null),
        Text("example", "\"For example, change from:\" shows the thing to do before it.",
            "## TeaCold\n\n### Resolution\n\nChange the wood.\n\nFor example, change from:\n\n```\nwet\n```",
            (state, text) => !state.Actions.IsEmpty && !state.At.IsAfterList && Wording.OnlyShows(text.Phrase.Text) ? state.AddToLastAction(text) : null),
        Text("lead-in", "\"To resolve this issue:\" and \"Follow these steps\" introduce the list behind them; without a list they are a thing to do themselves.",
            "## TeaCold\n\n### Resolution\n\nFollow these steps:\n\n1. Light the fire.\n2. Wait for an hour.",
            LeadIn),
        Text("further-reading", "Behind a thing to do, what only leads to further reading, or does not instruct behind a list, is a note.",
            "## TeaCold\n\n### Resolution\n\nLight the fire.\n\nFor more information, see the book of fire.",
            (state, text) => !state.Actions.IsEmpty && IsReading(state, text.Phrase.Text) ? state.AddNotes(text) : null),
        Text("consequence", "A paragraph that begins with \"This\" says more about the thing to do before it.",
            "## TeaCold\n\n### Resolution\n\nLight the fire.\n\nThis takes a minute.",
            (state, text) => !state.Actions.IsEmpty && text.Phrase.Text.StartsWith("This ", StringComparison.Ordinal) ? state.AddToLastAction(text) : null),
        Text("instructions", "Every other paragraph is a thing to do; several commands on lines of their own, or between semicolons, are several.",
            "## TeaCold\n\n**Resolution**: Open the lid; check the fire; close the lid.",
            (state, text) => Parts(text.Phrase).Aggregate(state, (s, part) => s.AddAction(new TextBlock(part, text.Place)))),
        new("list-of-links", "A list behind a lead-in to further reading, or of links behind a thing to do, is a note.",
            "## TeaCold\n\n### Resolution\n\nLight the fire.\n\n- [The book of fire](fire.md)\n- [The book of wood](wood.md)",
            (state, block) => block is ListBlock list && (state.At.LeadIsReading || AreLinks(list) && !state.Actions.IsEmpty) ? state.EndLead().AddNotes(list) : null),
        new("list-of-actions", "Each item of a list is a thing to do.",
            "## TeaCold\n\n### Resolution\n\n- Light the fire.\n- Close the pot.",
            (state, block) => block is ListBlock list ? List(state, list) : null),
        new("more-of-action", "Code, quotations and tables belong to the thing to do before them, or to the lead-in, which is then a thing to do.",
            "## TeaCold\n\n### Resolution\n\nRun this command:\n\n```\nfire --light\n```",
            More),
    ];

    /// <param name="cause">Whose actions the items become; 0 for those that help whichever cause it is.</param>
    public static EntryState AddItems(EntryState state, ListBlock list, int cause)
    {
        var lead = state.At.Lead;
        foreach (var item in list.Items)
        {
            if (item.Blocks.Count == 0 || Wording.SaysNothing(BlockText.OneLine(item))) continue;
            state = state.AddAction(new ImportedAction([.. item.Blocks], item.Line) { Lead = lead }, cause);
            lead = null;
        }
        return state.Move(at => at with { Lead = null, LeadIsReading = false });
    }

    /// <summary>A rule for running text. A lead-in that no list has followed until then is done with.</summary>
    static BlockRule Text(string name, string takes, string example, Func<EntryState, TextBlock, EntryState?> apply) => new(
        name, takes, example, (state, block) => block is TextBlock text ? apply(state.EndLead(), text) : null);

    /// <summary>A short line in bold, as headings become within a case.</summary>
    static bool IsTitle(Phrase phrase) =>
        phrase.Text.Length is > 3 and <= LongestTitle && phrase.Text[^1] is not (':' or '.') && phrase.Runs.All(r => string.IsNullOrWhiteSpace(r.Text) || IsBoldWords(r));

    static bool IsBoldWords(PhraseRun run) => (run.Style & PhraseStyle.Bold) != 0 && (run.Style & PhraseStyle.Code) == 0;

    static EntryState? LeadIn(EntryState state, TextBlock text)
    {
        var words = text.Phrase.Text;
        var last = Wording.Sentences(words)[^1];
        var ending = words[last..];
        if (!Wording.IsLeadIn(words) && !(Wording.AnnouncesSteps(ending) && words.Length < LongestAnnouncement)) return null;
        var before = text.Cut(0, last);
        if (!before.Phrase.IsBlank) state = Wording.Instructs(before.Phrase.Text) ? state.AddAction(before) : state.AddNotes(before);
        return state.Move(at => at with { Lead = text.Cut(last), LeadIsReading = Wording.IsMoreReading(ending) && !Wording.IsStrongRemedy(ending) });
    }

    static bool IsReading(EntryState state, string words)
    {
        var goesOn = words.StartsWith("This ", StringComparison.Ordinal);
        return Wording.IsMoreReading(words) && (goesOn || !Wording.IsCommand(words)) || state.At.IsAfterList && (goesOn || !Wording.Instructs(words));
    }

    /// <summary>Several things to do on lines of their own, or in one sentence with semicolons between.</summary>
    static List<Phrase> Parts(Phrase phrase)
    {
        var text = phrase.Text;
        if (text.Contains('\n'))
        {
            var lines = Cut(phrase, '\n');
            if (lines.All(l => Wording.IsCommand(l.Text))) return lines;
        }
        else if (text.Contains("; ", StringComparison.Ordinal) && text.Length < LongestSequence)
        {
            var parts = Cut(phrase, ';');
            if (parts.All(p => Wording.IsInstruction(p.Text))) return parts;
        }
        return [phrase];
    }

    static List<Phrase> Cut(Phrase phrase, char mark)
    {
        var parts = new List<Phrase>();
        var start = 0;
        for (var i = 0; i <= phrase.Text.Length; i++)
        {
            if (i < phrase.Text.Length && phrase.Text[i] != mark) continue;
            var part = phrase.Slice(start, i).Trim();
            if (!part.IsBlank) parts.Add(part);
            start = i + 1;
        }
        return parts;
    }

    static bool AreLinks(ListBlock list) => list.Items.All(item => item.Blocks is [TextBlock text] && IsLinked(text.Phrase) && !Wording.IsCommand(text.Phrase.Text));

    static bool IsLinked(Phrase phrase) => phrase.Runs.All(r => r.Link is not null || r.Text.Trim(' ', '.', ',').Length == 0);

    static EntryState List(EntryState state, ListBlock list)
    {
        // A title that a list follows introduces it.
        if (state.At.IsUnderTitle && state.Actions is [.., { Blocks: [TextBlock title] }])
            state = state.WithoutLastAction().Move(at => at with { Lead = title });
        var read = AddItems(state, list, state.At.Remedies);
        return read.Move(at => at with { IsUnderTitle = false, IsAfterList = true, IsAfterItem = list.Items.Count == 1 && !read.Actions.IsEmpty });
    }

    static EntryState More(EntryState state, Block block)
    {
        if (state.At.Lead is { } lead)
            state = (state.At.LeadIsReading ? state.AddNotes(lead) : state.AddAction(lead)).Move(at => at with { Lead = null, LeadIsReading = false });
        return state.Actions.IsEmpty ? state.AddAction(block) : state.AddToLastAction(block);
    }
}
