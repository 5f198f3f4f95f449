using MarsKb.Infra;

namespace MarsKb.Architecture;

/// <summary>Which folder may use which, as <c>docs/architecture.md</c> says it: the rows of its tables that begin with a folder in backticks.</summary>
/// <param name="MayUse">By folder; a folder may always use itself.</param>
sealed record FolderTable(IReadOnlyDictionary<string, IReadOnlySet<string>> MayUse)
{
    public static FolderTable OfDocumentation() => Read(File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md")));

    /// <summary>A row is <c>| `Web/Api` | what it is | what it uses |</c>; the last cell names folders in backticks.</summary>
    internal static FolderTable Read(IEnumerable<string> lines)
    {
        var rows = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var cells in lines.Where(l => l.StartsWith("| `", StringComparison.Ordinal)).Select(l => l.Split('|')[1..^1]))
        {
            if (cells.Length != 3) continue;
            foreach (var folder in Names(cells[0])) rows[folder] = Names(cells[^1]).ToHashSet(StringComparer.Ordinal);
        }
        return new FolderTable(rows);
    }

    /// <summary>The folder of a type: the longest of the table that its namespace lies in; null for what is not ours.</summary>
    public string? FolderOf(TypeName type)
    {
        if (!type.Assembly.StartsWith("MarsKb.", StringComparison.Ordinal) && type.Assembly != "marskb") return null;
        var project = type.Assembly == "marskb" ? "Cli" : type.Assembly["MarsKb.".Length..];
        // Views are compiled into a namespace of their own.
        var space = type.Namespace == "AspNetCoreGeneratedDocument" ? "Pages" : type.Namespace.StartsWith("MarsKb", StringComparison.Ordinal) ? type.Namespace["MarsKb".Length..].TrimStart('.').Replace('.', '/') : null;
        if (space is null) return null;
        // The projects that have a namespace of their own repeat its name in the folder.
        if (space == project || space.StartsWith(project + "/", StringComparison.Ordinal)) space = space[project.Length..].TrimStart('/');
        for (var path = $"{project}/{space}".TrimEnd('/'); ; path = path[..path.LastIndexOf('/')])
        {
            if (MayUse.ContainsKey(path)) return path;
            if (!path.Contains('/', StringComparison.Ordinal)) return $"{project}/{space}".TrimEnd('/');
        }
    }

    static IEnumerable<string> Names(string cell) => cell.Split('`').Where((_, i) => i % 2 == 1);
}
