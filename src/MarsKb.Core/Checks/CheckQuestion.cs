using System.Collections.Immutable;

namespace MarsKb.Checks;

/// <summary>How an answer is given.</summary>
public enum AnswerType
{
    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>Any of the choices.</summary>
    Choices,

    /// <summary>Zero or more; a point for decimals.</summary>
    Number,

    /// <summary>Numbers with dots.</summary>
    Version,

    /// <summary>The name of an operating system.</summary>
    System,
}

/// <summary>Something that the support check asks. Every question may stay open.</summary>
/// <param name="Name">As in the API and in addresses: <c>volume.readOnly</c>.</param>
/// <param name="Label">For people.</param>
public sealed record CheckQuestion(string Name, AnswerType Type, string Label, string? Unit = null)
{
    public ImmutableArray<CheckChoice> Choices { get; init; } = [];

    /// <summary>The object that it belongs to in the API, or null.</summary>
    public string? Group => Name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Name[..dot] : null;

    /// <summary>The name within its group.</summary>
    public string Member => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
}

/// <param name="Id">As in the API.</param>
public sealed record CheckChoice(string Id, string Label);

/// <summary>All questions, in the order in which they are asked. The API, the page, the command and the rules in the content know the same.</summary>
public static class CheckQuestions
{
    public static ImmutableArray<CheckQuestion> All { get; } =
    [
        new("host", AnswerType.Choice, "Where the agent runs")
        {
            Choices = [new("on-premises", "On premises"), new("azure-vm", "On an Azure VM"), new("backup-server", "On a backup server (MABS or DPM)")],
        },
        new("operatingSystem", AnswerType.System, "Operating system"),
        new("serverCore", AnswerType.Flag, "It is a Server Core installation"),
        new("data", AnswerType.Choices, "What to back up") { Choices = [new("files", "Files and folders"), new("system-state", "System state")] },
        new("volume.fileSystem", AnswerType.Choice, "File system")
        {
            Choices = [new("NTFS", "NTFS"), new("ReFS", "ReFS"), new("FAT32", "FAT32"), new("exFAT", "exFAT"), new("other", "Another one")],
        },
        new("volume.readOnly", AnswerType.Flag, "Read-only"),
        new("volume.offline", AnswerType.Flag, "Offline"),
        new("volume.networkShare", AnswerType.Flag, "Network share"),
        new("volume.bitLockerLocked", AnswerType.Flag, "BitLocker-locked"),
        new("volume.removable", AnswerType.Flag, "Removable"),
        new("volume.deduplicated", AnswerType.Flag, "Deduplicated"),
        new("fileKinds", AnswerType.Choices, "Kinds of files on it")
        {
            Choices =
            [
                new("encrypted", "Encrypted"), new("compressed", "Compressed"), new("sparse", "Sparse"), new("compressed-sparse", "Compressed and sparse"),
                new("hard-link", "Hard links"), new("reparse-point", "Reparse points"), new("encrypted-sparse", "Encrypted and sparse"),
                new("compressed-stream", "Compressed streams"), new("sparse-stream", "Sparse streams"), new("onedrive", "OneDrive"),
                new("dfs-replication", "DFS Replication"),
            ],
        },
        new("sizeGB", AnswerType.Number, "Size", "GB"),
        new("cacheFreeGB", AnswerType.Number, "Free for the cache", "GB"),
        new("cache.networkShare", AnswerType.Flag, "On a network share"),
        new("cache.removable", AnswerType.Flag, "On removable media"),
        new("cache.offline", AnswerType.Flag, "On an offline volume"),
        new("cache.compressed", AnswerType.Flag, "Compressed"),
        new("cache.sparse", AnswerType.Flag, "Sparse"),
        new("cache.reparsePoint", AnswerType.Flag, "With a reparse point"),
        new("cache.encrypted", AnswerType.Flag, "Encrypted"),
        new("cache.deduplicated", AnswerType.Flag, "On a deduplicated volume"),
        new("retention.dailyDays", AnswerType.Number, "Daily points", "days"),
        new("retention.weeklyWeeks", AnswerType.Number, "Weekly points", "weeks"),
        new("retention.monthlyMonths", AnswerType.Number, "Monthly points", "months"),
        new("retention.yearlyYears", AnswerType.Number, "Yearly points", "years"),
        new("agentVersion", AnswerType.Version, "Agent version"),
        new("restoreTo", AnswerType.System, "Restore to"),
        new("offlineSeeding", AnswerType.Flag, "The first backup goes on disks (offline seeding)"),
    ];

    public static CheckQuestion? Find(string name) => All.FirstOrDefault(q => q.Name == name);
}
