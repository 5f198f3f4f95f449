using MarsKb.Content;
using MarsKb.Infra;

namespace MarsKb.Checks;

/// <summary>Questions of support on the content of this repository, with the verdict and the row that answer each.</summary>
public sealed class SupportCheckTests
{
    static readonly Lazy<SupportRules> Rules = new(() =>
    {
        var load = ContentLoader.Load(Path.Combine(SharedFolder.Repository, "content"), TestContent.Today);
        Assert.DoesNotContain(load.Diagnostics, d => d.Location.Path == "check.yaml");
        return load.Knowledge.SupportRules;
    });

    const string Systems = "/matrix/supported-operating-systems";
    const string OldSystems = "/matrix/end-of-support-os";
    const string Drives = "/matrix/supported-drives#";
    const string Kinds = "/matrix/supported-file-types#";
    const string Cache = "/matrix/cache-folder-requirements#";
    const string Sizes = "/matrix/size-limits#";
    const string Retention = "/matrix/retention-limits#";
    const string Restore = "/matrix/restore-os-rule#";
    const string Offline = "/matrix/offline-backup#";
    const string Agents = "/matrix/agent-versions";
    const string Hosts = "/matrix/agent-deployment#";

    [Theory]
    // Where the agent runs
    [InlineData("host=on-premises", Support.Supported, "host-on-premises", RuleVerdict.Supported, Hosts + "on-a-machine")]
    [InlineData("host=azure-vm", Support.Supported, "host-azure-vm", RuleVerdict.Supported, Hosts + "on-a-machine")]
    [InlineData("host=backup-server", Support.Supported, "host-backup-server", RuleVerdict.Supported, Hosts + "on-a-backup-server")]
    // Operating systems: every row, with and without edition
    [InlineData("operatingSystem=Windows 11", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-11")]
    [InlineData("operatingSystem=windows 10 home", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-10")]
    [InlineData("operatingSystem=Windows 8.1 Pro", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-8-1")]
    [InlineData("operatingSystem=Windows 8", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-8")]
    [InlineData("operatingSystem=Windows Server 2022 (Standard, Datacenter, Essentials, Server IoT)", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-server-2022")]
    [InlineData("operatingSystem=Microsoft Windows Server 2019 Datacenter", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-server-2019")]
    [InlineData("operatingSystem=Windows Server 2016 Essentials", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-server-2016")]
    [InlineData("operatingSystem=Windows Storage Server 2012 R2 Workgroup", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-storage-server")]
    [InlineData("operatingSystem=Windows Storage Server 2016/2012 R2/2012 (Standard, Workgroup)", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-storage-server")]
    [InlineData("operatingSystem=WINDOWS SERVER 2012 R2", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-server-2012-r2")]
    [InlineData("operatingSystem=Windows Server 2012 Foundation", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-server-2012")]
    [InlineData("operatingSystem=Windows 7 Home Basic", Support.Supported, "operating-system", RuleVerdict.Supported, OldSystems + "#windows-7")]
    [InlineData("operatingSystem=Windows Server 2008 R2 SP1", Support.Supported, "operating-system", RuleVerdict.Supported, OldSystems + "#windows-server-2008-r2")]
    [InlineData("operatingSystem=Windows Server 2008 SP2 (Standard, Datacenter, Foundation)", Support.Supported, "operating-system", RuleVerdict.Supported, OldSystems + "#windows-server-2008-sp2")]
    [InlineData("operatingSystem=Server 2019 Standard", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-server-2019")]
    [InlineData("operatingSystem=Windows 10 Pro 22H2 64-bit", Support.Supported, "operating-system", RuleVerdict.Supported, Systems + "#windows-10")]
    [InlineData("operatingSystem=Windows 8.1 Home", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems + "#windows-8-1")]
    [InlineData("operatingSystem=Windows Server 2012 R2 Web", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems + "#windows-server-2012-r2")]
    [InlineData("operatingSystem=Windows 10 32-bit", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems + "#windows-10")]
    [InlineData("operatingSystem=Windows XP", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems)]
    [InlineData("operatingSystem=Windows Server 2025", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems)]
    [InlineData("operatingSystem=Ubuntu 24.04", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems)]
    [InlineData("operatingSystem=Windows 80", Support.NotSupported, "operating-system", RuleVerdict.NotSupported, Systems)]
    [InlineData("operatingSystem=Windows Server 2019&serverCore=true", Support.NotSupported, "server-core", RuleVerdict.NotSupported, Systems)]
    [InlineData("operatingSystem=Windows Server 2019 Standard Core", Support.NotSupported, "server-core", RuleVerdict.NotSupported, Systems)]
    [InlineData("serverCore=false", Support.Supported, "server-core", RuleVerdict.Supported, Systems)]
    [InlineData("host=backup-server&operatingSystem=Windows Server 2025", Support.Supported, "operating-system", RuleVerdict.Unknown, Systems)]
    // What to back up
    [InlineData("operatingSystem=Windows 11&data=files", Support.Supported, "files-and-folders", RuleVerdict.Supported, Systems + "#windows-11")]
    [InlineData("operatingSystem=Windows 11&data=system-state", Support.NotSupported, "system-state", RuleVerdict.NotSupported, Systems + "#windows-11")]
    [InlineData("operatingSystem=Windows Server 2022&data=system-state", Support.Supported, "system-state", RuleVerdict.Supported, Systems + "#windows-server-2022")]
    [InlineData("operatingSystem=Windows Storage Server 2012&data=system-state", Support.NotSupported, "system-state", RuleVerdict.NotSupported, Systems + "#windows-storage-server")]
    [InlineData("operatingSystem=Windows Server 2008 R2&data=system-state", Support.Supported, "system-state", RuleVerdict.Supported, OldSystems + "#windows-server-2008-r2")]
    [InlineData("operatingSystem=Windows Server 2008 SP2&data=system-state", Support.NotSupported, "system-state", RuleVerdict.NotSupported, OldSystems + "#windows-server-2008-sp2")]
    [InlineData("operatingSystem=Windows 7&data=system-state", Support.NotSupported, "system-state", RuleVerdict.NotSupported, OldSystems + "#windows-7")]
    [InlineData("data=files", Support.Unknown, "files-and-folders", RuleVerdict.Unknown, Systems)]
    // Volumes
    [InlineData("volume.fileSystem=ntfs", Support.Supported, "file-system-ntfs", RuleVerdict.Supported, Drives + "file-system")]
    [InlineData("volume.fileSystem=ReFS", Support.NotSupported, "file-system-other", RuleVerdict.NotSupported, Drives + "file-system")]
    [InlineData("volume.fileSystem=other", Support.NotSupported, "file-system-other", RuleVerdict.NotSupported, Drives + "file-system")]
    [InlineData("volume.readOnly=true", Support.NotSupported, "volume-read-only", RuleVerdict.NotSupported, Drives + "read-only-volumes")]
    [InlineData("volume.readOnly=false", Support.Supported, "volume-read-only", RuleVerdict.Supported, Drives + "read-only-volumes")]
    [InlineData("volume.offline=true", Support.NotSupported, "volume-offline", RuleVerdict.NotSupported, Drives + "offline-volumes")]
    [InlineData("volume.networkShare=true", Support.NotSupported, "volume-network-share", RuleVerdict.NotSupported, Drives + "network-share")]
    [InlineData("volume.bitLockerLocked=true", Support.NotSupported, "volume-bitlocker-locked", RuleVerdict.NotSupported, Drives + "bitlocker-locked-volumes")]
    [InlineData("volume.removable=true", Support.NotSupported, "volume-removable", RuleVerdict.NotSupported, Drives + "removable-media")]
    [InlineData("volume.deduplicated=true", Support.Supported, "volume-deduplicated", RuleVerdict.Supported, Drives + "deduplicated-drives")]
    // Kinds of files
    [InlineData("fileKinds=encrypted", Support.Supported, "files-encrypted", RuleVerdict.Supported, Kinds + "encrypted")]
    [InlineData("fileKinds=compressed", Support.Supported, "files-compressed", RuleVerdict.Supported, Kinds + "compressed")]
    [InlineData("fileKinds=sparse", Support.Supported, "files-sparse", RuleVerdict.Supported, Kinds + "sparse")]
    [InlineData("fileKinds=compressed-sparse", Support.Supported, "files-compressed-sparse", RuleVerdict.Supported, Kinds + "compressed-and-sparse")]
    [InlineData("fileKinds=hard-link", Support.Partly, "files-hard-link", RuleVerdict.Skipped, Kinds + "hard-links")]
    [InlineData("fileKinds=reparse-point", Support.Partly, "files-reparse-point", RuleVerdict.Skipped, Kinds + "reparse-point")]
    [InlineData("fileKinds=encrypted-sparse", Support.Partly, "files-encrypted-sparse", RuleVerdict.Skipped, Kinds + "encrypted-and-sparse")]
    [InlineData("fileKinds=compressed-stream", Support.Partly, "files-compressed-stream", RuleVerdict.Skipped, Kinds + "compressed-stream")]
    [InlineData("fileKinds=sparse-stream", Support.Partly, "files-sparse-stream", RuleVerdict.Skipped, Kinds + "sparse-stream")]
    [InlineData("fileKinds=onedrive", Support.Partly, "files-onedrive", RuleVerdict.NotSupported, Kinds + "onedrive")]
    [InlineData("fileKinds=dfs-replication", Support.Partly, "files-dfs-replication", RuleVerdict.NotSupported, Kinds + "dfs-replication")]
    // Sizes: at the limit and above it
    [InlineData("operatingSystem=Windows Server 2019&sizeGB=54400", Support.Supported, "size", RuleVerdict.Supported, Sizes + "windows-server-2012")]
    [InlineData("operatingSystem=Windows Server 2019&sizeGB=54400.5", Support.NotSupported, "size", RuleVerdict.NotSupported, Sizes + "windows-server-2012")]
    [InlineData("operatingSystem=Windows 8&sizeGB=54401", Support.NotSupported, "size", RuleVerdict.NotSupported, Sizes + "windows-8")]
    [InlineData("operatingSystem=Windows 7&sizeGB=1700", Support.Supported, "size", RuleVerdict.Supported, Sizes + "windows-7")]
    [InlineData("operatingSystem=Windows 7&sizeGB=1701", Support.NotSupported, "size", RuleVerdict.NotSupported, Sizes + "windows-7")]
    [InlineData("operatingSystem=Windows Server 2008 R2&sizeGB=2000", Support.NotSupported, "size", RuleVerdict.NotSupported, Sizes + "windows-server-2008-r2-sp1")]
    [InlineData("operatingSystem=Windows Server 2008 SP2&sizeGB=2000", Support.NotSupported, "size", RuleVerdict.NotSupported, Sizes + "windows-server-2008-sp2")]
    [InlineData("sizeGB=3200", Support.Unknown, "size", RuleVerdict.Unknown, "/matrix/size-limits")]
    [InlineData("sizeGB=60000", Support.NotSupported, "size", RuleVerdict.NotSupported, Sizes + "windows-server-2012")]
    // The cache folder
    [InlineData("sizeGB=1000&cacheFreeGB=100", Support.Supported, "cache-space", RuleVerdict.Supported, Cache + "size")]
    [InlineData("sizeGB=1000&cacheFreeGB=50", Support.Supported, "cache-space", RuleVerdict.Supported, Cache + "size")]
    [InlineData("sizeGB=1000&cacheFreeGB=49.9", Support.NotSupported, "cache-space", RuleVerdict.NotSupported, Cache + "size")]
    [InlineData("cacheFreeGB=50", Support.Unknown, "cache-space", RuleVerdict.Unknown, Cache + "size")]
    [InlineData("cache.networkShare=true", Support.NotSupported, "cache-network-share", RuleVerdict.NotSupported, Cache + "location")]
    [InlineData("cache.removable=true", Support.NotSupported, "cache-removable", RuleVerdict.NotSupported, Cache + "location")]
    [InlineData("cache.offline=true", Support.NotSupported, "cache-offline", RuleVerdict.NotSupported, Cache + "location")]
    [InlineData("cache.encrypted=true", Support.NotSupported, "cache-encrypted", RuleVerdict.NotSupported, Cache + "folder")]
    [InlineData("cache.deduplicated=true", Support.NotSupported, "cache-deduplicated", RuleVerdict.NotSupported, Cache + "folder")]
    [InlineData("cache.compressed=true", Support.NotSupported, "cache-compressed", RuleVerdict.NotSupported, Cache + "folder")]
    [InlineData("cache.sparse=true", Support.NotSupported, "cache-sparse", RuleVerdict.NotSupported, Cache + "folder")]
    [InlineData("cache.reparsePoint=true", Support.NotSupported, "cache-reparse-point", RuleVerdict.NotSupported, Cache + "folder")]
    [InlineData("cache.reparsePoint=false", Support.Supported, "cache-reparse-point", RuleVerdict.Supported, Cache + "folder")]
    // Retention: at both limits and beyond each
    [InlineData("retention.dailyDays=7", Support.Supported, "retention-daily", RuleVerdict.Supported, Retention + "daily")]
    [InlineData("retention.dailyDays=6", Support.NotSupported, "retention-daily", RuleVerdict.NotSupported, Retention + "daily")]
    [InlineData("retention.dailyDays=9999", Support.Supported, "retention-daily", RuleVerdict.Supported, Retention + "daily")]
    [InlineData("retention.dailyDays=10000", Support.NotSupported, "retention-daily", RuleVerdict.NotSupported, Retention + "daily")]
    [InlineData("retention.dailyDays=0", Support.NotSupported, "retention-daily", RuleVerdict.NotSupported, Retention + "daily")]
    [InlineData("retention.weeklyWeeks=4", Support.Supported, "retention-weekly", RuleVerdict.Supported, Retention + "weekly")]
    [InlineData("retention.weeklyWeeks=3", Support.NotSupported, "retention-weekly", RuleVerdict.NotSupported, Retention + "weekly")]
    [InlineData("retention.weeklyWeeks=5163", Support.Supported, "retention-weekly", RuleVerdict.Supported, Retention + "weekly")]
    [InlineData("retention.weeklyWeeks=5164", Support.NotSupported, "retention-weekly", RuleVerdict.NotSupported, Retention + "weekly")]
    [InlineData("retention.monthlyMonths=3", Support.Supported, "retention-monthly", RuleVerdict.Supported, Retention + "monthly")]
    [InlineData("retention.monthlyMonths=2", Support.NotSupported, "retention-monthly", RuleVerdict.NotSupported, Retention + "monthly")]
    [InlineData("retention.monthlyMonths=1188", Support.Supported, "retention-monthly", RuleVerdict.Supported, Retention + "monthly")]
    [InlineData("retention.monthlyMonths=1189", Support.NotSupported, "retention-monthly", RuleVerdict.NotSupported, Retention + "monthly")]
    [InlineData("retention.yearlyYears=1", Support.Supported, "retention-yearly", RuleVerdict.Supported, Retention + "yearly")]
    [InlineData("retention.yearlyYears=99", Support.Supported, "retention-yearly", RuleVerdict.Supported, Retention + "yearly")]
    [InlineData("retention.yearlyYears=100", Support.NotSupported, "retention-yearly", RuleVerdict.NotSupported, Retention + "yearly")]
    // Agent versions
    [InlineData("agentVersion=2.0.9190.0", Support.Supported, "agent-version", RuleVerdict.Supported, Agents + "#v2-0-9190-0")]
    [InlineData("agentVersion=2.0.9249.0", Support.Supported, "agent-version", RuleVerdict.Supported, Agents + "#v2-0-9207-0")]
    [InlineData("agentVersion=2.0.9000.0", Support.Unknown, "agent-version", RuleVerdict.Unknown, Agents + "#v2-0-9145-0")]
    [InlineData("agentVersion=2.0.9191.0", Support.Unknown, "agent-version", RuleVerdict.Unknown, Agents)]
    // Restoring to another system
    [InlineData("operatingSystem=Windows 7&restoreTo=Windows 8", Support.Supported, "restore", RuleVerdict.Supported, Restore + "windows-7-to-windows-8")]
    [InlineData("operatingSystem=Windows 8&restoreTo=Windows 7", Support.NotSupported, "restore", RuleVerdict.NotSupported, Restore + "windows-8-to-windows-7")]
    [InlineData("operatingSystem=Windows Server 2019&restoreTo=Windows Server 2016 Standard", Support.NotSupported, "restore", RuleVerdict.NotSupported, Restore + "windows-8-to-windows-7")]
    [InlineData("operatingSystem=Windows Server 2019&restoreTo=Windows Server 2019", Support.Supported, "restore", RuleVerdict.Supported, Restore + "windows-7-to-windows-8")]
    [InlineData("operatingSystem=Windows Server 2012 R2&restoreTo=Windows Server 2022", Support.Supported, "restore", RuleVerdict.Supported, Restore + "windows-7-to-windows-8")]
    [InlineData("operatingSystem=Windows 7&restoreTo=Windows Server 2008 R2", Support.Supported, "restore", RuleVerdict.Supported, Restore + "windows-7-to-windows-8")]
    [InlineData("operatingSystem=Windows 7&restoreTo=Windows XP", Support.NotSupported, "restore", RuleVerdict.NotSupported, Restore + "windows-8-to-windows-7")]
    [InlineData("operatingSystem=Windows Server 2016&restoreTo=Windows 10", Support.Supported, "restore", RuleVerdict.Unknown, "/matrix/restore-os-rule")]
    [InlineData("restoreTo=Windows 10", Support.Unknown, "restore", RuleVerdict.Unknown, "/matrix/restore-os-rule")]
    // Offline seeding
    [InlineData("offlineSeeding=true&data=files", Support.Supported, "offline-files", RuleVerdict.Supported, Offline + "files-and-folders")]
    [InlineData("offlineSeeding=true&data=system-state", Support.Partly, "offline-system-state", RuleVerdict.NotSupported, Offline + "system-state")]
    [InlineData("offlineSeeding=true&host=backup-server", Support.Supported, "offline-backup-server", RuleVerdict.Supported, Offline + "dpm-server")]
    [InlineData("offlineSeeding=true&host=azure-vm&data=files", Support.Partly, "offline-azure-vm", RuleVerdict.NotSupported, Offline + "files-and-folders")]
    [InlineData("offlineSeeding=true", Support.Unknown, "offline-what", RuleVerdict.Unknown, Offline + "files-and-folders")]
    public void A_question_is_answered_with_verdict_and_row(string question, Support support, string rule, RuleVerdict verdict, string url)
    {
        var result = Judge(question);
        var reason = Assert.Single(result.Reasons, r => r.Rule == rule);
        Assert.Equal((verdict, url), (reason.Verdict, reason.Url));
        Assert.True(support == result.Support, string.Join('\n', result.Reasons));
        Assert.All(result.Reasons, r => Assert.EndsWith(".", r.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_are_those_of_the_matrix_and_of_the_question()
    {
        var result = Judge("operatingSystem=Windows Server 2012 R2&sizeGB=3200&cacheFreeGB=120&fileKinds=hard-link&data=files&data=system-state&volume.deduplicated=true");

        Assert.Equal(Support.NotSupported, result.Support);
        Assert.Equal("120 GB for the cache is too little. It needs 5 to 10 percent of the data, so 160 to 320 GB.", result.Reasons[0].Detail);
        Assert.Contains(result.Reasons, r => r.Detail == "3,200 GB on one volume; the limit of Windows Server 2012 R2 is 54,400 GB.");
        Assert.Equal(result.Reasons.OrderBy(r => r.Verdict).Select(r => r.Rule), result.Reasons.Select(r => r.Rule));
    }

    [Fact]
    public void Without_answers_nothing_is_judged() => Assert.Equal((Support.Unknown, 0), (Judge("").Support, Judge("").Reasons.Length));

    [Fact]
    public void Every_rule_can_be_reached()
    {
        var reached = GetType().GetMethod(nameof(A_question_is_answered_with_verdict_and_row))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>().SelectMany(a => Judge((string)a.GetData(null!).Single()[0]).Reasons).Select(r => r.Rule).ToHashSet();
        Assert.Empty(Rules.Value.Rules.Select(r => r.Id).Except(reached));
    }

    [Fact]
    public void The_calculators_take_their_figures_from_the_matrix()
    {
        var space = SupportCheck.CacheSpace(3200, Rules.Value)!.Value;
        Assert.Equal((160m, 320m), (space.Low, space.High));
        Assert.Equal([("Daily recovery point", 7L, 9999L), ("Weekly recovery point", 28, 36_141), ("Monthly recovery point", 91, 36_135), ("Yearly recovery point", 365, 36_135)],
            SupportCheck.RetentionLimits(Rules.Value).Select(r => (r.RecoveryPoint, r.LeastDays, r.MostDays)));
    }

    [Theory]
    [InlineData("sizeGB", "3,200")]
    [InlineData("sizeGB", "-1")]
    [InlineData("sizeGB", "1e9")]
    [InlineData("sizeGB", "a lot")]
    [InlineData("agentVersion", "new")]
    [InlineData("agentVersion", "2")]
    [InlineData("host", "moon")]
    [InlineData("fileKinds", "mp3")]
    [InlineData("serverCore", "perhaps")]
    public void An_answer_that_cannot_be_read_is_reported(string name, string value)
    {
        var (answers, problems) = CheckAnswers.Read([(name, value)]);
        Assert.Equal(name, Assert.Single(problems).Question.Name);
        Assert.True(answers.IsEmpty);
    }

    [Fact]
    public void Two_answers_to_one_question_are_reported()
    {
        Assert.Single(CheckAnswers.Read([("host", "azure-vm"), ("host", "on-premises")]).Problems);
        Assert.Empty(CheckAnswers.Read([("host", "azure-vm"), ("host", "Azure-VM")]).Problems);
    }

    [Fact]
    public void The_query_gives_the_same_answers_again()
    {
        const string Question = "?operatingSystem=Windows%20Server%202012%20R2&data=files&data=system-state&volume.readOnly=false&sizeGB=0.5";
        var answers = Read(Question[1..]);
        Assert.Equal(Question, answers.Query);
        Assert.Equal(Question, Read(answers.Query[1..]).Query);
    }

    static CheckResult Judge(string question) => SupportCheck.Judge(Read(question), Rules.Value);

    static CheckAnswers Read(string question)
    {
        var (answers, problems) = CheckAnswers.Read(question.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(a => a.Split('=')).Select(a => (a[0], Uri.UnescapeDataString(a[1]))));
        Assert.Empty(problems);
        return answers;
    }
}
