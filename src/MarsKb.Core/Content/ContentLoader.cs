using System.Collections.Immutable;
using MarsKb.Diagnostics;

namespace MarsKb.Content;

/// <summary>Reads a content folder into a <see cref="KnowledgeBase"/>.</summary>
public static class ContentLoader
{
    /// <summary>Reads everything, reports every fault, leaves faulty files out. Never throws for bad content.</summary>
    /// <param name="folder">The content folder.</param>
    /// <param name="today">For passed review dates.</param>
    public static ContentLoad Load(string folder, DateOnly today, CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <param name="Diagnostics">By path, line and column.</param>
public sealed record ContentLoad(KnowledgeBase Knowledge, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
