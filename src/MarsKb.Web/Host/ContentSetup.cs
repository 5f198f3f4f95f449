using MarsKb.Content;
using MarsKb.Security.Staff;

namespace MarsKb.Host;

/// <summary>Content and who sees what of it: readers what is published, staff drafts too.</summary>
static class ContentSetup
{
    public static void AddContent(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CurrentKnowledge>();
        services.AddSingleton<ContentReloader>();
        services.AddHostedService<ContentWatcher>();
        services.AddHttpContextAccessor();
        services.AddScoped(s =>
        {
            var current = s.GetRequiredService<CurrentKnowledge>();
            return s.GetRequiredService<IHttpContextAccessor>().HttpContext is { } request && StaffSetup.IsStaff(request, s.GetRequiredService<StaffKey>()) ? current.WithDrafts : current.Value;
        });
    }
}
