using MarsKb.Configuration;
using MarsKb.Features.Sessions;
using MarsKb.Security;
using MarsKb.Sessions;

namespace MarsKb.Pages.S;

/// <summary>What of a session others see, and by whom and for how long it is kept.</summary>
/// <param name="person">Who answers, or null.</param>
public sealed class SessionShare(SessionView view, string? person, HttpRequest request, MarsKbOptions options)
{
    /// <summary>Characters of the record on the page: as many as a field of a ticket takes.</summary>
    const int LongestRecord = 4_000;

    /// <summary>For the ticket, as plain text.</summary>
    public string Record => TranscriptText.Write(Transcript.Of(view.Session, RecordLink.Of(request, options, view)), LongestRecord);

    /// <summary>How long answers are kept.</summary>
    public string Kept => options.KeepSessionsDays is { } days ? $"Every answer, for {SessionText.Many(days, "day")}" : "Every answer, for good";

    public string? Person => person;

    /// <summary>The name comes from the sign-in, and nobody can type another.</summary>
    public bool IsSignedIn => request.HttpContext.Person() is not null;

    /// <summary>A code for another device, just made.</summary>
    public ResumeCodeResult? Code { get; init; }
}
