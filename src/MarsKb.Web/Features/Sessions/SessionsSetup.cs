using MarsKb.Security;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

static class SessionsSetup
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<FlowVersions>();
        services.AddSingleton<RecentSessions>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionService>();
        services.AddRemembered<CauseCounts>();
        services.AddRemembered<FlowResults>();
        services.AddSingleton<ResumeAttempts>();
        services.AddSingleton<SessionRemover>();
        services.AddHostedService<RemovalRequests>();
        services.AddHostedService<WalkRequests>();
        services.AddHostedService<SessionRetention>();
        services.AddSingleton<SessionPerson>();
    }
}
