namespace MarsKb.Sessions;

/// <summary>Something else than an answer that happened in a session.</summary>
/// <param name="Kind"><see cref="SessionEventKind.Waiting"/>, <see cref="SessionEventKind.HandedOver"/>, <see cref="SessionEventKind.Moved"/>,
/// <see cref="SessionEventKind.Ticketed"/>, <see cref="SessionEventKind.WentBack"/>; of a step that the record does not show otherwise <see cref="SessionEventKind.Answered"/> and <see cref="SessionEventKind.Noted"/>.</param>
/// <param name="At">UTC.</param>
/// <param name="Title">The step that it is about, or null.</param>
/// <param name="Text">What it waits for, the ticket, how it was handed over, the new version, the note; null of waiting that is over.</param>
/// <param name="Words">The answer that was given or taken back.</param>
public sealed record TranscriptEvent(SessionEventKind Kind, DateTime At, string? Person, string? Title = null, string? Text = null, WrittenWords? Words = null);
