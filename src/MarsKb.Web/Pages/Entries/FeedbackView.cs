namespace MarsKb.Pages.Entries;

/// <summary>What the form "Did this help?" shows.</summary>
/// <param name="Receipt">Names the answer that a note is added to.</param>
/// <param name="Note">What was typed, kept when it could not be saved.</param>
public sealed record FeedbackView(FeedbackState State, Guid? Receipt = null, string? Note = null, string? Mistake = null)
{
    public static FeedbackView Question { get; } = new(FeedbackState.Question);
}

public enum FeedbackState { Question, AskWhatWasMissing, Thanks }
