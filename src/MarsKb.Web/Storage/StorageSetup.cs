using MarsKb.Configuration;

namespace MarsKb.Storage;

static class StorageSetup
{
    public static void AddStorage(this IServiceCollection services, MarsKbOptions options)
    {
        services.AddSingleton(new DataFolder(options.DataDirectory));
        services.AddSingleton<SqliteStore>();
        services.AddSingleton<StorageWriter>();
        services.AddSingleton(s => new StorageReader(s.GetRequiredService<SqliteStore>()));
        services.AddHostedService<StorageService>();
        services.AddHostedService<LogKeeper>();
        services.AddHostedService<DamageWatch>();
    }

    /// <summary>For services that keep in memory what pages show of the database.</summary>
    internal static void AddRemembered<T>(this IServiceCollection services) where T : class, IRemembered
    {
        services.AddSingleton<T>();
        services.AddSingleton<IRemembered>(s => s.GetRequiredService<T>());
    }
}
