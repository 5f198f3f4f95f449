namespace MarsKb.Features.Sessions;

/// <summary>
/// A session that somebody has opened with a token for writing, for one request. The token is looked up once, by <see cref="SessionService.OpenAsync"/>; what is done
/// with the session then goes by its id, which is never used again for another.
/// </summary>
public sealed class SessionHandle
{
    internal SessionHandle(SessionView view) => View = view;

    /// <summary>The session as it was when it was opened.</summary>
    public SessionView View { get; }

    internal long Id => View.Id;

    internal string Token => View.Token!;
}
