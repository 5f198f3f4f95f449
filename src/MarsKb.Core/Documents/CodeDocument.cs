using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Codes;
using MarsKb.Content;
using MarsKb.Entries;

namespace MarsKb.Documents;

/// <summary>What a code says by itself, and the entries that carry it.</summary>
public sealed record CodeDocument(
    [property: Description("The code in its usual spelling.")] string Code,
    [property: Description("Kind of the likeliest reading: `hresult`, `win32`, `ntstatus`, `http`, `id` or `name`.")] string Kind,
    [property: Description("Other ways to write the same.")] ImmutableArray<string> Spellings,
    [property: Description("Every reading of an ambiguous number, likeliest first; none for an unknown name.")] ImmutableArray<ReadingDocument> Readings,
    [property: Description("Keys of the entries and tables that carry the code.")] ImmutableArray<string> Entries)
{
    /// <param name="text">The code as it was asked for.</param>
    /// <returns>Null when the text is no code.</returns>
    public static CodeDocument? Read(string text, KnowledgeBase knowledge)
    {
        var items = knowledge.WithCode(text);
        if ((ErrorCode.Parse(text) ?? Printed(text, items)) is not { } code) return null;
        var meaning = CodeReader.Read(code);
        return new CodeDocument(
            meaning.Code, meaning.Kind, meaning.Spellings,
            [.. meaning.Readings.Select(r => new ReadingDocument(r.Kind, r.Value, r.Severity, r.Facility, r.Symbol, r.Meaning))],
            [.. items.Select(item => item.Key)]);
    }

    // "sallowdiskspace" is a code only because an entry prints SalLowDiskSpace.
    static ErrorCode? Printed(string text, ImmutableArray<KnowledgeItem> items) => items
        .SelectMany(item => item.Codes.Concat(item.Aliases))
        .Where(code => string.Equals(code, text.Trim(), StringComparison.OrdinalIgnoreCase))
        .Select(ErrorCode.Parse)
        .FirstOrDefault(code => code is not null);
}

/// <summary>One reading of a code.</summary>
public sealed record ReadingDocument(
    [property: Description("`hresult`, `win32`, `ntstatus`, `http`, `id` or `name`.")] string Kind,
    [property: Description("The number as this kind is usually written.")] string Value,
    [property: Description("`success`, `informational`, `warning` or `error`; null where the kind has none.")] string? Severity,
    [property: Description("Number and name such as `7, Windows`; null where the kind has none.")] string? Facility,
    [property: Description("Symbolic name such as `ERROR_ACCESS_DENIED`, or null.")] string? Symbol,
    [property: Description("What it means, or null.")] string? Meaning);
