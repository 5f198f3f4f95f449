using MarsKb.Codes;

namespace MarsKb.Search;

/// <summary>
/// Decides how sure a hit is; all rules stand here. No answer is better than a wrong one: what is not clearly
/// <see cref="Confidence.Exact"/> or <see cref="Confidence.Strong"/> is <see cref="Confidence.Weak"/>.
/// </summary>
static class ConfidencePolicy
{
    /// <summary>
    /// A code counts as named when the text says that it is one or it has the shape of one. A number that could be
    /// anything counts only in a short text whose other words fit the entry, and one under 1000 only when it is called a code or a status.
    /// </summary>
    /// <param name="fit">Share of the text's other words that the entry knows, by rarity, 0 to 1; 1 when there are none. Asked for only where it decides.</param>
    public static bool IsExact(CodeEvidence evidence, bool isShort, Func<float> fit) => evidence.Strength switch
    {
        CodeStrength.Named or CodeStrength.Shape => !evidence.IsSmall || fit() >= 0.6f,
        _ => isShort && !evidence.IsSmall && fit() >= 0.5f,
    };

    /// <param name="message">The text against the entry's best message.</param>
    /// <param name="title">The text against the entry's title.</param>
    /// <param name="namesOtherCode">The text names a code that is not this entry's, although this entry has one: the same sentence belongs to many codes.</param>
    /// <param name="rival">Another entry's message is as much alike.</param>
    public static bool IsStrong(MessageMatch? message, MessageMatch? title, bool namesOtherCode, bool rival)
    {
        if (namesOtherCode || rival) return false;
        return message is { } m && (HoldsMessage(m) || IsPartOfMessage(m)) || title is { } t && IsTitle(t);
    }

    /// <summary>The whole message, with whatever stands around it.</summary>
    static bool HoldsMessage(MessageMatch m) => m.Coverage >= 0.85f && m.Order >= 0.5f && (m.Words >= 6 || (m.Words >= 4 && m.Precision >= 0.9f));

    /// <summary>Half a message, and little else.</summary>
    static bool IsPartOfMessage(MessageMatch m) => (m.Precision >= 0.95f ? m.Coverage >= 0.5f : m.Precision >= 0.8f && m.Coverage >= 0.65f) && m.Order >= 0.4f && m.Words >= 5;

    static bool IsTitle(MessageMatch t) => t.Coverage >= 0.9f && t.Precision >= 0.8f && t.Words >= 3;
}
