using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Rules that need the whole of an entry: they look for what no label has named. Asked one after another, each at most once.</summary>
static class EntryRules
{
    public static readonly ImmutableArray<EntryRule> All =
    [
        new("code-in-message", "Where no code is named, the messages that were shown may have it: \"(ID: 34513)\".",
            "## The tea is cold\n\n**Error message**: The tea is cold. (ID: 4711)\n\n**Resolution**: Light the fire.",
            state => state.Entry.Codes.IsEmpty ? Codes(state, state.Entry.Messages.Where(m => m.Certain).SelectMany(m => CodeFinder.InMessage(m.Text))) : null),
        new("code-in-summary", "Where no message has it either, running text may name the code: \"error code 0x80070005\".",
            "## The tea is cold\n\nThis error occurs with error code `0x80070005`.\n\n**Resolution**: Light the fire.",
            state => state.Entry.Codes.IsEmpty ? Codes(state, state.Entry.Summary.OfType<TextBlock>().SelectMany(t => CodeFinder.InProse(t.Phrase))) : null),
        new("cause-in-summary", "Where no cause is named, the first paragraph that says why is the cause, with a doubt.",
            "## TeaCold\n\nThe tea is cold because the fire is out.\n\n**Resolution**: Light the fire.",
            CauseInSummary),
        new("list-that-commands", "Where nothing is marked as a remedy of a problem, a list of which at least half of the items command is one, with a doubt.",
            "## TeaCold: the tea can't be drunk\n\nPeople complain.\n\n- When the fire is out, light it.\n- If the pot is open, close it.",
            ListThatCommands),
        new("command-in-text", "Else the first sentence that commands, plain or behind a condition, is what to do, with a doubt.",
            "## TeaCold\n\nThe fire is out. Check the wood.",
            CommandInText),
        new("only-cause", "Actions for whichever cause it is belong to the only cause when it has none.",
            "## TeaCold\n\n**Resolution**: Light the fire.\n\n**Cause**: The fire is out.",
            state => state.Entry is { Causes: [{ Actions.IsEmpty: true } only], Actions.IsEmpty: false } entry
                ? state with { Entry = entry with { Causes = [only with { Actions = entry.Actions }], Actions = [] } } : null),
    ];

    /// <summary>Ends the reading of an entry.</summary>
    public static EntryState Complete(EntryState state)
    {
        state = state.EndLead();
        state = state with { Entry = state.Entry with { Causes = state.Entry.Causes.RemoveAll(c => c.IsEmpty) } };
        return All.Aggregate(state, (s, rule) => rule.Apply(s)?.CompletedBy(rule) ?? s);
    }

    static EntryState? Codes(EntryState state, IEnumerable<string> codes) => state.AddCodes(codes) is var found && found.Entry.Codes.IsEmpty ? null : found;

    static EntryState? CauseInSummary(EntryState state)
    {
        if (!state.Entry.Causes.IsEmpty || state.Entry.Summary.OfType<TextBlock>().FirstOrDefault(NamesCause) is not { } reason) return null;
        return (state.AddCause(0, reason.Line, reason) with { At = state.At }).WithoutSummary(reason).AddDoubt("the cause is read out of running text");
    }

    static bool NamesCause(TextBlock text) => Wording.NamesCause(text.Phrase.Text) && !Wording.IsLeadIn(text.Phrase.Text);

    static EntryState? ListThatCommands(EntryState state)
    {
        if (state.Entry.ActionCount > 0 || !Wording.IsProblem(state.Entry.Title)) return null;
        if (state.Entry.Summary.OfType<ListBlock>().FirstOrDefault(MostlyCommands) is not { } list) return null;
        return ActionRules.AddItems(state, list, 0).WithoutSummary(list).AddDoubt("what to do is read out of a list that nothing announces");
    }

    static bool MostlyCommands(ListBlock list) => list.Items.Count(i => Wording.Commands(BlockText.OneLine(i))) * 2 >= list.Items.Count;

    static EntryState? CommandInText(EntryState state)
    {
        if (state.Entry.ActionCount > 0) return null;
        var texts = state.Entry.Causes.SelectMany(c => c.Blocks).Concat(state.Entry.Summary).OfType<TextBlock>().ToList();
        var found = FirstSentence(texts, IsPlainCommand) ?? FirstSentence(texts, Wording.CommandsOnCondition);
        return found is null ? null : state.AddAction(new ImportedAction([found], found.Line), 0).AddDoubt("what to do is read out of running text");
    }

    /// <summary>"Light the fire", "To light the fire, use dry wood".</summary>
    static bool IsPlainCommand(string sentence) =>
        Wording.IsCommand(sentence) || sentence.StartsWith("To ", StringComparison.Ordinal) && sentence.Contains(',');

    /// <returns>The text from the first such sentence on.</returns>
    static TextBlock? FirstSentence(List<TextBlock> texts, Func<string, bool> tells)
    {
        foreach (var text in texts)
            foreach (var (start, sentence) in Wording.SentencesOf(text.Phrase.Text))
                if (tells(sentence)) return text.Cut(start);
        return null;
    }
}
