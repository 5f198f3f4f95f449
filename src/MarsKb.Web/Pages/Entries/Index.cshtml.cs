using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Entries;

/// <summary>Everything there is, narrowed by kind and part of the product.</summary>
public sealed class IndexModel(KnowledgeBase knowledge) : PageModel
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = 50;

    public EntryKind? Kind { get; private set; }

    public Component? Component { get; private set; }

    /// <summary>From 1.</summary>
    public int PageNumber { get; private set; } = 1;

    public int Total { get; private set; }

    public ImmutableArray<KnowledgeItem> Items { get; private set; } = [];

    public ImmutableArray<(EntryKind Kind, int Count)> Kinds { get; private set; } = [];

    public ImmutableArray<(Component Component, int Count)> Components { get; private set; } = [];

    public int All => knowledge.Items.Length;

    public void OnGet(string? kind, string? component, [FromQuery(Name = "page")] string? page)
    {
        Kind = ItemText.KindOf(kind);
        Component = knowledge.Components.FirstOrDefault(c => string.Equals(c.Id, component, StringComparison.OrdinalIgnoreCase));
        var items = knowledge.Items.Where(i => IsKind(i) && IsComponent(i)).ToImmutableArray();
        Total = items.Length;
        var pages = Math.Max(1, (Total + PageSize - 1) / PageSize);
        PageNumber = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, pages) : 1;
        Items = [.. items.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        // A chip says how many rows it leads to, given the other choice.
        Kinds = [.. knowledge.Items.Where(IsComponent).CountBy(i => i.Kind).OrderBy(k => k.Key).Select(k => (k.Key, k.Value))];
        var counts = knowledge.Items.Where(IsKind).CountBy(i => i.Component).ToDictionary();
        Components = [.. knowledge.Components.Where(c => counts.ContainsKey(c.Id)).Select(c => (c, counts[c.Id]))];
    }

    /// <summary>Address of another view of the list.</summary>
    public static string Address(EntryKind? kind, Component? component, int page = 1)
    {
        var parts = new List<string>();
        if (kind is { } k) parts.Add("kind=" + k.Slug());
        if (component is not null) parts.Add("component=" + Uri.EscapeDataString(component.Id));
        if (page > 1) parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={page}"));
        return parts.Count == 0 ? "/entries" : "/entries?" + string.Join('&', parts);
    }

    bool IsKind(KnowledgeItem item) => Kind is null || item.Kind == Kind;

    bool IsComponent(KnowledgeItem item) => Component is null || item.Component == Component.Id;
}
