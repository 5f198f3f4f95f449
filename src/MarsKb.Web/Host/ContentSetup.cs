using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Content.Parsed;
using MarsKb.Search;
using MarsKb.Security.Staff;

namespace MarsKb.Host;

/// <summary>Content and who sees what of it: readers what is published, staff drafts too.</summary>
static class ContentSetup
{
    public static void AddContent(this IServiceCollection services, MarsKbOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CurrentKnowledge>();
        services.AddSingleton(s =>
        {
            var log = s.GetRequiredService<ILogger<ParsedContent>>();
            return new ParsedContent(Path.Combine(options.DataDirectory, "index"), trouble => log.LogWarning("Kept parses: {Trouble}", trouble));
        });
        services.AddSingleton(s =>
        {
            var log = s.GetRequiredService<ILogger<IndexStore>>();
            return IndexStore.Open(Path.Combine(options.DataDirectory, "index", "search"), trouble => log.LogWarning("{Trouble}", trouble));
        });
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
