using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Rules for what stands below "Error message" and "Error code".</summary>
static class MessageRules
{
    public static readonly ImmutableArray<BlockRule> All =
    [
        new("list-of-messages", "A list below a message's label holds messages, unless all of it are commands.",
            "## Tea errors\n\n**Error messages**:\n\n- The tea is cold.\n- The tea is gone.\n\n**Resolution**: Light the fire.",
            (state, block) => block is ListBlock list && !list.Items.All(i => Wording.IsCommand(BlockText.OneLine(i))) ? ReadList(state, list) : null),
        new("prose-after-message", "A paragraph that is not printed, behind a message, ends the field and is prose.",
            "## TeaCold\n\n### Error message\n\n`The tea is cold.`\n\nThis happens in winter.\n\n### Resolution\n\nLight the fire.",
            (state, block) => block is TextBlock text && !state.Entry.Messages.IsEmpty && !IsPrinted(text.Phrase)
                ? BlockRules.ReadContent(state.Move(at => at with { Field = Field.Summary }), block) : null),
        new("announcement", "\"You see the following error:\" below a message's label only announces the message.",
            "## TeaCold\n\n### Error message\n\nYou see the following error:\n\n`The tea is cold.`\n\n### Resolution\n\nLight the fire.",
            (state, block) => block is TextBlock text && Wording.IsLeadIn(text.Phrase.Text) && Wording.AnnouncesMessage(text.Phrase.Text) ? state.AddSummary(text) : null),
        new("message-code", "A block of code below a message's label is the message, without the command that it begins with.",
            "## TeaCold\n\n### Error message\n\n```\n$ pot pour\nThe tea is cold.\n```\n\n### Resolution\n\nLight the fire.",
            (state, block) => block is CodeBlock code ? state.AddMessage(MessageText.InCode(code.Code), true, code.Line) : null),
        new("message", "Everything else below a message's label is the message.",
            "## TeaCold\n\n**Error message**: The tea is cold.\n\n**Resolution**: Light the fire.",
            (state, block) => state.AddMessage(BlockText.Of(block), true, block.Line)),
    ];

    public static readonly ImmutableArray<BlockRule> OfCode =
    [
        new("code", "What stands below \"Error code\" holds the codes; words between them are left out.",
            "## The tea is cold\n\n**Error code**: 0x80070005, TEA_E_COLD\n\n**Resolution**: Light the fire.",
            (state, block) => state.AddCodes(CodeFinder.InField(BlockText.Of(block))).Move(at => at with { SaidInOneLine = true })),
    ];

    /// <summary>True for a list of which at least half of the items are printed.</summary>
    public static bool AreMessages(ListBlock list)
    {
        var printed = list.Items.Count(item => item.Blocks.FirstOrDefault() is CodeBlock || item.Blocks.FirstOrDefault() is TextBlock text && IsPrinted(text.Phrase));
        return printed * 2 >= list.Items.Count;
    }

    public static EntryState ReadList(EntryState state, ListBlock list) =>
        list.Items.Aggregate(state, (s, item) => s.AddMessage(BlockText.Of(item), true, item.Line)).Move(at => at with { ExpectsMessage = false });

    /// <summary>All in code, in quotes or in emphasis.</summary>
    static bool IsPrinted(Phrase phrase)
    {
        var marked = phrase.Runs.Where(r => r.Style != PhraseStyle.None).Sum(r => r.Text.Length);
        var text = phrase.Text.Trim();
        // Four fifths: a full stop or a word around the marks does not make it prose.
        return marked * 5 >= text.Length * 4 || text.Length > 2 && text[0] is '"' or '“' or '\'' or '‘';
    }
}
