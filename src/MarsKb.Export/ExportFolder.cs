namespace MarsKb.Export;

/// <summary>
/// The folder that an export writes. It is made beside its place and put there when it is whole, so that whoever stops the export in between finds the
/// folder as it was. An earlier export is replaced; a folder with anything else in it is not touched.
/// </summary>
sealed class ExportFolder : IDisposable
{
    /// <summary>Names all files of the export, so that a later one knows what is its own.</summary>
    const string List = "files.txt";

    const string FirstLine = "Files of an exported MarsKb knowledge base";

    readonly string place;
    readonly string work;
    readonly string replaced;
    readonly FileStream gate;
    readonly Lock listed = new();
    readonly SortedSet<string> written = new(StringComparer.Ordinal);
    long bytes;

    ExportFolder(string place, string work, string replaced, FileStream gate) => (this.place, this.work, this.replaced, this.gate) = (place, work, replaced, gate);

    public long Bytes => bytes;

    public int Files => written.Count;

    /// <exception cref="ExportRefusedException">The folder cannot be written, or is somebody's.</exception>
    public static ExportFolder Open(string path)
    {
        try
        {
            var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Path.GetDirectoryName(place) is not { } parent) throw new ExportRefusedException($"'{path}' is the top of a disk. Name a folder on it.");
            if (File.Exists(place)) throw new ExportRefusedException($"'{path}' is a file. Name a folder for the export.");
            if (Directory.Exists(place)) RequireOwn(path, place);
            Directory.CreateDirectory(parent);
            var name = Path.GetFileName(place);
            var gate = Lock(path, Path.Combine(parent, $".{name}.lock"));
            var folder = new ExportFolder(place, Path.Combine(parent, $".{name}.exporting"), Path.Combine(parent, $".{name}.replaced"), gate);
            // A run that was killed in the middle of the exchange leaves the export that was there.
            if (Directory.Exists(folder.replaced) && !Directory.Exists(place)) Directory.Move(folder.replaced, place);
            Remove(folder.replaced);
            Remove(folder.work);
            Directory.CreateDirectory(folder.work);
            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ExportRefusedException($"'{path}' cannot be written: {fault.Message.TrimEnd('.')}.", fault);
        }
    }

    /// <param name="file">Relative, with forward slashes.</param>
    public void Write(string file, ReadOnlySpan<byte> content)
    {
        var full = Path.Combine(work, file);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        lock (listed)
        {
            written.Add(file);
            bytes += content.Length;
        }
    }

    /// <summary>Puts the whole export into its place.</summary>
    public void Commit()
    {
        File.WriteAllText(Path.Combine(work, List), string.Concat(written.Prepend(FirstLine).Select(l => l + "\n")));
        var exists = Directory.Exists(place);
        if (exists) Directory.Move(place, replaced);
        try
        {
            Directory.Move(work, place);
        }
        catch when (exists)
        {
            Directory.Move(replaced, place);
            throw;
        }
        Remove(replaced);
    }

    public void Dispose()
    {
        Remove(work);
        gate.Dispose();
    }

    static FileStream Lock(string path, string file)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
        }
        catch (IOException fault) when (File.Exists(file))
        {
            throw new ExportRefusedException($"Another export is writing '{path}'.", fault);
        }
    }

    /// <summary>Goes on only where the folder is empty or nothing but an earlier export.</summary>
    static void RequireOwn(string path, string place)
    {
        if (!Directory.EnumerateFileSystemEntries(place).Any()) return;
        var list = Path.Combine(place, List);
        var own = File.Exists(list) ? File.ReadAllLines(list) : [];
        if (own is not [FirstLine, ..]) throw new ExportRefusedException($"'{path}' is not empty and no earlier export. Name a new folder.");
        var known = own.Skip(1).Append(List).ToHashSet(StringComparer.Ordinal);
        var foreign = Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(place, f).Replace(Path.DirectorySeparatorChar, '/')).FirstOrDefault(f => !known.Contains(f));
        if (foreign is not null) throw new ExportRefusedException($"'{path}' holds '{foreign}', which no export wrote. Move it elsewhere, or name a new folder.");
    }

    static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
