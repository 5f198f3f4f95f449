using System.Security.Cryptography;
using AngleSharp.Html.Parser;
using MarsKb.Content;
using MarsKb.Infra;

namespace MarsKb.Export;

public sealed class SiteExportTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("marskb-export-").FullName;

    public SiteExportTests()
    {
        TestContent.WriteTo(ContentFolder);
        TestContent.Write(ContentFolder, "flows/agent-trouble.yaml", TestContent.Flow);
        TestContent.Write(ContentFolder, "flows/way-to-azure.yaml", TestContent.Subflow);
    }

    string ContentFolder => Path.Combine(root, "content");

    string Out => Path.Combine(root, "out");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Every_link_of_every_page_leads_to_a_file_of_the_export()
    {
        await SiteExport.WriteAsync(ContentLoader.Load(Repository.Content, new DateOnly(2026, 11, 22)).Knowledge, Out, null, (_, _) => { }, CancellationToken.None);
        var parser = new HtmlParser();
        foreach (var file in Directory.EnumerateFiles(Out, "*.html", SearchOption.AllDirectories))
        {
            var page = await parser.ParseDocumentAsync(await File.ReadAllTextAsync(file));
            foreach (var element in page.QuerySelectorAll("[href], [src], form[action]"))
            {
                var address = element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;
                if (address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal)) continue;
                var place = address.Split('?', '#')[0];
                Assert.True(place.Length == 0 || File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, place))), $"{file}: {address}");
                if (address.StartsWith('#') && element.LocalName != "use") Assert.NotNull(page.GetElementById(address[1..]));
                if (element.LocalName == "use") Assert.NotNull(page.GetElementById(address[1..]));
            }
        }
        Assert.True(File.Exists(Path.Combine(Out, "entries", "34513.html")));
        Assert.True(File.Exists(Path.Combine(Out, "matrix", "supported-operating-systems.csv")));
    }

    [Fact]
    public async Task A_second_run_writes_the_same_bytes()
    {
        await ExportAsync();
        var first = Bytes();
        await ExportAsync();
        Assert.Equal(first, Bytes());
        Assert.Equal(["content", "out"], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_gone_from_the_content_is_gone_from_the_next_export()
    {
        await ExportAsync();
        File.Delete(Path.Combine(ContentFolder, "entries", "100110.md"));
        await ExportAsync();
        Assert.False(File.Exists(Path.Combine(Out, "entries", "100110.html")));
        Assert.True(File.Exists(Path.Combine(Out, "entries", "34513.html")));
    }

    [Fact]
    public async Task Drafts_are_left_out_unless_they_are_asked_for()
    {
        TestContent.Write(ContentFolder, "entries/777777.md", TestContent.Entry("777777", "Nobody has looked at it").Replace("kind: error", "kind: error\nstate: draft", StringComparison.Ordinal));
        await ExportAsync();
        Assert.DoesNotContain(Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories), f => File.ReadAllText(f).Contains("Nobody has looked at it", StringComparison.Ordinal));
        await ExportAsync(drafts: true);
        Assert.Contains("Draft.", await File.ReadAllTextAsync(Path.Combine(Out, "entries", "777777.html")), StringComparison.Ordinal);
        Assert.Contains("Nobody has looked at it", await File.ReadAllTextAsync(Path.Combine(Out, "data", "index.js")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(Path.Combine(Out, "thesis.txt"), "mine");
        var refused = await Assert.ThrowsAsync<ExportRefusedException>(() => ExportAsync());
        Assert.Contains("is not empty and no earlier export", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_that_somebody_put_into_an_export_is_not_thrown_away()
    {
        await ExportAsync();
        await File.WriteAllTextAsync(Path.Combine(Out, "entries", "notes.txt"), "mine");
        var refused = await Assert.ThrowsAsync<ExportRefusedException>(() => ExportAsync());
        Assert.Contains("'entries/notes.txt'", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "entries", "notes.txt")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_in_between_it_leaves_the_folder_as_it_was(bool exists)
    {
        if (exists) await ExportAsync();
        var before = Bytes();
        using var stop = new CancellationTokenSource();
        var told = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SiteExport.WriteAsync(Load().Knowledge, Out, null, (_, _) => { if (Interlocked.Increment(ref told) == 3) stop.Cancel(); }, stop.Token));
        Assert.Equal(before, Bytes());
        Assert.Equal(exists ? ["content", "out"] : ["content"], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_export_that_was_killed_while_it_was_exchanged_is_found_again()
    {
        await ExportAsync();
        Directory.Move(Out, Path.Combine(root, ".out.replaced"));
        Directory.CreateDirectory(Path.Combine(root, ".out.exporting"));
        await ExportAsync();
        Assert.Equal(["content", "out"], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Progress_ends_with_all_files()
    {
        var (done, all) = (0, -1);
        await SiteExport.WriteAsync(Load().Knowledge, Out, null, (d, a) => { lock (root) (done, all) = (Math.Max(done, d), a); }, CancellationToken.None);
        Assert.Equal(all, done);
    }

    [Fact]
    public async Task Pages_carry_the_address_of_the_site_only_where_there_is_one()
    {
        await ExportAsync();
        var without = await File.ReadAllTextAsync(Path.Combine(Out, "entries", "34513.html"));
        Assert.DoesNotContain("data-link", without, StringComparison.Ordinal);
        Assert.DoesNotContain("form.feedback", without, StringComparison.Ordinal);
        await SiteExport.WriteAsync(Load().Knowledge, Out, new Uri("https://kb.example"), (_, _) => { }, CancellationToken.None);
        Assert.Contains("https://kb.example/entries/34513#something", await File.ReadAllTextAsync(Path.Combine(Out, "entries", "34513.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("34513", "34513")]
    [InlineData("SalLowDiskSpace", "SalLowDiskSpace")]
    [InlineData("con", "con~")]
    [InlineData("COM1.log", "COM1.log~")]
    [InlineData("a/b", "a~002Fb")]
    [InlineData("..", "~002E.~")]
    [InlineData("größe", "gr~00F6~00DFe")]
    public void A_key_becomes_a_name_that_every_file_system_takes(string key, string file) => Assert.Equal(file, ExportAddresses.FileName(key));

    [Fact]
    public void Long_keys_that_differ_at_the_end_have_different_names()
    {
        var (one, other) = (ExportAddresses.FileName(new string('k', 300) + "1"), ExportAddresses.FileName(new string('k', 300) + "2"));
        Assert.NotEqual(one, other, StringComparer.OrdinalIgnoreCase);
        Assert.True(one.Length < 130);
    }

    [Theory]
    [InlineData("/", "index.html")]
    [InlineData("/search?q=a%20b", "search.html?q=a%20b")]
    [InlineData("/e/0x80070005", "search.html?q=0x80070005&go=1")]
    [InlineData("/entries", "entries.html")]
    [InlineData("/entries?kind=error", "lists/entries-error.html")]
    [InlineData("/entries?kind=error&component=registration", "lists/entries-error-registration.html")]
    [InlineData("/entries/34513#something", "entries/34513.html#something")]
    [InlineData("/matrix/size-limits#windows-7", "matrix/size-limits.html#windows-7")]
    [InlineData("/matrix/size-limits.csv", "matrix/size-limits.csv")]
    [InlineData("/check", null)]
    [InlineData("/entries/nothing", null)]
    public void An_address_of_the_site_has_a_file(string address, string? file) => Assert.Equal(file, new ExportAddresses(Load().Knowledge).Of(address));

    ContentLoad Load() => ContentLoader.Load(ContentFolder, new DateOnly(2026, 11, 22));

    Task<ExportOutcome> ExportAsync(bool drafts = false) => SiteExport.WriteAsync(drafts ? Load().WithDrafts : Load().Knowledge, Out, null, (_, _) => { }, CancellationToken.None);

    Dictionary<string, string> Bytes() => !Directory.Exists(Out) ? [] :
        Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(Out, f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
}
