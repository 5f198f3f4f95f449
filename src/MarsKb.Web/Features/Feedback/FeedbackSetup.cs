using MarsKb.Security;
using MarsKb.Storage;

namespace MarsKb.Features.Feedback;

static class FeedbackSetup
{
    public static void AddFeedback(this IServiceCollection services)
    {
        services.AddRemembered<FeedbackService>();
        services.AddRemembered<ViewCounter>();
        services.AddSingleton<AskService>();
        services.AddSingleton<AskAttempts>();
        services.AddSingleton<IHostedService>(s => new Flusher(s.GetRequiredService<ViewCounter>().FlushAsync, TimeSpan.FromSeconds(5), s.GetRequiredService<TimeProvider>()));
    }
}
