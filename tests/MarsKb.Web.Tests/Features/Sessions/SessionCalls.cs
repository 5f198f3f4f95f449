using MarsKb.Flows.Steps;

namespace MarsKb.Features.Sessions;

/// <summary>Does with a session in one go what a request does: opens it by its token, and acts. Null: there is no such session.</summary>
static class SessionCalls
{
    public static Task<SessionResult?> AnswerAsync(this SessionService service, string token, string step, AnswerValue answer, string? note, ChangeGuard guard) =>
        service.WithAsync(token, s => service.AnswerAsync(s, step, answer, note, guard));

    public static Task<SessionResult?> BackAsync(this SessionService service, string token, ChangeGuard guard) =>
        service.WithAsync(token, s => service.BackAsync(s, guard));

    public static Task<SessionResult?> FinishAsync(this SessionService service, string token, bool resolved, string? note, ChangeGuard guard) =>
        service.WithAsync(token, s => service.FinishAsync(s, resolved, note, guard));

    public static Task<SessionResult?> MoveAsync(this SessionService service, string token, string version, ChangeGuard guard) =>
        service.WithAsync(token, s => service.MoveAsync(s, version, guard));

    public static Task<ResumeCodeResult?> MakeResumeCodeAsync(this SessionService service, string token) =>
        service.WithAsync(token, service.MakeResumeCodeAsync);

    static async Task<T?> WithAsync<T>(this SessionService service, string token, Func<SessionHandle, Task<T?>> act) where T : class =>
        await service.OpenAsync(token) is { } session ? await act(session) : null;
}
