using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;
using Lock = System.Threading.Lock;

namespace MarsKb.Search;

/// <summary>
/// The index where it is kept: in memory, or in a folder from one start to the next. The only owner of the library's directory and writer.
/// The content is the truth: the folder may be deleted at any time, and whatever cannot be read is made again.
/// </summary>
/// <remarks>Safe for several threads; changes come one after another.</remarks>
public sealed class IndexStore : IDisposable
{
    const LuceneVersion Version = LuceneVersion.LUCENE_48;
    const string FormatKey = "format";

    /// <summary>Changed together with what is filed; a new build of the program counts as a change anyway.</summary>
    const int Format = 1;

    /// <summary>MiB that are collected before a segment is written. Fewer, larger segments are quicker to fill and to ask.</summary>
    const int MostUnwritten = 192;

    /// <summary>Up to so many changed blocks are filed by one thread.</summary>
    const int FewBlocks = 64;

    readonly Lock changing = new();

    /// <summary>
    /// Readers that are open, with the view that asks them. A view may be in use as long as somebody holds its content, so a reader is
    /// closed when its view is gone, and no search ever meets a closed one.
    /// </summary>
    readonly List<(WeakReference<IndexView> View, DirectoryReader Reader)> open = [];
    readonly IndexFolder? folder;
    readonly Action<string> warn;
    Directory directory;
    IndexWriter writer;
    DirectoryReader reader;
    string format = "";

    IndexStore(IndexFolder? folder, Action<string> warn)
    {
        (this.folder, this.warn) = (folder, warn);
        (directory, writer, reader) = folder is null ? Empty(new RAMDirectory()) : OpenOrEmpty(folder);
    }

    /// <summary>Blocks of documents that the last change filed; the others were there already.</summary>
    internal int LastFiled { get; private set; }

    /// <summary>Readers that are not closed.</summary>
    internal int OpenReaders => open.Count;

    /// <summary>An empty index that is gone with the process.</summary>
    public static IndexStore InMemory() => new(null, _ => { });

    /// <summary>
    /// Opens the index of a folder, or makes an empty one there. What is damaged or of another format is thrown away. Where the folder
    /// cannot be written or another process has it, the index is kept in memory.
    /// </summary>
    /// <param name="warn">Told of each trouble, with a sentence for the log. May be called from any thread.</param>
    public static IndexStore Open(string path, Action<string> warn)
    {
        try
        {
            return new IndexStore(IndexFolder.Open(path), warn);
        }
        catch (IOException fault)
        {
            warn($"The search index is kept in memory, as its folder cannot be used: {fault.Message}");
            return new IndexStore(null, warn);
        }
    }

    /// <summary>Brings the index to the state of the documents. Nothing of it is on disk for certain before <see cref="Commit"/>.</summary>
    /// <param name="documents">All that is to be found, by whoever asks. Documents of one key come one after another.</param>
    /// <param name="codesOnly">True to file codes and names alone.</param>
    internal void Apply(SearchDocument[] documents, Block[] blocks, SynonymMap synonyms, bool codesOnly = false)
    {
        lock (changing)
        {
            try { Change(documents, blocks, synonyms, codesOnly); }
            catch (Exception fault) when (folder is not null && IndexFolder.IsTrouble(fault))
            {
                // A full disk must not take the search away.
                warn($"The search index cannot be written to its folder and is kept in memory: {fault.Message}");
                Abandon();
                (directory, writer, reader) = Empty(new RAMDirectory());
                Change(documents, blocks, synonyms, codesOnly);
            }
        }
    }

    /// <summary>How many of the blocks the index lacks.</summary>
    internal int Lacks(Block[] blocks, SynonymMap synonyms)
    {
        lock (changing)
        {
            if (format != FormatOf(synonyms, codesOnly: false)) return blocks.Length;
            var there = reader.Leaves.SelectMany(l => SegmentFacts.Of((AtomicReader)l.Reader).Documents.Select(d => d.Hash)).ToHashSet();
            return blocks.Count(b => !there.Contains(b.Hash));
        }
    }

    /// <summary>What the index has of these documents, which may be some of those that it was brought to.</summary>
    internal IndexView View(SearchDocument[] documents, Block[] blocks)
    {
        lock (changing)
        {
            Sweep();
            var view = new IndexView(reader, documents, blocks);
            reader.IncRef();
            open.Add((new WeakReference<IndexView>(view), reader));
            return view;
        }
    }

    /// <summary>Puts the state on disk, so that the next start finds it.</summary>
    public void Commit()
    {
        lock (changing)
        {
            if (folder is null || directory is RAMDirectory) return;
            try
            {
                writer.SetCommitData(new Dictionary<string, string> { [FormatKey] = format });
                writer.Commit();
                folder.Seal(directory);
            }
            catch (Exception fault) when (IndexFolder.IsTrouble(fault))
            {
                warn($"The search index could not be written to its folder: {fault.Message}");
            }
        }
    }

    public void Dispose()
    {
        lock (changing)
        {
            foreach (var (_, opened) in open) opened.DecRef();
            open.Clear();
            Abandon();
            directory.Dispose();
            folder?.Dispose();
        }
    }

    void Change(SearchDocument[] documents, Block[] blocks, SynonymMap synonyms, bool codesOnly)
    {
        var wanted = FormatOf(synonyms, codesOnly);
        if (wanted != format) writer.DeleteAll();
        var missing = wanted != format ? blocks : Missing(blocks);
        File(documents, missing, synonyms, codesOnly);
        format = wanted;
        LastFiled = missing.Length;
        if (DirectoryReader.OpenIfChanged(reader, writer, applyAllDeletes: true) is not { } newer) return;
        reader.DecRef();
        reader = newer;
        Sweep();
    }

    /// <summary>Deletes the blocks that are not wanted any more.</summary>
    /// <returns>The blocks that are not there.</returns>
    Block[] Missing(Block[] blocks)
    {
        var missing = blocks.ToDictionary(b => b.Hash);
        var kept = new HashSet<UInt128>(blocks.Length);
        foreach (var leaf in reader.Leaves)
        {
            var segment = (AtomicReader)leaf.Reader;
            var (facts, live) = (SegmentFacts.Of(segment), segment.LiveDocs);
            for (var d = 0; d < segment.MaxDoc; d++)
            {
                if (facts.Documents[d].Place != 0 || live?.Get(d) == false) continue;
                var hash = facts.Documents[d].Hash;
                if (missing.Remove(hash)) kept.Add(hash);
                else if (!kept.Contains(hash)) writer.DeleteDocuments(DocumentFields.KeyOf(hash));
            }
        }
        return [.. missing.Values.OrderBy(b => b.First)];
    }

    void File(SearchDocument[] documents, Block[] missing, SynonymMap synonyms, bool codesOnly)
    {
        if (missing.Length <= FewBlocks)
        {
            var fields = new DocumentFields(synonyms, codesOnly);
            foreach (var block in missing) writer.AddDocuments(fields.Of(documents, block));
            return;
        }
        Parallel.ForEach(
            Partitioner.Create(0, missing.Length), () => new DocumentFields(synonyms, codesOnly),
            (range, _, fields) =>
            {
                for (var b = range.Item1; b < range.Item2; b++) writer.AddDocuments(fields.Of(documents, missing[b]));
                return fields;
            },
            _ => { });
    }

    /// <summary>Whatever decides on what is filed: this program, the library, the synonyms.</summary>
    static string FormatOf(SynonymMap synonyms, bool codesOnly)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes(string.Join('\0', synonyms.Phrases)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Format} {typeof(IndexStore).Module.ModuleVersionId:n} {typeof(IndexWriter).Module.ModuleVersionId:n} {hash.GetCurrentHashAsUInt128():x32}{(codesOnly ? " codes" : "")}");
    }

    static (Directory, IndexWriter, DirectoryReader) Empty(Directory directory) => Opened(directory, OpenMode.CREATE);

    (Directory, IndexWriter, DirectoryReader) OpenOrEmpty(IndexFolder folder)
    {
        var files = folder.Directory();
        try
        {
            if (!DirectoryReader.IndexExists(files)) return Empty(files);
            folder.Check(files);
            var opened = Opened(files, OpenMode.APPEND);
            format = opened.Reader.IndexCommit.UserData.TryGetValue(FormatKey, out var found) ? found : "";
            return opened;
        }
        catch (Exception fault) when (IndexFolder.IsTrouble(fault))
        {
            warn($"The search index in its folder could not be read and is made again: {fault.Message}");
            files.Dispose();
            folder.Clear();
            return Empty(folder.Directory());
        }
    }

    static (Directory Directory, IndexWriter Writer, DirectoryReader Reader) Opened(Directory directory, OpenMode mode)
    {
        // Documents bring their own token streams; the analyzer is never asked.
        var writer = new IndexWriter(directory, new IndexWriterConfig(Version, new KeywordAnalyzer()) { OpenMode = mode, RAMBufferSizeMB = MostUnwritten });
        return (directory, writer, DirectoryReader.Open(writer, applyAllDeletes: true));
    }

    /// <summary>Closes the readers whose views nobody has any more.</summary>
    void Sweep() => open.RemoveAll(o =>
    {
        if (o.View.TryGetTarget(out _)) return false;
        o.Reader.DecRef();
        return true;
    });

    /// <summary>Leaves the directory as its last commit has it. Views that are in use go on reading.</summary>
    void Abandon()
    {
        try
        {
            reader.DecRef();
            writer.Rollback();
        }
        catch (Exception fault) when (IndexFolder.IsTrouble(fault))
        {
            // It is given up because it is in trouble.
        }
    }
}
