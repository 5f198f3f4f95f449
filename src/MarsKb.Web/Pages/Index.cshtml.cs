using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Feedback;
using MarsKb.Flows;
using MarsKb.Pages.Flows;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages;

/// <summary>The way in: one large search box, and what there is.</summary>
public sealed class IndexModel(KnowledgeBase knowledge, ViewCounter views) : PageModel
{
    const int Days = 7, MostShown = 6, MostFlows = 8;

    /// <summary>Keys that people opened most in the last seven days; empty until somebody has.</summary>
    public ImmutableArray<KnowledgeItem> LookedUp { get; private set; } = [];

    /// <summary>Where to begin first, then what it leads to.</summary>
    public ImmutableArray<Flow> Flows { get; private set; } = [];

    public int AllFlows => knowledge.Flows.Length;

    /// <summary>In the content's order, without empty ones.</summary>
    public ImmutableArray<(Component Component, int Count)> Components { get; private set; } = [];

    public void OnGet()
    {
        LookedUp = [.. views.MostLookedUp(Days, 2 * MostShown).Select(v => knowledge.Find(v.Key)).OfType<KnowledgeItem>().Take(MostShown)];
        var flows = FlowCatalog.Of(knowledge);
        Flows = [.. flows.Entrances, .. flows.Main];
        if (Flows.Length > MostFlows) Flows = Flows[..MostFlows];
        var counts = knowledge.Items.CountBy(i => i.Component).ToDictionary();
        Components = [.. knowledge.Components.Where(c => counts.ContainsKey(c.Id)).Select(c => (c, counts[c.Id]))];
    }
}
