namespace MarsKb.Import;

/// <summary>
/// The folder that an import writes. Files are written to a hidden folder inside it and moved to their places at the end, so that whoever stops the
/// import in between finds the folder as it was. What an earlier import wrote and this one does not is removed; files of others are never touched.
/// </summary>
sealed class OutputFolder : IDisposable
{
    const string Work = ".importing";
    const string List = ".imported";

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

    public void Commit()
    {
        var paths = written.Order(StringComparer.Ordinal).ToList();
        var before = Before();
        foreach (var path in paths)
        {
            var target = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(work, path), target, overwrite: true);
        }
        foreach (var path in before.Except(paths))
            if (File.Exists(Path.Combine(root, path))) File.Delete(Path.Combine(root, path));
        File.WriteAllLines(Path.Combine(work, List), paths);
        File.Move(Path.Combine(work, List), Path.Combine(root, List), overwrite: true);
        Directory.Delete(work, recursive: true);
        committed = true;
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
