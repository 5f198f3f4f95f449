namespace MarsKb.Content;

/// <summary>
/// The knowledge that is served now. Pages and API take <see cref="KnowledgeBase"/> from their request's services instead:
/// it is read here once per request, so no reply mixes two loads.
/// </summary>
public sealed class CurrentKnowledge
{
    volatile KnowledgeBase value = KnowledgeBase.Empty;

    public KnowledgeBase Value => value;

    internal void Replace(KnowledgeBase next) => value = next;
}
