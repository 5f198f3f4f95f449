using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <param name="Apply">Gives the entry with what its heading says; null when the heading says nothing of the kind.</param>
sealed record HeadingRule(string Name, string Takes, string Example, Func<ImportedEntry, Section, ImportedEntry?> Apply) : ImportRule(Name, Takes, Example);

/// <summary>Rules for headings that are a message, or hold one. The first that says something decides.</summary>
static class HeadingRules
{
    /// <summary>Shorter words in code or quotes are names, not messages.</summary>
    const int FewestWords = 3;

    public static readonly ImmutableArray<HeadingRule> All =
    [
        new("printed-heading", "A heading that begins with a small letter is what the software prints.",
            "## tea is not warm enough\n\nThe fire is out. To fix this issue, light the fire.",
            (entry, section) => SectionKind.IsPrinted(section.Title) ? entry with { Messages = entry.Messages.Insert(0, Said(section.Title, section)) } : null),
        new("quoted-heading", "Where no message and no code is named and the text speaks of \"this message\", the heading is the message.",
            "## Tea is cold\n\nThis message means that the fire is out. To fix this issue, light the fire.",
            (entry, section) => entry is { Messages.IsEmpty: true, Codes.IsEmpty: true } && section.Heading is not null && QuotesHeading(entry) ? Add(entry, section.Title, section) : null),
        new("bold-line", "A line in bold that is a heading in all but name is the message.",
            "<a id=\"cold\"></a>**The tea can't be warmed.**\n\n| Error | Code |\n| --- | --- |\n| **HRESULT** | 0x80c80064 |\n| **Error string** | TEA_E_COLD |\n\nLight the fire.",
            (entry, section) => entry.Messages.IsEmpty && section.IsBoldLine ? Add(entry, section.Title, section) : null),
        new("message-in-heading", "Where no message is named, the words behind a code, in quotes or in code in the heading are the message: \"4711: The tea is cold\".",
            "## TeaCold - The tea is cold\n\nThe fire is out. To fix this issue, light the fire.",
            (entry, section) => entry.Messages.IsEmpty && section.Heading is { } heading && InHeading(heading.Phrase) is { } said ? Add(entry, said, section) : null),
    ];

    public static EntryState Complete(EntryState state, Section section)
    {
        foreach (var rule in All)
            if (rule.Apply(state.Entry, section) is { } said) return (state with { Entry = said }).CompletedBy(rule);
        return state;
    }

    static ImportedEntry Add(ImportedEntry entry, string message, Section section) => entry with { Messages = entry.Messages.Add(Said(message, section)) };

    static ImportedMessage Said(string message, Section section) => new(MessageText.Clean(message), false, section.Line);

    static bool QuotesHeading(ImportedEntry entry) =>
        entry.Summary.Concat(entry.Causes.SelectMany(c => c.Blocks)).OfType<TextBlock>().Any(t => Wording.QuotesHeading(t.Phrase.Text));

    /// <summary>"UserErrorVmGone - The machine is gone" and "Error 5: Access is denied" say the message behind the code.</summary>
    static string? InHeading(Phrase heading)
    {
        var title = heading.OneLine;
        return BehindLabel(title) ?? heading.Runs.FirstOrDefault(r => r.Style.HasFlag(PhraseStyle.Code) && r.Text.Split(' ').Length > FewestWords)?.Text ?? InQuotes(title) ?? BehindCode(title);
    }

    static string? BehindLabel(string title) =>
        Labels.Prefix(title) is { Label.Field: Field.Message } prefix && prefix.Rest < title.Length && title[prefix.Rest..].Contains(' ') ? title[prefix.Rest..] : null;

    static string? InQuotes(string title)
    {
        var open = title.IndexOf('"', StringComparison.Ordinal);
        var close = open < 0 ? -1 : title.IndexOf('"', open + 1);
        return close > 0 && title[(open + 1)..close].Split(' ').Length >= FewestWords ? title[(open + 1)..close] : null;
    }

    static string? BehindCode(string title)
    {
        foreach (var mark in (ReadOnlySpan<string>)[" - ", " – ", " — ", ": "])
            if (title.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at && IsSaid(title[(at + mark.Length)..].Trim()) && CodeFinder.IsCodes(title[..at]))
                return title[(at + mark.Length)..].Trim();
        return null;
    }

    static bool IsSaid(string rest) => rest.Contains(' ') && !CodeFinder.IsCodes(rest);
}
