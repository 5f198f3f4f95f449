using MarsKb.Content;
using MarsKb.Import.Reports;

namespace MarsKb.Import;

/// <summary>Files in, files out.</summary>
public sealed class ImporterTests : IDisposable
{
    const string Article = "---\ntitle: Tea\nms.date: 03/04/2025\n---\n# Tea\n\n## TeaCold\n\n**Error message**: The tea in <Room> is cold. (ID: 4711)\n\n**Resolution**: See [how](../how.md#fire).\n";

    readonly string root = Directory.CreateTempSubdirectory("marskb-import").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Json_is_flat_and_a_second_file_of_a_name_gets_a_number()
    {
        Given("in/tea.md", Article);
        Given("in/deep/tea.md", "# Nothing\n");
        Run(ImportFormat.Json);
        Assert.Equal(["import-report.txt", "tea-2.json", "tea.json"], Files());
        Assert.Equal("{\n  \"entries\": []\n}\n", Text("out/tea.json"));
        Assert.Contains("\"codes\": [\n        \"TeaCold\"\n      ],\n      \"title\": \"TeaCold\",\n      \"message\": \"The tea in <Room> is cold. (ID: 4711)\"", Text("out/tea-2.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Drafts_are_content_that_only_staff_see()
    {
        Given("in/tea.md", Article);
        Run(ImportFormat.Entries, "https://learn.test/kitchen", "CC BY 4.0");
        var load = ContentLoader.Load(Path.Combine(root, "out"), new DateOnly(2026, 11, 22));
        Assert.Empty(load.Diagnostics);
        Assert.Empty(load.Knowledge.Entries);
        var entry = Assert.Single(load.WithDrafts.Entries);
        Assert.True(entry.IsDraft);
        Assert.Equal(("TeaCold", "The tea in {Room} is cold. (ID: 4711)"), (entry.Key, entry.Messages[0].Text));
        Assert.Equal(new MarsKb.Entries.Source("Tea", "https://learn.test/kitchen/tea#teacold", "CC BY 4.0", new DateOnly(2025, 3, 4)), Assert.Single(entry.Sources));
        Assert.Contains("href=\"https://learn.test/how#fire\"", entry.Causes[0].Actions[0].Content.Html, StringComparison.Ordinal);
        Assert.Equal("TeaCold", Assert.Single(load.WithDrafts.Search.Search(new MarsKb.Search.SearchRequest("tea cold")).Hits).Key);
    }

    [Fact]
    public void Twice_gives_the_same_bytes_and_leaves_no_working_folder()
    {
        Given("in/tea.md", Article);
        Given("in/b.md", Article);
        Run(ImportFormat.Entries);
        var first = Snapshot();
        Run(ImportFormat.Entries);
        Assert.Equal(first, Snapshot());
        Assert.False(Directory.Exists(Path.Combine(root, "out/.importing")));
        Assert.Contains(first, f => f.Contains("entries/TeaCold-2.md", StringComparison.Ordinal));
    }

    [Fact]
    public void What_others_put_into_the_folder_stays_and_what_is_no_longer_imported_goes()
    {
        Given("in/a.md", Article);
        Given("in/b.md", "# B\n");
        Given("out/mine.txt", "mine");
        Run(ImportFormat.Json);
        File.Delete(Path.Combine(root, "in/b.md"));
        Run(ImportFormat.Json);
        Assert.Equal(["a.json", "import-report.txt", "mine.txt"], Files());
    }

    [Fact]
    public void Stopping_changes_nothing()
    {
        Given("in/tea.md", Article);
        Assert.Throws<OperationCanceledException>(() => Importer.Run(Request(ImportFormat.Json), null, new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(Path.Combine(root, "out")));
    }

    [Fact]
    public void Drafts_are_not_mixed_into_content_that_people_wrote()
    {
        Given("in/tea.md", Article);
        Given("out/components.yaml", "components: []\n");
        Assert.Contains("not imported", Assert.Throws<ImportRefusedException>(() => Run(ImportFormat.Entries)).Message, StringComparison.Ordinal);
        Assert.Equal(["components.yaml"], Files());
    }

    [Theory]
    [InlineData("[!INCLUDE [x](../canary/secret.md)]")]
    [InlineData("[!INCLUDE [x](../../canary/secret.md)]")]
    [InlineData("[!INCLUDE [x](/canary/secret.md)]")]
    [InlineData("[!INCLUDE [x](includes/link.md)]")]
    [InlineData("{% include ../../canary/secret.md %}")]
    public void Nothing_outside_the_folder_is_read(string include)
    {
        Given("canary/secret.md", "SECRET");
        Given("in/tea.md", "# A\n\n## It fails\n\nTo fix this, wait.\n\n" + include + "\n");
        Directory.CreateDirectory(Path.Combine(root, "in/includes"));
        File.CreateSymbolicLink(Path.Combine(root, "in/includes/link.md"), Path.Combine(root, "canary/secret.md"));
        Run(ImportFormat.Json);
        Assert.DoesNotContain("SECRET", string.Concat(Snapshot()), StringComparison.Ordinal);
        Assert.Contains(": missing: include", Text("out/import-report.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void Includes_are_found_beside_the_article_and_are_no_articles()
    {
        Given("in/a/tea.md", "# A\n\n## It fails\n\nTo fix this:\n\n[!INCLUDE [x](../../../includes/steps.md)]\n");
        Given("in/includes/steps.md", "- One.\n- Two.\n");
        var outcome = Run(ImportFormat.Json);
        Assert.Equal(1, outcome.Articles);
        Assert.Contains("\"One.\",\n            \"Two.\"", Text("out/tea.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_source_is_said_in_one_line() =>
        Assert.Contains("There is no file or folder", Assert.Throws<ImportRefusedException>(() => Run(ImportFormat.Json)).Message, StringComparison.Ordinal);

    ImportRequest Request(ImportFormat format, string? baseUrl = null, string? licence = null) => new([Path.Combine(root, "in")], Path.Combine(root, "out"), format, baseUrl, licence);

    ImportOutcome Run(ImportFormat format, string? baseUrl = null, string? licence = null) => Importer.Run(Request(format, baseUrl, licence), null, CancellationToken.None);

    void Given(string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    string Text(string path) => File.ReadAllText(Path.Combine(root, path));

    List<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(root, "out")).Select(f => Path.GetFileName(f)!).Where(f => !f.StartsWith('.')).Order(StringComparer.Ordinal)];

    List<string> Snapshot() => [.. Directory.EnumerateFiles(Path.Combine(root, "out"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => f + "\n" + File.ReadAllText(f))];
}
