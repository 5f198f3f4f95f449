using MarsKb.Content;
using MarsKb.Infra;

namespace MarsKb.Consistency;

/// <summary>What is stated about one thing in several places.</summary>
public sealed class ConsistencyCheckTests : IDisposable
{
    readonly TestContent content = TestContent.Good();

    public void Dispose() => content.Dispose();

    [Fact]
    [Trait("Fault", "MKB601")]
    [Trait("Fault", "MKB602")]
    public void A_contradiction_is_an_error_until_an_editors_note_answers_it()
    {
        content.With("entries/proxy.md", TestContent.Guide.But("It was downloaded long ago.", "A vault takes up to 60 machines."));
        var entry = TestContent.Entry.But("It was downloaded long ago.", "A vault takes up to 50 machines.");
        Assert.Equal("entries/34513.md:23:21: error MKB601", Found(entry));
        Assert.Equal("entries/34513.md:23:21: warning MKB602", Found(entry + "\n## Editor's note\n\nThe sources say 50 and 60.\n"));

        string Found(string text)
        {
            content.With("entries/34513.md", text);
            var found = Assert.Single(ConsistencyText.Diagnostics(ConsistencyCheck.Find(content.LoadGood(), content.Folder)));
            Assert.True(found.Text[^1] is '.', found.Text);
            return found.ToString().Split(": ")[0] + ": " + found.ToString().Split(": ")[1];
        }
    }

    [Fact]
    public void Content_that_agrees_has_none() => Assert.Empty(Find());

    [Theory]
    // Versions: of a product, of a product put short, of a family without a name.
    [InlineData(FactKind.Version, ".NET Framework", "The server needs .NET Framework 4.7.2 or later.", "Install .NET Framework 4.8 or later first.")]
    [InlineData(FactKind.Version, ".NET Framework", "The server needs .NET Framework 4.7.2 or later.", "It runs with .NET 4.5 too.")]
    [InlineData(FactKind.Version, "version 2.0.*", "Registration needs `2.0.9249.0` or above.", "Agents older than `2.0.9250.0` are refused.")]
    // Percentages: another number, another base.
    [InlineData(FactKind.Share, "", "At least 5% of the cache volume must be free.", "At least 15% of the cache volume must be free.")]
    [InlineData(FactKind.Share, "", "The cache folder needs 5% to 10% of the volume.", "The cache folder needs 5% to 10% of the backup data.")]
    // Limits: days, sizes, things; two numbers for one limit.
    [InlineData(FactKind.Limit, "", "The credentials file is valid for up to 10 days.", "The credentials file is valid for 2 days only.")]
    [InlineData(FactKind.Limit, "", "A vault takes up to 50 machines.", "A vault takes up to 60 machines.")]
    [InlineData(FactKind.Limit, "", "On Windows 7, the size limit is at most 2 TB.", "Nothing else.")]
    [InlineData(FactKind.Limit, "", "Delete them when there are more than 60,000 or 65,000 files.", "Nothing else.")]
    // Paths: a letter, a blank, a notation.
    [InlineData(FactKind.Path, "", @"Look into `C:\Program Files\Recovery Services Agent\Temp`.", @"Look into `C:\Program Files\Recovery Service Agent\Temp`.")]
    [InlineData(FactKind.Path, "", @"Look into `C:\Program Files\Recovery Agent\Temp`.", @"Look into `C:\Program Files\Recvery Agent\Temp`.")]
    [InlineData(FactKind.Path, "", "Open **Microsoft > Online Backup**.", "Open **Microsoft > OnlineBackup**.")]
    [InlineData(FactKind.Path, "notation of HKEY_LOCAL_MACHINE", @"See `HKLM\SOFTWARE\Agent`.", @"See `HKEY_LOCAL_MACHINE\SOFTWARE\Agent`.")]
    [InlineData(FactKind.Path, "slashes in Config/Provider", "Set `Config/Provider`.", @"Set `HKLM\SOFTWARE\Config\Provider`.")]
    // Hosts and programs.
    [InlineData(FactKind.Hosts, "", "Allow these:\n\n```text Public\n*.backup.test\n*.storage.test\n```", "Allow these:\n\n```text Public\n*.backup.test\n*.vault.test\n```")]
    [InlineData(FactKind.Hosts, "wildcards", "Allow these:\n\n```text Public\n*.backup.test\n*blob.storage.test\n```", "Allow these:\n\n```text Other\n*.backup.test\n*.blob.storage.test\n```")]
    [InlineData(FactKind.Programs, "spelling of agent.exe", "Exclude `agent.exe`.", "Exclude `Agent.exe`.")]
    [InlineData(FactKind.Programs, "programs named beside agent.exe", "Exclude `agent.exe`.", "Exclude `agent.exe` and `helper.exe`.")]
    // Addresses.
    [InlineData(FactKind.Address, "", "Get [the agent](https://get.test/agent?id=7).", "Get [the latest one](https://get.test/agent?id=7&lang=9).")]
    [InlineData(FactKind.Address, "link 'download the latest agent'", "First [download the latest agent](https://get.test/agent).", "Then [download the latest agent](https://other.test/agent).")]
    public void Two_places_that_differ_are_found(FactKind kind, string subject, string one, string other)
    {
        Say(one, other);
        var found = Find();
        Assert.True(found.Any(c => c.Kind == kind && c.Subject.Contains(subject, StringComparison.Ordinal) && c.IsOpen), string.Join('\n', found));
    }

    [Theory]
    [InlineData("The server needs .NET Framework 4.7.2 or later.", "Below .NET Framework 4.7.2 it fails.")]
    [InlineData("The server needs PowerShell 3.0 or later.", "The copy computer needs Azure PowerShell 3.7.0 or later.")]
    [InlineData("It was built with Python 3.8.", "It was built with Python 3.9.")]
    [InlineData("Registration needs `2.0.9250` or above.", "Agents older than `2.0.9250.0` are refused.")]
    [InlineData("At least 5% to 10% of the volume must be free.", "Warn when less than 10% of the volume is free.")]
    [InlineData("Daily points can be kept for 7 to 9,999 days.", "Weekly points can be kept for 28 to 36,000 days.")]
    [InlineData("The credentials file is valid for 10 days only.", "Jobs go from the portal after 30 days.")]
    [InlineData("The credentials file is valid for 10 days only.", "Use the credentials file within 240 hours.")]
    [InlineData("On Windows 7, the size limit is at most 1,700 GB.", "On Windows 8, the size limit is at most 54,400 GB.")]
    [InlineData(@"Look into `C:\Agent\Server1`.", @"Look into `C:\Agent\Server2`.")]
    [InlineData(@"Look into `C:\Agent\Temp`.", @"Look into `c:\agent\temp`.")]
    [InlineData("Look at `log.txt` and `agent.exe`.", "Look at `other.txt`.")]
    [InlineData("Allow these:\n\n```text A\n*.backup.test\n*.storage.test\n```", "Allow these:\n\n```text B\n*.kitchen.test\n*.garden.test\n```")]
    public void Two_places_that_agree_or_speak_of_two_things_are_not(string one, string other)
    {
        Say(one, other);
        Assert.Empty(Find());
    }

    [Fact]
    public void Each_statement_has_its_place_and_the_commonest_value_comes_first()
    {
        Say("Registration needs `2.0.9249.0` or above.", "Agents older than `2.0.9250.0` are refused.\n\nIt needs `2.0.9250.0` or above.");
        var found = Assert.Single(Find());
        Assert.Equal([("2.0.9250.0", "entries/proxy.md", 1), ("2.0.9249.0", "entries/34513.md", 0)], found.Statements.Select(s => (s.Value, s.At.Path, s.Others)));
        Assert.All(found.Statements, s => Assert.Equal(s.Value, File.ReadAllLines(content.PathOf(s.At.Path))[s.At.Line - 1].Substring(s.At.Column - 1, s.Value.Length)));
    }

    [Fact]
    public void An_editors_note_that_names_both_values_answers()
    {
        Say("Registration needs `2.0.9249.0` or above.", "Agents older than `2.0.9250.0` are refused.", "Sources say `2.0.9249.0` and `2.0.9250.0`. Take the latest.");
        var found = Assert.Single(Find());
        Assert.Equal("entries/34513.md", found.AnsweredAt?.Path);
        Assert.Equal("warning MKB602", string.Join(' ', ConsistencyText.Diagnostics([found])[0].ToString().Split(' ')[1..3]).TrimEnd(':'));
    }

    [Fact]
    public void One_that_names_one_value_and_leads_to_the_other_answers()
    {
        Say("Registration needs `2.0.9249.0` or above.", "Agents older than `2.0.9250.0` are refused.", "It is `2.0.9249.0` here; [the other place](kb:proxy) is about something else.");
        Assert.False(Assert.Single(Find()).IsOpen);
    }

    [Theory]
    [InlineData("It is `2.0.9249.0` here.")]
    [InlineData("Sources differ: `2.0.9249.01` and `2.0.92500`.")]
    [InlineData("[The other place](kb:proxy) is about something else.")]
    public void One_that_names_fewer_does_not(string note)
    {
        Say("Registration needs `2.0.9249.0` or above.", "Agents older than `2.0.9250.0` are refused.", note);
        Assert.True(Assert.Single(Find()).IsOpen);
    }

    [Fact]
    public void Entries_for_different_clouds_do_not_contradict_each_other()
    {
        Say("A vault takes up to 50 machines.", "A vault takes up to 60 machines.");
        Assert.Single(Find());
        content.With("entries/34513.md", File.ReadAllText(content.PathOf("entries/34513.md")).But("owner:", "appliesTo: { clouds: [public] }\nowner:"))
            .With("entries/proxy.md", File.ReadAllText(content.PathOf("entries/proxy.md")).But("owner:", "appliesTo: { clouds: [china] }\nowner:"));
        Assert.Empty(Find());
    }

    [Fact]
    public void A_list_of_versions_that_ends_before_what_is_asked_for_is_found()
    {
        content.With("matrix/versions.yaml", """
            key: versions
            title: Versions
            component: cache
            summary: Earlier ones.
            columns: [{ id: version, title: Version, type: version }]
            rows:
              - { id: a, cells: { version: 2.0.9100.0 } }
              - { id: b, cells: { version: 2.0.9200.0 } }
              - { id: c, cells: { version: 2.0.9207.0 } }
            sources:
              - { title: Support matrix, url: 'https://learn.test/matrix', licence: CC BY 4.0, date: 2026-11-01 }
            owner: backup team
            reviewed: 2026-11-01
            reviewBy: 2027-11-01
            """);
        Say("Registration needs `2.0.9249.0` or above.", "Nothing else.");
        Assert.Contains("a list that ends at 2.0.9207.0", Assert.Single(Find()).Statements.Select(s => s.Value));
    }

    [Fact]
    public void What_a_flow_compares_with_counts()
    {
        content.With("flows/which.yaml", """
            key: which
            title: Which is it?
            component: cache
            summary: When it fails.
            minutes: 3
            needs: [Nothing]
            start: agent
            steps:
              - { id: agent, type: input, title: Which version has the agent?, input: { type: version, example: 2.0.9000.0 }, to: judge, dontKnow: end }
              - id: judge
                type: decision
                branches:
                  - { when: { step: agent, below: 2.0.9250.0 }, to: end }
                  - { otherwise: true, to: other }
              - { id: end, type: outcome, title: Too old, outcome: fixed, actions: [Update it.] }
              - { id: other, type: outcome, title: New enough, outcome: escalate, actions: [Ask.] }
            sources:
              - { title: Support matrix, url: 'https://learn.test/matrix', licence: CC BY 4.0, date: 2026-11-01 }
            owner: backup team
            reviewed: 2026-11-01
            reviewBy: 2027-11-01
            """);
        Say("Registration needs `2.0.9249.0` or above.", "Nothing else.");
        Assert.Contains("flows/which.yaml", Assert.Single(Find()).Statements.Select(s => s.At.Path));
    }

    [Fact]
    public void The_content_of_this_repository_has_those_of_its_sources_each_with_an_answer()
    {
        var folder = Path.Combine(SharedFolder.Repository, "content");
        var found = ConsistencyCheck.Find(ContentLoader.Load(folder, TestContent.Today).WithDrafts, folder);
        Assert.Empty(found.Where(c => c.IsOpen).Select(c => c.ToString()));
        var told = string.Join('\n', found.Select(c => $"{c.Kind} {c.Subject}: {string.Join("; ", c.Statements.Select(s => s.Value))}"));
        string[][] expected =
        [
            ["Hosts", "Azure in China", "Public cloud", "US Government cloud"],
            ["Hosts wildcards", "*blob.core.windows.net", "*.blob.core.chinacloudapi.cn"],
            ["Hosts www.msftncsi.com", "www.msftconnecttest.com", "US Government cloud"],
            ["Version", "2.0.9249.0", "2.0.9250.0", "2.0.9207.0"],
            ["Version .NET Framework", "4.5.2", "4.5;", "3.5"],
            ["Path", "Recovery Services Agent", "Recovery Service Agent"],
            ["Limit", "60,000", "65,000"],
            ["Path", "HKLM", "HKEY_LOCAL_MACHINE"],
            ["Path slashes", "Config/CloudBackupProvider"],
            ["Path", "Online Backup", "OnlineBackup"],
            ["Programs spelling", "cbengine.exe", "CBEngine.exe"],
            ["Share", "of the backup data", "of the volume"],
            ["Programs programs", "CSC.exe", "dpmra.exe"],
            ["Address", "linkid=229525", "clcid=0x409"],
            ["Address", "aka.ms/azurebackup_agent", "LinkID=288905"],
        ];
        foreach (var parts in expected)
            Assert.True(told.Split('\n').Any(line => line.StartsWith(parts[0], StringComparison.Ordinal) && parts[1..].All(p => line.Contains(p, StringComparison.Ordinal))), $"{string.Join(", ", parts)} is not among\n{told}");
    }

    [Fact]
    public void Two_imported_articles_that_contradict_each_other_are_found()
    {
        var root = Directory.CreateTempSubdirectory("marskb-truth");
        try
        {
            File.WriteAllText(Path.Combine(root.FullName, "a.md"), "# Kettle\n\n## KettleCold\n\n**Error message**: The kettle is cold.\n\n**Cause**: The firmware is older than 3.1.200.0.\n\n**Resolution**:\n\n- Install Tea Runtime 4.5.2 or later.\n- Descale it within 10 days at most.\n- Delete `C:\\Program Files\\Kettle Services Agent\\Temp`.\n");
            File.WriteAllText(Path.Combine(root.FullName, "b.md"), "# Pot\n\n## PotCold\n\n**Error message**: The pot is cold.\n\n**Cause**: The firmware is older than 3.1.210.0.\n\n**Resolution**:\n\n- Install Tea Runtime 4.7 or later.\n- Descale it within 30 days at most.\n- Delete `C:\\Program Files\\Kettle Service Agent\\Temp`.\n");
            var output = Path.Combine(root.FullName, "out");
            MarsKb.Import.Importer.Run(new MarsKb.Import.ImportRequest([root.FullName], output, MarsKb.Import.ImportFormat.Entries), null, CancellationToken.None);
            var found = ConsistencyCheck.Find(ContentLoader.Load(output, TestContent.Today).WithDrafts, output);
            Assert.Equal([FactKind.Version, FactKind.Version, FactKind.Limit, FactKind.Path], found.Select(c => c.Kind));
            Assert.All(found, c => Assert.Equal(["KettleCold", "PotCold"], c.Statements.Select(s => s.Key).Order()));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_cost_grows_with_the_content_not_with_its_square()
    {
        var small = Cost(200);
        var large = Cost(1_600);
        // Eight times as much; its square would be sixty-four.
        Assert.True(large < 30 * Math.Max(small, 5), $"{small:0} ms, {large:0} ms");
    }

    /// <summary>Milliseconds of processor time, best of three.</summary>
    static double Cost(int entries)
    {
        using var many = TestContent.Good();
        for (var i = 0; i < entries; i++)
            many.With($"entries/{90000 + i}.md", TestContent.Entry.Replace("34513", (90000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .But("It was downloaded long ago.", $@"Part {i} must have at least {i % 40 + 1}% of the disk free, needs Tool{i % 50} {i % 7 + 1}.2 or later, takes up to {i % 90 + 2} machines of kind k{i % 30}, and keeps its files in `C:\Parts\Part {(char)('a' + i % 26)}{(char)('a' + i / 26 % 26)} folder\Data`."));
        var knowledge = many.Load().WithDrafts;
        return Enumerable.Range(0, 3).Min(_ =>
        {
            var before = Environment.CpuUsage.TotalTime;
            ConsistencyCheck.Find(knowledge, many.Folder);
            return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        });
    }

    System.Collections.Immutable.ImmutableArray<Contradiction> Find() => ConsistencyCheck.Find(content.Load().WithDrafts, content.Folder);

    void Say(string one, string other, string? note = null)
    {
        content.With("entries/34513.md", TestContent.Entry.But("It was downloaded long ago.", one) + (note is null ? "" : $"\n## Editor's note\n\n{note}\n"));
        content.With("entries/proxy.md", TestContent.Guide.But("It was downloaded long ago.", other));
        Assert.Empty(content.Load().Diagnostics.Select(d => d.ToString()));
    }
}
