using MarsKb.Health;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarsKb.Storage;

/// <summary>Storage without a site, in a folder of its own.</summary>
sealed class StorageFixture : IAsyncDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("marskb-storage-").FullName;
    StorageService? service;

    public StorageFixture()
    {
        Folder = new DataFolder(path);
        Store = new SqliteStore(Folder);
        Reader = new StorageReader(Store);
    }

    public DataFolder Folder { get; }

    public SqliteStore Store { get; }

    public StorageReader Reader { get; }

    public SiteHealth Health { get; } = new();

    public StorageWriter Writer { get; private set; } = new();

    public async Task<StorageWriter> StartAsync(params IRemembered[] remembered)
    {
        Writer = new StorageWriter();
        service = new StorageService(Store, Reader, Writer, remembered, Health, NullLogger<StorageService>.Instance);
        await service.StartAsync(CancellationToken.None);
        await Until(() => Writer.Closed != StorageFault.Starting);
        return Writer;
    }

    public async Task StopAsync()
    {
        if (service is null) return;
        await service.StopAsync(CancellationToken.None);
        service.Dispose();
        service = null;
    }

    public static async Task Until(Func<bool> holds)
    {
        var limit = DateTime.UtcNow.AddSeconds(20);
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < limit, "It did not come about within 20 s.");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Reader.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(path, recursive: true);
    }
}
