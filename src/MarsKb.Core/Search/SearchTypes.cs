using System.Collections.Immutable;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>What the index holds of one entry, cause, table, table row or flow.</summary>
/// <param name="Key">Key of the entry, table or flow; several documents may share it (a table and its rows), and at most one of them is a hit.</param>
/// <param name="Url">Page path, for a row with its anchor.</param>
/// <param name="Messages">With placeholders; any language.</param>
/// <param name="Lead">One or two sentences for the snippet.</param>
public sealed record SearchDocument(
    string Key, EntryKind Kind, string Component, string Title, string Url,
    ImmutableArray<string> Codes, ImmutableArray<string> Aliases, ImmutableArray<string> Messages,
    string Lead, string CauseText, string ActionText)
{
    /// <summary>The messages in other languages. They are known as wholes; of their single words little is made, as rare as these are among the others.</summary>
    public ImmutableArray<string> Translations { get; init; } = [];

    /// <summary>What people say who look for this, in their own words.</summary>
    public ImmutableArray<string> Asked { get; init; } = [];

    /// <summary>Of a flow, keys of the entries that it is about.</summary>
    public ImmutableArray<string> Covers { get; init; } = [];
}

/// <param name="Query">A code, a message or words, up to 64 KiB of UTF-8; blank gives no hits.</param>
/// <param name="Limit">Most hits to return, 1 to 100.</param>
/// <param name="Skip">Hits to pass over, for paging.</param>
/// <param name="Verbatim">True: no corrections of spelling.</param>
public sealed record SearchRequest(
    string Query, int Limit = 10, int Skip = 0, EntryKind? Kind = null, string? Component = null, bool Verbatim = false);

/// <summary>How sure a hit is.</summary>
public enum Confidence
{
    /// <summary>Shares words.</summary>
    Weak,

    /// <summary>The text holds (nearly) this entry's message or unmistakably names its topic.</summary>
    Strong,

    /// <summary>The text is, or names as an error code, a code or a name of this entry.</summary>
    Exact,
}

/// <param name="Total">Hits before paging, after the filters.</param>
/// <param name="Kinds">Counts by kind, before the filters.</param>
/// <param name="Components">Counts by component, before the filters.</param>
public sealed record SearchResponse(
    string Query, Understanding Understood, int Total, ImmutableArray<SearchHit> Hits,
    ImmutableArray<Facet<EntryKind>> Kinds, ImmutableArray<Facet<string>> Components);

/// <param name="Codes">Codes that the text names, in their usual spelling, in order.</param>
/// <param name="Terms">Words that were searched.</param>
public sealed record Understanding(ImmutableArray<string> Codes, ImmutableArray<string> Terms, ImmutableArray<Correction> Corrections);

public sealed record Correction(string From, string To);

public sealed record Facet<T>(T Value, int Count);

/// <param name="Score">Compares only within one response.</param>
/// <param name="Why">Reasons in words: <c>code 34513 on line 7</c>, <c>message 92% alike</c>, <c>words scratch, VHD</c>.</param>
public sealed record SearchHit(
    string Key, EntryKind Kind, string Component, string Title, ImmutableArray<string> Codes, string Url,
    double Score, Confidence Confidence, Snippet Snippet, ImmutableArray<string> Why);

/// <param name="Text">Plain text.</param>
/// <param name="Marks">Found words as offset and length in <paramref name="Text"/>, ascending, not overlapping.</param>
public sealed record Snippet(string Text, ImmutableArray<(int Start, int Length)> Marks);

public sealed record Suggestion(string Text, string Key, string Url, EntryKind Kind, string Title);
