using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Search;

namespace MarsKb.Documents;

/// <summary>What was found for a text.</summary>
public sealed record SearchReply(
    [property: Description("The text as it was sent.")] string Query,
    [property: Description("What was made of the text.")] UnderstoodDocument Understood,
    [property: Description("Hits in all, after the filters; `results` holds at most `limit` of them.")] int Total,
    [property: Description("By falling score, then key.")] ImmutableArray<SearchResult> Results)
{
    public static SearchReply From(SearchResponse response) => new(
        response.Query,
        new UnderstoodDocument(
            response.Understood.Codes,
            response.Understood.Terms,
            [.. response.Understood.Corrections.Select(c => new CorrectionDocument(c.From, c.To))]),
        response.Total,
        [.. response.Hits.Select(SearchResult.From)]);
}

/// <summary>What was made of the text.</summary>
public sealed record UnderstoodDocument(
    [property: Description("Codes that the text names, in their usual spelling, in order.")] ImmutableArray<string> Codes,
    [property: Description("Words that were searched.")] ImmutableArray<string> Terms,
    [property: Description("Words that were read as others.")] ImmutableArray<CorrectionDocument> Corrections);

/// <summary>A word that was read as another.</summary>
public sealed record CorrectionDocument(string From, string To);

/// <summary>One hit.</summary>
public sealed record SearchResult(
    [property: Description("Key of the entry, table or flow.")] string Key,
    [property: Description("What the software prints, as printed.")] ImmutableArray<string> Codes,
    string Title,
    [property: Description("`error`, `guide`, `flow` or `matrix`.")] string Kind,
    [property: Description("Path of its page on the site; for a row of a table with the row's anchor.")] string Url,
    [property: Description("Compares only within one reply.")] double Score,
    [property: Description("`exact`: the text is, or names as an error code, a code or a name of this entry. `strong`: it holds (nearly) its message or unmistakably names its topic. `weak`: anything else.")] string Confidence,
    [property: Description("Plain text.")] string Snippet,
    [property: Description("Reasons in words.")] ImmutableArray<string> Why)
{
    public static SearchResult From(SearchHit hit) => new(
        hit.Key, hit.Codes, hit.Title, Words.Of(hit.Kind), hit.Url, hit.Score, Words.Of(hit.Confidence), hit.Snippet.Text, hit.Why);
}
