using System.Globalization;
using System.IO.Hashing;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace MarsKb.Search;

/// <summary>The folder of an index: its lock, and what tells whether its files are those that were written.</summary>
/// <remarks>
/// The library's own lock does not lock on Linux, or outlives a killed process; so the folder is held by an open file that nobody else may open.
/// The library does not notice a changed byte in its lists when it opens them either; a list of the files' hashes is written with each commit.
/// </remarks>
sealed class IndexFolder : IDisposable
{
    const string LockFile = "lock";
    const string SealFile = "seal";

    readonly string path;
    readonly FileStream held;

    IndexFolder(string path, FileStream held) => (this.path, this.held) = (path, held);

    /// <exception cref="IOException">Another process has the folder, or it cannot be written.</exception>
    public static IndexFolder Open(string path)
    {
        try
        {
            System.IO.Directory.CreateDirectory(path);
            return new IndexFolder(path, new FileStream(Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    /// <summary>Whether a fault comes from the files and not from us: reading damaged ones fails in many ways.</summary>
    public static bool IsTrouble(Exception fault) => fault is not OutOfMemoryException and not OperationCanceledException;

    public Directory Directory() => new MMapDirectory(path, NoLockFactory.GetNoLockFactory());

    /// <summary>Deletes all but the lock.</summary>
    public void Clear()
    {
        foreach (var file in System.IO.Directory.GetFiles(path))
            if (Path.GetFileName(file) != LockFile) File.Delete(file);
    }

    /// <summary>Writes down what the files of the last commit are.</summary>
    public void Seal(Directory directory)
    {
        var sealing = Path.Combine(path, SealFile + ".new");
        var known = Seals().ToDictionary(s => s.File, s => s, StringComparer.Ordinal);
        // Files never change once they are written, so only new ones are read.
        File.WriteAllLines(sealing, Files(directory).Select(f => known.TryGetValue(f, out var seal) ? Line(f, seal.Hash) : Line(f, Hash(f))));
        File.Move(sealing, Path.Combine(path, SealFile), overwrite: true);
    }

    /// <summary>Makes sure that the files of the last commit are those that were written.</summary>
    /// <exception cref="InvalidDataException">One is not.</exception>
    public void Check(Directory directory)
    {
        var known = Seals().ToDictionary(s => s.File, s => s.Hash, StringComparer.Ordinal);
        var files = Files(directory);
        foreach (var file in files)
            if (known.TryGetValue(file, out var hash) && hash != Hash(file)) throw new InvalidDataException($"'{file}' is not as it was written.");
        // A process that was killed after its commit left files without a seal: the library's own check is slower.
        if (files.All(known.ContainsKey)) return;
        using var reader = DirectoryReader.Open(directory);
        foreach (var leaf in reader.Leaves) ((AtomicReader)leaf.Reader).CheckIntegrity();
    }

    public void Dispose() => held.Dispose();

    static List<string> Files(Directory directory)
    {
        var commit = DirectoryReader.ListCommits(directory)[^1];
        return [.. commit.FileNames.Order(StringComparer.Ordinal)];
    }

    IEnumerable<(string File, string Hash)> Seals()
    {
        var file = Path.Combine(path, SealFile);
        if (!File.Exists(file)) return [];
        return File.ReadLines(file).Select(l => l.Split(' ')).Where(p => p.Length == 2).Select(p => (p[1], p[0])).DistinctBy(p => p.Item1);
    }

    static string Line(string file, string hash) => $"{hash} {file}";

    string Hash(string file)
    {
        var hash = new XxHash128();
        using (var stream = File.OpenRead(Path.Combine(path, file))) hash.Append(stream);
        return hash.GetCurrentHashAsUInt128().ToString("x32", CultureInfo.InvariantCulture);
    }
}
