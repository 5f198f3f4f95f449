namespace MarsKb.Content;

static class ContentSetup
{
    public static void AddContent(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CurrentKnowledge>();
        services.AddSingleton<ContentReloader>();
        services.AddHostedService<ContentWatcher>();
        services.AddScoped(s => s.GetRequiredService<CurrentKnowledge>().Value);
    }
}
