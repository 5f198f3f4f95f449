using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Search;

namespace MarsKb.Pages.Shared;

/// <summary>A name that nothing has, and what looks like it.</summary>
/// <param name="Name">What was asked for, at most 200 characters of it.</param>
public sealed record NotFoundView(string Name, ImmutableArray<SearchHit> Alike)
{
    public static NotFoundView Of(KnowledgeBase knowledge, string name)
    {
        var shown = name.Length <= 200 ? name : name[..(char.IsHighSurrogate(name[199]) ? 199 : 200)];
        // A key is words between hyphens; the index knows the words.
        return new(shown, knowledge.Search.Search(new SearchRequest(shown.Replace('-', ' '), Limit: 5)).Hits);
    }
}
