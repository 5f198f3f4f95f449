using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Rules for what stands before any label, and below "Symptoms" and "Notes".</summary>
static class ProseRules
{
    const int LongestLeadIn = 160;

    static readonly HashSet<string> Scripts = ["powershell", "bash", "sh", "shell", "sql", "kusto", "csharp", "python", "cmd", "azurecli"];

    /// <summary>Languages of which no product prints a message.</summary>
    static readonly HashSet<string> Queries = ["sql", "kusto", "csharp", "python"];

    static readonly HashSet<string> Printed = ["error", "output", "Output"];

    static readonly HashSet<string> PrintedOrPlain = ["error", "output", "", "text", "txt", "console", "json", "Output", "plaintext"];

    static readonly BlockRule PrintedParagraph = new(
        "printed-paragraph", "A paragraph that is nothing but code, right behind the announcement of a message, is the message.",
        "## Tea is cold\n\nYou see the following error:\n\n`The tea is cold.`\n\nTo fix it, light the fire.",
        (state, block) => block is TextBlock text && state.At.ExpectsMessage && IsCodeAlone(text.Phrase) ? Listen(state, text).AddMessage(text.Phrase.OneLine, true, text.Line) : null);

    static readonly BlockRule Prose = new(
        "prose", "Running text is the summary; a message quoted in it is the message, and it may announce a message or causes.",
        "## TeaCold\n\nThe pot reports the error \"The tea is cold again\" in winter.\n\n**Resolution**: Light the fire.",
        (state, block) => block is TextBlock text ? Tell(state, text) : null);

    static readonly BlockRule AnnouncedMessages = new(
        "announced-messages", "A list of printed texts behind the announcement of a message holds the messages.",
        "## Tea errors\n\nYou see one of the following errors:\n\n- `The tea is cold.`\n- `The tea is gone.`\n\nTo fix this, light the fire.",
        (state, block) => block is ListBlock list && state.At.ExpectsMessage && MessageRules.AreMessages(list) ? MessageRules.ReadList(state, list) : null);

    public static readonly ImmutableArray<BlockRule> OfSummary =
    [
        new("remedy-in-prose", "From the first sentence that says what to do, such as \"To fix this issue, …\", running text is an action; what stands before it is the summary.",
            "## Tea is cold\n\nThe fire went out. To resolve this issue, light the fire.",
            Remedy),
        PrintedParagraph,
        Prose,
        AnnouncedMessages,
        new("announced-causes", "A list behind \"one of the following reasons:\" holds the causes.",
            "## TeaCold\n\nThe pot cools down for one of the following reasons:\n\n- The fire is out.\n- The pot is open.",
            (state, block) => block is ListBlock list && state.At.ExpectsCauses ? CauseRules.ReadList(state, list) : null),
        new("steps", "A list of which most items are commands, or an ordered list with a command, holds what to do.",
            "## Tea is cold\n\nThe fire went out.\n\n1. Light the fire.\n2. Wait for an hour.",
            (state, block) => block is ListBlock list && AreSteps(list) ? ActionRules.AddItems(state.Shows(Evidence.Steps), list, 0) : null),
        new("printed-code", "A block of code behind the announcement of a message, of output, or right below a code is what the software prints.",
            "## TeaCold\n\nYou see the following error:\n\n```\nThe tea is cold.\n```\n\nTo fix this, light the fire.",
            (state, block) => block is CodeBlock code && IsPrinted(state, code) && MessageText.InCode(code.Code) is { Length: > 0 } printed ? state.AddMessage(printed, true, code.Line) : null),
        new("quotation", "The first quotation is the message; it counts as shown only where a message was announced.",
            "## TeaCold\n\n> The tea is cold.\n\nTo fix this, light the fire.",
            Quotation),
        new("summary", "Everything else that stands before a label is the summary.",
            "## TeaCold\n\n- The cup is blue.\n- The pot is red.\n\n**Resolution**: Light the fire.",
            (state, block) => state.AddSummary(block)),
    ];

    public static readonly ImmutableArray<BlockRule> OfSymptom =
    [
        PrintedParagraph,
        Prose,
        AnnouncedMessages,
        new("symptom-code", "A block of plain code among the symptoms is the message.",
            "## Tea is cold\n\n### Symptoms\n\n```\nThe tea is cold.\n```\n\n### Resolution\n\nLight the fire.",
            SymptomCode),
        new("symptom-quotation", "A quotation among the symptoms is the message.",
            "## Tea is cold\n\n### Symptoms\n\n> The tea is cold.\n\n### Resolution\n\nLight the fire.",
            (state, block) => block is QuoteBlock quote ? state.AddMessage(BlockText.Of(quote), true, quote.Line) : null),
        new("symptom-list", "A list of symptoms is the summary; the first message quoted in it is the message.",
            "## Tea is cold\n\n### Symptoms\n\n- The pot shows the error **Tea is much too cold**.\n- Nobody drinks.\n\n### Resolution\n\nLight the fire.",
            SymptomList),
        new("symptom", "Every other symptom is the summary.",
            "## Tea is cold\n\n### Symptoms\n\n| Pot | Cups |\n| --- | --- |\n| blue | 2 |\n\n### Resolution\n\nLight the fire.",
            (state, block) => state.AddSummary(block)),
    ];

    public static readonly ImmutableArray<BlockRule> OfNote =
    [
        new("note", "What follows a label such as **Note** or **Severity** is a note of the entry.",
            "## TeaCold\n\n**Resolution**: Light the fire.\n\n**Note**: The fire is hot.",
            (state, block) => state.AddNotes(block)),
    ];

    static EntryState? Remedy(EntryState state, Block block)
    {
        if (block is not TextBlock text || FirstRemedy(text.Phrase.Text) is not { } remedy) return null;
        var before = text.Cut(0, remedy.Start);
        if (!before.Phrase.IsBlank) state = (PrintedParagraph.Apply(state, before) ?? Prose.Apply(state, before))!;
        state = state.Shows(remedy.IsSure ? Evidence.Remedy : Evidence.Steps);
        var only = state.Entry.Causes is [var cause] && state.At.CausesSinceAction == 1 ? cause.Id : 0;
        state = state.Move(at => at with { Field = Field.Action, Remedies = only, ExpectsMessage = false, ExpectsCauses = false });
        return BlockRules.ReadContent(state, text.Cut(remedy.Start));
    }

    /// <summary>The first sentence that says for sure that it resolves something, or that commands, or that introduces steps.</summary>
    static (int Start, bool IsSure)? FirstRemedy(string words)
    {
        foreach (var (start, sentence) in Wording.SentencesOf(words))
            if (Wording.IsStrongRemedy(sentence)) return (start, true);
            else if (Wording.IsRemedy(sentence) && (Wording.IsLeadIn(words) || Wording.IsCommand(sentence))) return (start, false);
        return null;
    }

    /// <summary>What a paragraph announces, and whether it explains the heading.</summary>
    static EntryState Listen(EntryState state, TextBlock text)
    {
        var words = text.Phrase.OneLine;
        if (Wording.ExplainsHeading(words)) state = state.Shows(Evidence.Explains);
        return state.Move(at => at with { ExpectsCauses = Wording.AnnouncesCauses(words) && !Wording.AnnouncesMessage(words) });
    }

    static bool IsCodeAlone(Phrase phrase) =>
        phrase.OneLine.Contains(' ') && phrase.Runs.All(r => (r.Style & PhraseStyle.Code) != 0 || string.IsNullOrWhiteSpace(r.Text));

    static EntryState Tell(EntryState state, TextBlock text)
    {
        var words = text.Phrase.OneLine;
        var leadsIn = Wording.IsLeadIn(words);
        // A long paragraph that speaks of errors announces none, unless it ends in a colon. Below "Symptoms" any lead-in leads to the message.
        var announces = Wording.AnnouncesMessage(words) && (leadsIn || words.Length < LongestLeadIn) || state.At.Field == Field.Symptom && state.At.ExpectsMessage && leadsIn;
        state = Listen(state, text).Move(at => at with { ExpectsMessage = announces });
        if (state.Entry.Messages.IsEmpty && QuotedMessage.Find(text.Phrase) is { } quoted) state = state.AddMessage(quoted, true, text.Line);
        // "This occurs when …. You see the following error:" says two things.
        return announces && leadsIn && Wording.Sentences(text.Phrase.Text) is [_, .., var last]
            ? state.AddSummary(text.Cut(0, last), text.Cut(last))
            : state.AddSummary(text);
    }

    static bool AreSteps(ListBlock list)
    {
        var commands = list.Items.Count(i => Wording.IsCommand(BlockText.OneLine(i)));
        return commands * 2 > list.Items.Count || list.Ordered && commands > 0;
    }

    static bool IsPrinted(EntryState state, CodeBlock code) =>
        state.At.ExpectsMessage && !Queries.Contains(code.Language.ToLowerInvariant()) || Printed.Contains(code.Language) || IsRightBelowCode(state, code);

    /// <summary>The first thing below a code is what the software prints with it.</summary>
    static bool IsRightBelowCode(EntryState state, CodeBlock code) =>
        !state.Entry.Codes.IsEmpty && state.Entry.Messages.IsEmpty && state.Entry.Summary.IsEmpty && !IsScript(code.Language);

    static bool IsScript(string language) => language.StartsWith("azure", StringComparison.OrdinalIgnoreCase) || Scripts.Contains(language.ToLowerInvariant());

    static EntryState? Quotation(EntryState state, Block block)
    {
        if (block is not QuoteBlock quote || !state.Entry.Messages.IsEmpty) return null;
        var read = state.AddMessage(BlockText.Of(quote), true, quote.Line);
        // A quotation that nothing announces may be anybody's words.
        return state.At.ExpectsMessage ? read : read with { Evidence = state.Evidence };
    }

    static EntryState? SymptomCode(EntryState state, Block block)
    {
        if (block is not CodeBlock code || !PrintedOrPlain.Contains(code.Language) && !(state.At.ExpectsMessage && !IsScript(code.Language))) return null;
        return MessageText.InCode(code.Code) is { Length: > 0 } shown ? state.AddMessage(shown, true, code.Line) : state.AddSummary(code);
    }

    static EntryState? SymptomList(EntryState state, Block block)
    {
        if (block is not ListBlock list) return null;
        var said = state.Entry.Messages.IsEmpty
            ? list.Items.SelectMany(i => i.Blocks).OfType<TextBlock>().Select(t => QuotedMessage.Find(t.Phrase)).FirstOrDefault(m => m is not null)
            : null;
        return (said is null ? state : state.AddMessage(said, true, list.Line)).AddSummary(list);
    }
}
