using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Entries;
using MarsKb.Rendering;

namespace MarsKb.Pages.Shared;

/// <summary>Short texts about items, as several pages show them.</summary>
public static class ItemText
{
    static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>The first paragraph of the summary.</summary>
    public static string Lead(this KnowledgeItem item) => item.Summary.Text.Split('\n', 2)[0];

    /// <summary><c>Error</c>, <c>Guide</c>, <c>Table</c>.</summary>
    public static string Word(this EntryKind kind) => kind switch
    {
        EntryKind.Error => "Error",
        EntryKind.Guide => "Guide",
        EntryKind.Flow => "Flow",
        _ => "Table",
    };

    public static string Plural(this EntryKind kind) => kind.Word() + "s";

    /// <summary>As in addresses and JSON: <c>error</c>.</summary>
    public static string Slug(this EntryKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind that an address names, or null.</summary>
    public static EntryKind? KindOf(string? slug) => slug?.ToLowerInvariant() switch
    {
        "error" => EntryKind.Error,
        "guide" => EntryKind.Guide,
        "flow" => EntryKind.Flow,
        "matrix" => EntryKind.Matrix,
        _ => null,
    };

    /// <summary>What stands in a short link for it: its first code, else its key.</summary>
    public static string ShortLink(this KnowledgeItem item) => "/e/" + Uri.EscapeDataString(item.Codes.IsEmpty ? item.Key : item.Codes[0]);

    /// <summary>The first sentence, without the addresses of links.</summary>
    public static string FirstSentence(RichText content)
    {
        var line = content.Text.Split('\n', 2)[0];
        for (int open; (open = line.IndexOf(" (http", StringComparison.Ordinal)) >= 0 && line.IndexOf(')', open) is var close and > 0;)
            line = line.Remove(open, close + 1 - open);
        for (var end = line.IndexOf(". ", StringComparison.Ordinal); end >= 0; end = line.IndexOf(". ", end + 1, StringComparison.Ordinal))
            if (end + 2 < line.Length && char.IsUpper(line[end + 2])) return line[..(end + 1)];
        return line.EndsWith(':') ? line[..^1] + "." : line;
    }

    /// <summary>Why a guess is in the list: <c>Shares scratch, VHD</c>.</summary>
    public static string Shares(ImmutableArray<string> why)
    {
        return Capital(string.Join(", ", why.Select((w, i) => WordsOf(w) is { } words ? (i == 0 ? "shares " : "") + words : w)));

        static string? WordsOf(string reason) =>
            reason.StartsWith("words ", StringComparison.Ordinal) ? reason["words ".Length..] : reason.StartsWith("word ", StringComparison.Ordinal) ? reason["word ".Length..] : null;
    }

    /// <summary>A small number in words, a large one in digits.</summary>
    public static string Count(int number) => number < Words.Length ? Words[number] : number.ToString(CultureInfo.InvariantCulture);

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    public static string Day(this DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
