using MarsKb.Content;

namespace MarsKb.Features.Feedback;

/// <summary>Somebody's answer to "Did this help?".</summary>
public sealed class GivenFeedback
{
    public long Id { get; set; }

    /// <summary>Given to the person who answered, to complete the answer with a note; the same receipt never counts twice.</summary>
    public Guid Receipt { get; set; }

    public required string EntryKey { get; set; }

    public bool Helped { get; set; }

    public string? Note { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>The content that was read, as in <see cref="KnowledgeBase.Revision"/>.</summary>
    public required string Revision { get; set; }
}
