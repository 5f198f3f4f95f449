using MarsKb.Import.Reports;

namespace MarsKb.Import.Merge;

/// <summary>
/// The folder that an import writes. Files are written to a hidden folder inside it and moved to their places at the end, so that whoever stops the
/// import in between finds the folder as it was. What an earlier import wrote and this one does not is removed; files of others are never touched.
/// Entries that somebody has edited since the last import are joined with it, never overwritten.
/// </summary>
sealed class OutputFolder : IDisposable
{
    /// <summary>Where entries lie in it.</summary>
    public const string Entries = "entries/";

    const string Work = ".importing";
    const string List = ".imported";

    const string Components = "components.yaml";
    const string Changes = "import-changes.txt";

    /// <summary>Entries as the last import wrote them.</summary>
    const string Last = ".imported-entries";

    readonly string root;
    readonly string work;
    readonly bool made;
    readonly HashSet<string> written = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    HashSet<string>? before;
    bool committed;

    OutputFolder(string root, bool made)
    {
        this.root = root;
        this.made = made;
        work = Path.Combine(root, Work);
    }

    public static OutputFolder Open(string path)
    {
        try
        {
            var root = Path.GetFullPath(path);
            if (File.Exists(root)) throw new ImportRefusedException($"'{path}' is a file. Name a folder for the result.");
            var made = !Directory.Exists(root);
            var folder = new OutputFolder(root, made);
            if (Directory.Exists(folder.work)) Directory.Delete(folder.work, recursive: true);
            Directory.CreateDirectory(folder.work);
            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ImportRefusedException($"'{path}' cannot be written: {fault.Message.TrimEnd('.')}.", fault);
        }
    }

    /// <param name="path">Relative, with forward slashes; made by the importer, never by an article.</param>
    public void Write(string path, byte[] bytes)
    {
        lock (gate) written.Add(path);
        var full = Path.Combine(work, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    /// <summary>True for a file that an earlier import wrote, or that is not there.</summary>
    public bool MayWrite(string path) => !File.Exists(Path.Combine(root, path)) || Before().Contains(path);

    /// <summary>Entries of the last import with their texts as it wrote them, by path; empty for the first.</summary>
    public IReadOnlyDictionary<string, string> LastEntries() => Before().Where(IsEntry).Select(p => (Path: p, Text: Text(Last, p))).Where(e => e.Text is not null).ToDictionary(e => e.Path, e => e.Text!, StringComparer.Ordinal);

    /// <returns>What changed since the last import; nothing for the first.</returns>
    public List<ImportChange> Commit(Func<List<ImportChange>, IEnumerable<string>> describe)
    {
        var paths = written.Order(StringComparer.Ordinal).ToList();
        var before = Before();
        var changes = new List<ImportChange>();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths.Where(IsEntry)) Join(path, before.Count > 0, changes, kept);
        foreach (var path in before.Except(paths).Where(IsEntry).Order(StringComparer.Ordinal)) Retire(path, changes, kept);
        if (paths.Contains(Components)) JoinComponents(kept.Count > 0);
        var lines = describe(changes).ToList();
        // Nobody who prints the changes only once should lose what is in conflict; an import that changes nothing leaves the list as it was.
        if (lines.Count > 0) File.WriteAllText(Path.Combine(work, Changes), string.Join('\n', lines) + "\n");

        // From here on it is a matter of renaming files. Whoever pulls the plug in between finds that all of them are the import's.
        File.WriteAllLines(Path.Combine(work, List), paths.Union(before).Append(Changes));
        Move(List);
        foreach (var path in paths.Except(kept)) Move(path);
        if (lines.Count > 0) Move(Changes);
        foreach (var path in before.Except(paths).Except(kept).Where(p => p != Changes))
            if (File.Exists(Path.Combine(root, path))) File.Delete(Path.Combine(root, path));
        var last = Path.Combine(root, Last);
        if (Directory.Exists(last)) Directory.Move(last, Path.Combine(work, "before"));
        if (Directory.Exists(Path.Combine(work, Last))) Directory.Move(Path.Combine(work, Last), last);
        File.WriteAllLines(Path.Combine(work, List), paths.Union(kept).Append(Changes).Order(StringComparer.Ordinal));
        Move(List);
        Directory.Delete(work, recursive: true);
        committed = true;
        return changes;
    }

    static bool IsEntry(string path) => path.StartsWith(Entries, StringComparison.Ordinal);

    void Move(string path)
    {
        var target = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(work, path), target, overwrite: true);
    }

    string? Text(string folder, string path) => Path.Combine(root, folder, path) is var full && File.Exists(full) ? File.ReadAllText(full) : null;

    /// <summary>Prepares one entry's new text from the last import, the file as it is and the new import.</summary>
    void Join(string path, bool again, List<ImportChange> changes, HashSet<string> kept)
    {
        var now = File.ReadAllText(Path.Combine(work, path));
        Keep(path, now);
        var last = Text(Last, path);
        var here = Text("", path);
        if (last is null && here is null || here == now)
        {
            if (last is null && again) changes.Add(new ImportChange(ChangeKind.Added, path, "", []));
            else if (last is not null && last != now) DraftMerge.Merge(path, last, last, now, changes);
        }
        else if (last is null)
        {
            // Once an import's, kept since because somebody has worked on it, and upstream has it again.
            kept.Add(path);
            changes.Add(ImportChange.Conflicting(path, "", "", now, here!));
        }
        else if (here is null)
        {
            // Somebody moved or deleted it: it does not come back by itself.
            kept.Add(path);
            if (now != last) changes.Add(ImportChange.Conflicting(path, "", last, now, null));
        }
        else
        {
            var joined = here == last ? Whole(path, last, now, changes) : DraftMerge.Merge(path, last, here, now, changes);
            if (joined == here) kept.Add(path);
            else File.WriteAllText(Path.Combine(work, path), joined);
        }
    }

    static string Whole(string path, string last, string now, List<ImportChange> changes)
    {
        DraftMerge.Merge(path, last, last, now, changes);
        return now;
    }

    /// <summary>What the next import compares with.</summary>
    void Keep(string path, string text)
    {
        var copy = Path.Combine(work, Last, path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllText(copy, text);
    }

    void JoinComponents(bool keepAll)
    {
        var now = File.ReadAllText(Path.Combine(work, Components));
        Keep(Components, now);
        if (Text("", Components) is { } here && (keepAll || here != Text(Last, Components))) File.WriteAllText(Path.Combine(work, Components), DraftMerge.MergeComponents(Text(Last, Components), here, now));
    }

    /// <summary>An entry that upstream no longer has goes, unless somebody has worked on it.</summary>
    void Retire(string path, List<ImportChange> changes, HashSet<string> kept)
    {
        var here = Text("", path);
        var last = Text(Last, path);
        if (here is null) return;
        if (here == last) changes.Add(new ImportChange(ChangeKind.Removed, path, "", []));
        else
        {
            kept.Add(path);
            // Without a last import it was said then.
            if (last is not null) changes.Add(new ImportChange(ChangeKind.Conflict, path, "", ["upstream removed", "here     edited"]));
        }
    }

    /// <summary>What the last import wrote. A path that leads elsewhere is nobody's: somebody has edited the list.</summary>
    HashSet<string> Before() => before ??= ReadList();

    HashSet<string> ReadList()
    {
        var list = Path.Combine(root, List);
        if (!File.Exists(list)) return [];
        return [.. File.ReadLines(list).Where(p => p.Length > 0 && !Path.IsPathRooted(p) && !p.Split('/', '\\').Any(s => s is ".." or "" or "."))];
    }

    public void Dispose()
    {
        if (committed) return;
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        if (made && Directory.Exists(root) && !Directory.EnumerateFileSystemEntries(root).Any()) Directory.Delete(root);
    }
}
