using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Search;

namespace MarsKb.Documents;

/// <summary>Completions while typing, codes first.</summary>
public sealed record SuggestReply(ImmutableArray<SuggestionDocument> Suggestions)
{
    public static SuggestReply From(IEnumerable<Suggestion> suggestions) =>
        new([.. suggestions.Select(s => new SuggestionDocument(s.Text, s.Key, s.Url, Words.Of(s.Kind), s.Title))]);
}

/// <summary>One completion.</summary>
public sealed record SuggestionDocument(
    [property: Description("What to put into the search box.")] string Text,
    [property: Description("Key of the entry, table or flow that it leads to.")] string Key,
    [property: Description("Path of its page on the site.")] string Url,
    [property: Description("`error`, `guide`, `flow` or `matrix`.")] string Kind,
    [property: Description("Title of the entry, table or flow; the text itself where that is completed.")] string Title);
