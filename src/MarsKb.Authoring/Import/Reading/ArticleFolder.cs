using MarsKb.Import.Reports;

namespace MarsKb.Import.Reading;

/// <summary>A folder of articles, or a single one: what is an article, what others include. Reads nothing outside of it, through no link.</summary>
sealed class ArticleFolder
{
    static readonly string[] ForPeople = ["README.md", "LICENSE.md", "LICENCE.md", "ATTRIBUTION.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "CHANGELOG.md", "THIRDPARTYNOTICES.md", "INDEX.md", "TOC.md"];

    readonly string root;
    readonly ImportReport report;
    readonly List<string> articles = [];
    readonly Dictionary<string, List<string>> includesByName = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> known = new(StringComparer.Ordinal);
    readonly Dictionary<string, ArticleFile?> read = new(StringComparer.Ordinal);
    readonly Lock gate = new();

    ArticleFolder(string root, ImportReport report)
    {
        this.root = root;
        this.report = report;
    }

    /// <summary>Paths of the articles relative to the folder, in order.</summary>
    public IReadOnlyList<string> Articles => articles;

    /// <param name="path">A folder, or one article, whose includes are looked for in its own folder.</param>
    public static ArticleFolder Open(string path, ImportReport report)
    {
        var full = Path.GetFullPath(path);
        var single = File.Exists(full);
        var start = single ? Path.GetDirectoryName(full)! : full;
        var folder = new ArticleFolder(Path.TrimEndingDirectorySeparator(start), report);
        if (single) folder.Single(full);
        else folder.Walk(new DirectoryInfo(folder.root), "", 0);
        folder.articles.Sort(StringComparer.Ordinal);
        return folder;
    }

    void Single(string full)
    {
        articles.Add(Path.GetFileName(full));
        foreach (var name in (ReadOnlySpan<string>)["includes", "_includes"])
            if (new DirectoryInfo(Path.Combine(root, name)) is { Exists: true, LinkTarget: null } folder) Walk(folder, name + "/", 1, onlyIncludes: true);
    }

    void Walk(DirectoryInfo folder, string prefix, int depth, bool onlyIncludes = false)
    {
        foreach (var item in folder.EnumerateFileSystemInfos().OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            var path = prefix + item.Name;
            if (item.Name.StartsWith('.')) continue;
            if (item.LinkTarget is not null)
            {
                report.Left(path, "a symbolic link, which is not followed");
                continue;
            }
            if (item is DirectoryInfo inner)
            {
                if (depth < ImportLimits.DeepestFolder) Walk(inner, path + "/", depth + 1, onlyIncludes);
                else report.Left(path, $"folders more than {ImportLimits.DeepestFolder} deep");
                continue;
            }
            if (!item.Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) continue;
            if (IsInclude(path))
            {
                known.Add(path);
                if (!includesByName.TryGetValue(item.Name, out var same)) includesByName[item.Name] = same = [];
                same.Add(path);
            }
            else if (onlyIncludes) continue;
            else if (ForPeople.Contains(item.Name, StringComparer.OrdinalIgnoreCase)) report.Left(path, "a file about the folder, not an article");
            else if (articles.Count >= ImportLimits.MostArticles) report.Left(path, $"more than {ImportLimits.MostArticles} articles");
            else
            {
                known.Add(path);
                articles.Add(path);
            }
        }
    }

    static bool IsInclude(string path) => path.Split('/')[..^1].Any(p => p is "includes" or "_includes" or "include");

    /// <summary>Null, with the reason in the report, for a file that cannot be read.</summary>
    public ArticleFile? Read(string path, ImportReport into, long mostBytes = ImportLimits.MostBytes)
    {
        try
        {
            var info = new FileInfo(Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar)));
            if (info.Length > mostBytes)
            {
                into.Left(path, $"larger than {mostBytes >> 20} MiB");
                return null;
            }
            using var stream = new FileStream(info.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            var bytes = new byte[Math.Min(stream.Length, mostBytes)];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return ArticleFile.Parse(path, info.FullName, bytes.AsSpan(0, length), DateOnly.FromDateTime(info.LastWriteTimeUtc));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            into.Left(path, "it cannot be read");
            return null;
        }
    }

    /// <summary>The file that an include means: by its path from the article, else the one file of that name among the includes whose path is most alike.</summary>
    public ArticleFile? FindInclude(ArticleFile article, string written)
    {
        var path = written.Replace('\\', '/').Split('#', '?')[0].Trim();
        if (path.Length == 0 || path.Contains(':') || !path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)) return null;
        var found = Resolve(article.Path, path) is { } direct && known.Contains(direct) ? direct : BestByName(path);
        if (found is null) return null;
        lock (gate)
        {
            if (!read.TryGetValue(found, out var file)) read[found] = file = Read(found, new ImportReport(), ImportLimits.MostIncludeBytes);
            return file;
        }
    }

    /// <summary>A path from an article, or null when it leads out of the folder.</summary>
    static string? Resolve(string from, string path)
    {
        if (path.StartsWith('/')) return null;
        var parts = path.StartsWith("~/", StringComparison.Ordinal) ? [] : from.Split('/')[..^1].ToList();
        foreach (var part in (path.StartsWith("~/", StringComparison.Ordinal) ? path[2..] : path).Split('/'))
            if (part == "..")
            {
                if (parts.Count == 0) return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or "")) parts.Add(part);
        return string.Join('/', parts);
    }

    string? BestByName(string path)
    {
        var wanted = path.Split('/');
        if (!includesByName.TryGetValue(wanted[^1], out var same)) return null;
        if (same.Count == 1) return same[0];
        var ranked = same.Select(s => (Path: s, Alike: Alike(s.Split('/'), wanted))).OrderByDescending(s => s.Alike).ToList();
        return ranked[0].Alike > ranked[1].Alike ? ranked[0].Path : null;
    }

    static int Alike(string[] a, string[] b)
    {
        var same = 0;
        while (same < a.Length && same < b.Length && a[^(same + 1)].Equals(b[^(same + 1)], StringComparison.OrdinalIgnoreCase)) same++;
        return same;
    }
}
