using System.Text.RegularExpressions;
using MarsKb.Infra;

namespace MarsKb.Architecture;

/// <summary>Projects and folders use one another in one direction, as docs/architecture.md says.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Each may use those before it.</summary>
    static readonly string[] Projects = ["MarsKb.Core", "MarsKb.Authoring", "MarsKb.Web", "MarsKb.Export", "marskb"];

    static readonly FolderTable Table = FolderTable.OfDocumentation();

    static readonly FolderArrows Folders = FolderArrows.Of(Projects.SelectMany(p => AssemblyArrows.Read(Assembly(p))), Table.FolderOf);

    [Fact]
    public void Projects_use_one_another_in_one_direction()
    {
        foreach (var (i, project) in Projects.Index())
        {
            var ours = AssemblyArrows.References(Assembly(project)).Where(r => r == "marskb" || r.StartsWith("MarsKb.", StringComparison.Ordinal));
            Assert.All(ours, r => Assert.Contains(r, Projects[..i]));
        }
    }

    [Fact]
    public void The_domain_knows_no_web_and_no_database() =>
        Assert.DoesNotContain(AssemblyArrows.References(Assembly("MarsKb.Core")), r => r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || r.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));

    [Fact]
    public void Folders_form_no_circle() => Assert.Null(Folders.Circle());

    [Fact]
    public void A_folder_uses_only_what_the_table_allows()
    {
        var wrong = Folders.All.Keys
            .Where(a => !(Table.MayUse.TryGetValue(a.From, out var allowed) && (allowed.Contains(a.To) || allowed.Contains(Parent(a.To)))))
            .Select(a => $"{a.From} -> {a.To}: {Folders.Example(a)}")
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(wrong.Count == 0, "Not in the tables of docs/architecture.md:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public void The_table_allows_nothing_that_is_not_used()
    {
        var unused = Table.MayUse
            .SelectMany(row => row.Value.Select(to => (From: row.Key, To: to)))
            .Where(a => !Folders.All.Keys.Any(used => used.From == a.From && (used.To == a.To || Parent(used.To) == a.To)))
            .Select(a => $"{a.From} -> {a.To}")
            .ToList();
        Assert.True(unused.Count == 0, "docs/architecture.md allows what nothing uses: " + string.Join(", ", unused));
    }

    [Fact]
    public void A_planted_circle_is_found_and_named()
    {
        var planted = FolderArrows.Of(AssemblyArrows.Read(typeof(ArchitectureTests).Assembly.Location), t => t.Namespace.Contains(".Planted.", StringComparison.Ordinal) ? t.Namespace.Split('.')[^1] : null);
        Assert.Equal(
            "First -> Second (MarsKb.Architecture.Planted.First.Hen uses MarsKb.Architecture.Planted.Second.Egg); Second -> First (MarsKb.Architecture.Planted.Second.Egg uses MarsKb.Architecture.Planted.First.Hen)",
            planted.Circle());
    }

    [Fact]
    public void A_folder_is_found_by_its_longest_row()
    {
        var table = FolderTable.Read(["| `Web/Features` | all | `Web/Api` |", "| `Web/Features/Flows` | one | |", "no row"]);
        Assert.Equal("Web/Features/Flows", table.FolderOf(new("MarsKb.Web", "MarsKb.Features.Flows", "FlowsApi")));
        Assert.Equal("Web/Features", table.FolderOf(new("MarsKb.Web", "MarsKb.Features.Check", "CheckApi")));
        Assert.Equal("Web/Elsewhere", table.FolderOf(new("MarsKb.Web", "MarsKb.Elsewhere", "X")));
        Assert.Null(table.FolderOf(new("System.Runtime", "System", "String")));
        Assert.Equal(["Web/Api"], table.MayUse["Web/Features"]);
    }

    /// <summary>Folders and namespaces are the same, or the tables would say nothing about folders.</summary>
    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file).Split(Path.DirectorySeparatorChar);
            if (parts.Contains("obj") || parts.Contains("bin") || Namespace().Match(File.ReadAllText(file)) is not { Success: true } match) continue;
            var root = parts[0] is "MarsKb.Core" or "MarsKb.Authoring" or "MarsKb.Web" ? "MarsKb" : parts[0];
            var folder = string.Join('.', parts[1..^1].Prepend(root));
            if (match.Groups[1].Value != folder) wrong.Add($"{string.Join('/', parts)}: {match.Groups[1].Value}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static string Parent(string folder) => folder.LastIndexOf('/') is > 0 and var end ? folder[..end] : folder;

    static string Assembly(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
