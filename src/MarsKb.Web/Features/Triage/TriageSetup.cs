using MarsKb.Security;

namespace MarsKb.Features.Triage;

static class TriageSetup
{
    /// <summary>The addresses that take logs allow more than other addresses.</summary>
    public static void AddTriage(this IServiceCollection services)
    {
        services.AddSingleton(new LargerBody("/triage", SentLog.MostBody));
        services.AddSingleton(new LargerBody("/api/v1/triage", SentLog.MostBody));
    }
}
