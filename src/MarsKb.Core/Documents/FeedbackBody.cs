using System.ComponentModel;

namespace MarsKb.Documents;

/// <summary>Whether an entry helped.</summary>
public sealed record FeedbackBody(
    [property: Description("Whether it helped.")] bool Helped,
    [property: Description("What was missing or wrong.")] string? Note = null);
