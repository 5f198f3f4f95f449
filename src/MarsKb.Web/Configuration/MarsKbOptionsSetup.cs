using Microsoft.Extensions.Options;

namespace MarsKb.Configuration;

static class MarsKbOptionsSetup
{
    /// <summary>Reads the options before anything else is registered: folders, logs and database depend on them.</summary>
    /// <exception cref="WrongConfigurationException">A setting is wrong.</exception>
    public static MarsKbOptions AddMarsKbOptions(this WebApplicationBuilder builder)
    {
        var reader = new MarsKbOptionsReader(builder.Configuration, AppContext.BaseDirectory);
        var options = reader.Read();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(Options.Create(options));
        if (reader.UnknownKeys() is { Count: > 0 } unknown) builder.Services.AddHostedService(s => ActivatorUtilities.CreateInstance<UnknownKeyWarning>(s, unknown));
        return options;
    }

    /// <summary>Says once, at start, which keys nobody reads.</summary>
    sealed class UnknownKeyWarning(IReadOnlyList<string> keys, ILogger<MarsKbOptions> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var key in keys) log.LogWarning("MarsKb:{Key} is not a setting; is it misspelt?", key);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
