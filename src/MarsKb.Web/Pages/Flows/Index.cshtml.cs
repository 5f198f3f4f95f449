using MarsKb.Content;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Flows;

/// <summary>All guided flows.</summary>
public sealed class IndexModel(KnowledgeBase knowledge) : PageModel
{
    public FlowCatalog Flows { get; } = FlowCatalog.Of(knowledge);
}
