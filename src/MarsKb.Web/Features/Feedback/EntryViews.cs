namespace MarsKb.Features.Feedback;

/// <summary>How often a page was looked up on one day.</summary>
public sealed class EntryViews
{
    public required string EntryKey { get; set; }

    /// <summary>UTC.</summary>
    public DateOnly Day { get; set; }

    public int Count { get; set; }
}
