namespace MarsKb.Content;

/// <summary>
/// The knowledge that is served now. Pages and API take <see cref="KnowledgeBase"/> from their request's services instead:
/// it is read here once per request, so no reply mixes two loads.
/// </summary>
public sealed class CurrentKnowledge
{
    volatile Served served = new(KnowledgeBase.Empty, KnowledgeBase.Empty);

    /// <summary>What readers see.</summary>
    public KnowledgeBase Value => served.Readers;

    /// <summary>What staff see: drafts too.</summary>
    public KnowledgeBase WithDrafts => served.Staff;

    internal void Replace(KnowledgeBase readers, KnowledgeBase staff) => served = new Served(readers, staff);

    sealed record Served(KnowledgeBase Readers, KnowledgeBase Staff);
}
