using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Matrix;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Matrix;

/// <summary>The tables of the support matrix.</summary>
public sealed class IndexModel(KnowledgeBase knowledge) : PageModel
{
    public ImmutableArray<MatrixTable> Tables => knowledge.Tables;
}
