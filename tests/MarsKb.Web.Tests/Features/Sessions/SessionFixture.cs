using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Sessions without a site, on a database of their own.</summary>
sealed class SessionFixture : IAsyncDisposable
{
    readonly StorageFixture storage = new();

    public CurrentKnowledge Current { get; } = new();

    public SessionService Service { get; private set; } = null!;

    public CauseCounts Causes { get; private set; } = null!;

    public FlowResults Results { get; private set; } = null!;

    public Clock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 2, 14, 0, TimeSpan.Zero));

    public StorageFixture Storage => storage;

    public Flow Flow => Current.Value.Flows.Single(f => f.Key == "sample");

    public static async Task<SessionFixture> StartAsync(string? flow = null)
    {
        var fixture = new SessionFixture();
        fixture.Replace(flow ?? SampleFlow.Yaml);
        await fixture.OpenAsync();
        return fixture;
    }

    /// <summary>Opens the database and makes the service anew, as a start of the site does.</summary>
    public async Task OpenAsync()
    {
        var reader = new StorageReader(storage.Store);
        Causes = new CauseCounts(reader);
        Results = new FlowResults(reader);
        var writer = await storage.StartAsync(Causes, Results);
        var recent = new RecentSessions();
        Service = new SessionService(writer, reader, new SessionStore(new FlowVersions(Clock), recent), recent, Causes, Results, Current, Clock);
    }

    /// <summary>Puts another version of the flow into the content.</summary>
    public void Replace(string flow)
    {
        var folder = Directory.CreateTempSubdirectory("marskb-flow-").FullName;
        try
        {
            TestContent.WriteTo(folder);
            TestContent.Write(folder, "flows/sample.yaml", flow);
            var loaded = ContentLoader.Load(folder, new DateOnly(2026, 11, 22), cancel: CancellationToken.None);
            Assert.Empty(loaded.Diagnostics);
            Current.Replace(loaded.Knowledge, loaded.Knowledge);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async Task<SessionView> BeginAsync(SessionStart? start = null) => Accepted(await Service.StartAsync(Flow, start ?? new SessionStart()));

    public async Task<SessionView> AnswerAsync(SessionView view, string answer) =>
        Accepted(await Service.AnswerAsync(view.Token!, view.Session.Current.Id, AnswerValue.Typed(view.Session.Current, answer), null, new ChangeGuard(view.Session.Revision)));

    public static SessionView Accepted(SessionResult? result)
    {
        Assert.Equal((SessionOutcome.Accepted, null), (result!.Outcome, result.Message));
        return result.View!;
    }

    public async ValueTask DisposeAsync() => await storage.DisposeAsync();
}
