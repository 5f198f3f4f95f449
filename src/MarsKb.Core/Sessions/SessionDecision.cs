namespace MarsKb.Sessions;

/// <summary>What a session says to something that somebody wants to do in it.</summary>
/// <param name="Event">What happens, when it is taken.</param>
/// <param name="Refusal">Why it is not taken, in words that say what is allowed.</param>
/// <param name="IsClosed">It is not taken because the session is done: nothing that anybody could write differently would help.</param>
public sealed record SessionDecision(SessionEvent? Event, string? Refusal, bool IsClosed = false)
{
    public static SessionDecision Take(SessionEvent e) => new(e, null);

    public static SessionDecision Refuse(string why) => new(null, why);

    public static SessionDecision Closed { get; } = new(null, "This session is done; its record stays as it is. Start a new session to go on.", IsClosed: true);
}
