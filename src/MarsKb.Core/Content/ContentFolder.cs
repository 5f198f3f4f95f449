using MarsKb.Diagnostics;

namespace MarsKb.Content;

enum FileKind { Components, Synonyms, Check, Entry, Action, Matrix, Flow }

/// <param name="Path">Relative to the content folder, with forward slashes.</param>
sealed record FoundFile(string Path, string FullPath, FileKind Kind);

/// <summary>Finds the files that are content, and those that look like it but stand where nothing reads them.</summary>
sealed class ContentFolder
{
    const int MostFiles = 20_000;
    const int DeepestFolder = 16;

    static readonly string[] ForPeople = ["README.md", "LICENSE.md", "ATTRIBUTION.md"];

    readonly string root;
    readonly DiagnosticBag bag;
    readonly List<FoundFile> found = [];
    readonly HashSet<string> visited = new(StringComparer.Ordinal);
    bool tooMany;

    ContentFolder(string root, DiagnosticBag bag)
    {
        this.root = root;
        this.bag = bag;
    }

    /// <summary>In the order of their paths, so that every load reports and keeps the same.</summary>
    public static IReadOnlyList<FoundFile> Find(string folder, DiagnosticBag bag)
    {
        try
        {
            var info = new DirectoryInfo(folder);
            if (!info.Exists)
            {
                bag.FolderUnusable(folder, "it does not exist");
                return [];
            }
            var root = (info.ResolveLinkTarget(returnFinalTarget: true) ?? info).FullName;
            var search = new ContentFolder(Path.TrimEndingDirectorySeparator(root), bag);
            search.Walk(new DirectoryInfo(root), "", 0);
            search.found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
            return search.found;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Security.SecurityException or ArgumentException or NotSupportedException)
        {
            bag.FolderUnusable(folder, fault.Message.TrimEnd('.'));
            return [];
        }
    }

    void Walk(DirectoryInfo folder, string prefix, int depth)
    {
        if (!visited.Add(folder.FullName)) return;
        foreach (var item in folder.EnumerateFileSystemInfos())
        {
            if (item.Name.StartsWith('.')) continue;
            var path = prefix + item.Name;
            if (item.LinkTarget is not null)
            {
                if (Target(item) is not { } target) bag.LinkLeavesFolder(new SourceLocation(path, 0, 0));
                else if (target is DirectoryInfo inside) Enter(inside, path, depth);
                else Take(path, target.FullName);
            }
            else if (item is DirectoryInfo child) Enter(child, path, depth);
            else Take(path, item.FullName);
        }
    }

    void Enter(DirectoryInfo folder, string path, int depth)
    {
        if (depth < DeepestFolder) Walk(folder, path + "/", depth + 1);
        else bag.FolderTooLarge(new SourceLocation(path, 0, 0), $"folders more than {DeepestFolder} deep");
    }

    /// <summary>Where a link ends, or null when that is outside the content folder or nowhere.</summary>
    FileSystemInfo? Target(FileSystemInfo link)
    {
        try
        {
            var target = link.ResolveLinkTarget(returnFinalTarget: true);
            return target is { Exists: true } && target.FullName.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? target : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    void Take(string path, string fullPath)
    {
        if (ForPeople.Contains(path) || !LooksLikeContent(path)) return;
        if (KindOf(path) is not { } kind) bag.FileOutOfPlace(new SourceLocation(path, 0, 0));
        else if (found.Count < MostFiles) found.Add(new FoundFile(path, fullPath, kind));
        else if (!tooMany)
        {
            tooMany = true;
            bag.FolderTooLarge(new SourceLocation(path, 0, 0), $"more than {MostFiles} files");
        }
    }

    static bool LooksLikeContent(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".md" or ".yaml" or ".yml";

    static FileKind? KindOf(string path) => (path.Split('/')[0], Path.GetExtension(path)) switch
    {
        ("components.yaml", _) => FileKind.Components,
        ("synonyms.yaml", _) => FileKind.Synonyms,
        ("check.yaml", _) => FileKind.Check,
        ("entries", ".md") => FileKind.Entry,
        ("actions", ".md") => FileKind.Action,
        ("matrix", ".yaml") => FileKind.Matrix,
        ("flows", ".yaml") => FileKind.Flow,
        _ => null,
    };
}
