using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using MarsKb.Checks;

namespace MarsKb.Documents;

/// <summary>What is known of a machine and of what it shall back up. Every member may be absent.</summary>
public sealed record CheckBody(
    [property: Description("Where the agent runs: `on-premises`, `azure-vm` or `backup-server`.")] string? Host = null,
    [property: Description("Name as in the matrix, in any case; the edition may be left out.")] string? OperatingSystem = null,
    [property: Description("A Server Core installation.")] bool? ServerCore = null,
    [property: Description("`files`, `system-state` or both.")] ImmutableArray<string>? Data = null,
    [property: Description("The volume that is backed up.")] CheckVolume? Volume = null,
    [property: Description("Any of `encrypted`, `compressed`, `sparse`, `compressed-sparse`, `hard-link`, `reparse-point`, `encrypted-sparse`, `compressed-stream`, `sparse-stream`, `onedrive`, `dfs-replication`.")] ImmutableArray<string>? FileKinds = null,
    [property: Description("Data on the volume in GB.")] decimal? SizeGB = null,
    [property: Description("Free space for the cache folder in GB.")] decimal? CacheFreeGB = null,
    [property: Description("The cache folder.")] CheckCache? Cache = null,
    [property: Description("How long recovery points shall be kept.")] CheckRetention? Retention = null,
    [property: Description("Such as `2.0.9249.0`.")] string? AgentVersion = null,
    [property: Description("Operating system of the machine to restore to.")] string? RestoreTo = null,
    [property: Description("The first backup goes on disks.")] bool? OfflineSeeding = null);

/// <summary>A volume.</summary>
public sealed record CheckVolume(
    [property: Description("`NTFS`, `ReFS`, `FAT32`, `exFAT` or `other`.")] string? FileSystem = null,
    bool? ReadOnly = null, bool? Offline = null, bool? NetworkShare = null, bool? BitLockerLocked = null, bool? Removable = null, bool? Deduplicated = null);

/// <summary>The cache folder: where it is and what it is.</summary>
public sealed record CheckCache(
    bool? NetworkShare = null, bool? Removable = null, bool? Offline = null, bool? Compressed = null, bool? Sparse = null, bool? ReparsePoint = null,
    bool? Encrypted = null, bool? Deduplicated = null);

/// <summary>Retention of each kind of recovery point.</summary>
public sealed record CheckRetention(decimal? DailyDays = null, decimal? WeeklyWeeks = null, decimal? MonthlyMonths = null, decimal? YearlyYears = null);

/// <summary>Whether it can be backed up, with every rule that the answers touch.</summary>
public sealed record CheckReply(
    [property: Description("`false` when host, operating system, kind of data, volume, size, retention, cache or restore target is not supported; else `\"partly\"` when something is not supported or skipped; else `true` when at least one rule was judged; else null.")] JsonElement Supported,
    [property: Description("Refusals first, then what is skipped, unknown and supported.")] ImmutableArray<CheckReasonDocument> Reasons)
{
    static readonly JsonElement True = Element("true"), False = Element("false"), Partly = Element("\"partly\""), Null = Element("null");

    public static CheckReply From(CheckResult result) => new(
        result.Support switch { Support.Supported => True, Support.NotSupported => False, Support.Partly => Partly, _ => Null },
        [.. result.Reasons.Select(r => new CheckReasonDocument(r.Rule, Words.Of(r.Verdict), r.Detail, r.Url))]);

    static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

/// <summary>What one rule says.</summary>
public sealed record CheckReasonDocument(
    [property: Description("Id of the rule.")] string Rule,
    [property: Description("`supported`, `not-supported`, `skipped` or `unknown`.")] string Verdict,
    [property: Description("The verdict in words, with the figures used.")] string Detail,
    [property: Description("Path of the table that it comes from, with the row's anchor.")] string Url);
