using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using MarsKb.Entries;

namespace MarsKb.Documents;

/// <summary>A page of a list.</summary>
public sealed record ItemList(
    [property: Description("Items on all pages together.")] int Total,
    [property: Description("This page, from 1.")] int Page,
    [property: Description("At most 50.")] ImmutableArray<ItemDocument> Items)
{
    /// <summary>Items on one page.</summary>
    public const int PageSize = 50;

    /// <param name="page">From 1; beyond the last page there are no items.</param>
    public static ItemList Of(IReadOnlyCollection<KnowledgeItem> items, int page) => new(
        items.Count, page,
        [.. items.Skip((int)Math.Min((page - 1L) * PageSize, int.MaxValue)).Take(PageSize).Select(ItemDocument.From)]);

    /// <summary>All of them on one page: the choice between a few.</summary>
    public static ItemList All(IReadOnlyCollection<KnowledgeItem> items) => new(items.Count, 1, [.. items.Select(ItemDocument.From)]);
}

/// <summary>An entry, table or flow in a list.</summary>
public sealed record ItemDocument(
    string Key,
    [property: Description("What the software prints, as printed; the first is the main one.")] ImmutableArray<string> Codes,
    string Title,
    [property: Description("`error`, `guide`, `flow` or `matrix`.")] string Kind,
    [property: Description("Path of its page on the site.")] string Url,
    [property: Description("Of a flow, the same as its key.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id = null)
{
    public static ItemDocument From(KnowledgeItem item) =>
        new(item.Key, item.Codes, item.Title, Words.Of(item.Kind), item.Url, item.Kind == EntryKind.Flow ? item.Key : null);
}
