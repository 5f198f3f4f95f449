namespace MarsKb.Import;

/// <summary>
/// The folder that an import writes. Files are written to a hidden folder inside it and moved to their places at the end, so that whoever stops the
/// import in between finds the folder as it was. What an earlier import wrote and this one does not is removed; files of others are never touched.
/// Entries that somebody has edited since the last import are joined with it, never overwritten.
/// </summary>
sealed class OutputFolder : IDisposable
{
    const string Work = ".importing";
    const string List = ".imported";

    /// <summary>Entries as the last import wrote them.</summary>
    const string Last = ".imported-entries";

    readonly string root;
    readonly string work;
    readonly bool made;
    readonly HashSet<string> written = new(StringComparer.Ordinal);
    readonly Lock gate = new();
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

    /// <returns>What changed since the last import; nothing for the first.</returns>
    public List<ImportChange> Commit()
    {
        var paths = written.Order(StringComparer.Ordinal).ToList();
        var before = Before();
        var changes = new List<ImportChange>();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths.Where(IsEntry).ToList()) Join(path, before.Count > 0, changes, kept);
        foreach (var path in before.Except(paths).Where(IsEntry)) Retire(path, changes, kept);
        foreach (var path in paths.Except(kept))
        {
            var target = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(work, path), target, overwrite: true);
        }
        foreach (var path in before.Except(paths).Except(kept))
            if (File.Exists(Path.Combine(root, path))) File.Delete(Path.Combine(root, path));
        File.WriteAllLines(Path.Combine(work, List), paths);
        File.Move(Path.Combine(work, List), Path.Combine(root, List), overwrite: true);
        var last = Path.Combine(root, Last);
        if (Directory.Exists(last)) Directory.Delete(last, recursive: true);
        if (Directory.Exists(Path.Combine(work, Last))) Directory.Move(Path.Combine(work, Last), last);
        Directory.Delete(work, recursive: true);
        committed = true;
        return changes;
    }

    static bool IsEntry(string path) => path.StartsWith(DraftFolder.EntriesFolder, StringComparison.Ordinal);

    string? Text(string folder, string path) => Path.Combine(root, folder, path) is var full && File.Exists(full) ? File.ReadAllText(full) : null;

    /// <summary>Prepares one entry's new text from the last import, the file as it is and the new import.</summary>
    void Join(string path, bool again, List<ImportChange> changes, HashSet<string> kept)
    {
        var now = File.ReadAllText(Path.Combine(work, path));
        var copy = Path.Combine(work, Last, path);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.WriteAllText(copy, now);
        var last = Text(Last, path);
        var here = Text("", path);
        if (last is null || here == now)
        {
            if (last is null && again) changes.Add(new ImportChange(ChangeKind.Added, path, "", []));
        }
        else if (here is null)
        {
            // Somebody moved or deleted it: it does not come back by itself.
            kept.Add(path);
            if (now != last) changes.Add(new ImportChange(ChangeKind.Conflict, path, "", [.. DraftMerge.Difference(last, now).Select(l => "upstream " + l), "here     taken out"]));
        }
        else
        {
            var joined = DraftMerge.Merge(path, last, here, now, changes);
            File.WriteAllText(Path.Combine(work, path), here == last ? now : joined);
        }
    }

    /// <summary>An entry that upstream no longer has goes, unless somebody has worked on it.</summary>
    void Retire(string path, List<ImportChange> changes, HashSet<string> kept)
    {
        var here = Text("", path);
        if (here is null) return;
        var edited = here != Text(Last, path);
        if (edited) kept.Add(path);
        changes.Add(edited ? new ImportChange(ChangeKind.Conflict, path, "", ["upstream removed", "here     edited"]) : new ImportChange(ChangeKind.Removed, path, "", []));
    }

    /// <summary>What the last import wrote. A path that leads elsewhere is nobody's: somebody has edited the list.</summary>
    HashSet<string> Before()
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
