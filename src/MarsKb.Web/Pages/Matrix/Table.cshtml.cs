using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;
using MarsKb.Matrix;
using MarsKb.Pages.Caching;
using MarsKb.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace MarsKb.Pages.Matrix;

/// <summary>One table of the support matrix, filtered.</summary>
[OutputCache(PolicyName = ItemPageCache.Table)]
public sealed class TableModel(KnowledgeBase knowledge, ViewCounter views, SearchLog searches) : PageModel
{
    public MatrixTable? Table { get; private set; }

    public TableFilter Filter { get; private set; } = new("", []);

    public ImmutableArray<MatrixRow> Rows { get; private set; } = [];

    public ImmutableArray<MatrixTable> OtherTables { get; private set; } = [];

    public ImmutableArray<KnowledgeItem> Related { get; private set; } = [];

    public NotFoundView? Missing { get; private set; }

    public IActionResult OnGet(string key, string? q, string[] only)
    {
        var found = knowledge.Resolve(key);
        if (found.Kind is ResolutionKind.Key && found.Items[0] is MatrixTable table)
        {
            Table = table;
            Filter = TableFilter.Read(table, q, only);
            if (Filter.IsEmpty) views.Count(table.Key);
            searches.Opened(Request, table.Key);
            Rows = Filter.Rows(table);
            OtherTables = [.. knowledge.Tables.Where(t => t.Key != table.Key)];
            Related = [.. table.Related.Select(knowledge.Find).OfType<KnowledgeItem>()];
            return Page();
        }
        if (found.Kind is ResolutionKind.Key or ResolutionKind.OtherSpelling)
            return RedirectPermanent(Ticket.Of(HttpContext).Keep(found.Items[0].Url));
        Missing = NotFoundView.Of(knowledge, key);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
