using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MarsKb.Checks;
using MarsKb.Content.Parsed;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Flows.Reading;
using MarsKb.Matrix;
using MarsKb.Rendering;
using MarsKb.Search;

namespace MarsKb.Content;

/// <summary>Reads a content folder into a <see cref="KnowledgeBase"/>.</summary>
public static class ContentLoader
{
    const long MostBytes = 256L << 20;

    /// <summary>Reads everything, reports every fault, leaves faulty files out. Never throws for bad content.</summary>
    /// <param name="folder">The content folder.</param>
    /// <param name="today">For passed review dates.</param>
    /// <param name="kept">Parses of earlier loads, or null: then everything is parsed. What this load has parsed is kept by <see cref="ParsedContent.Save"/>.</param>
    /// <inheritdoc cref="KnowledgeBase(ImmutableArray{Component}, ImmutableArray{Entry}, ImmutableArray{MatrixTable}, ImmutableArray{Flow}, ImmutableArray{SharedAction}, ImmutableArray{SynonymGroup}, string, DateTime, IndexStore?, KnowledgeBase?, bool)"/>
    public static ContentLoad Load(
        string folder, DateOnly today, IndexStore? store = null, bool early = false, ParsedContent? kept = null, CancellationToken cancel = default)
    {
        var bag = new DiagnosticBag();
        var found = ContentFolder.Find(folder, bag);
        if (found.Count == 0)
        {
            if (!bag.HasErrors) bag.FolderUnusable(folder, "it holds no content");
            return new ContentLoad(KnowledgeBase.Empty, KnowledgeBase.Empty, Sorted([bag]));
        }
        found = WithinLimit(found, bag);

        // First each file by itself, side by side; then what they say about each other; then the rendering, which needs both.
        using var before = kept?.Open();
        var files = new ContentFile[found.Count];
        var parsed = new object?[found.Count];
        var said = new ImmutableArray<Diagnostic>[found.Count];
        var parallel = new ParallelOptions { CancellationToken = cancel };
        Parallel.For(0, files.Length, parallel, i =>
        {
            files[i] = ContentFile.Read(found[i]);
            parsed[i] = before?.Find(files[i]) ?? Parse(files[i]);
            said[i] = files[i].Bag.ToImmutable();
        });

        var components = parsed.OfType<ImmutableArray<Component>>().FirstOrDefault([]);
        var componentsRead = files.Any(f => f.File.Kind == FileKind.Components && !f.Bag.HasErrors);
        if (!found.Any(f => f.Kind == FileKind.Components)) bag.ComponentsMissing();
        var entries = parsed.OfType<EntryFile>().ToList();
        var tables = parsed.OfType<MatrixFile>().ToList();
        var flows = parsed.OfType<FlowFile>().ToList();
        var check = new CrossCheck(components, entries, tables, flows, [.. parsed.OfType<SharedActionFile>()], today);
        check.Run(componentsRead);

        var actions = check.ActionsById.ToDictionary(a => a.Key, a => a.Value.Build(check.Links), StringComparer.Ordinal);
        check.ReportFaultyActions(actions);
        var builtEntries = new Entry?[entries.Count];
        var builtTables = new MatrixTable?[tables.Count];
        Parallel.For(0, entries.Count, parallel, i => builtEntries[i] = entries[i].Build(check.Links, actions));
        Parallel.For(0, tables.Count, parallel, i => builtTables[i] = tables[i].Build(check.Links));
        if (before is not null) Parallel.For(0, files.Length, parallel, i => before.Keep(files[i], parsed[i], said[i]));
        var builtFlows = Flows(flows, check.Links, actions, parallel);
        cancel.ThrowIfCancellationRequested();

        var goodEntries = builtEntries.OfType<Entry>().ToImmutableArray();
        var rules = parsed.OfType<CheckFile>().FirstOrDefault()?.Build(tables, builtTables) ?? SupportRules.None;
        var synonyms = parsed.OfType<ImmutableArray<WrittenSynonyms>>().FirstOrDefault([]);
        KnowledgeBase Of(ImmutableArray<Entry> shown, string revision, KnowledgeBase? keep) => new(
            components, shown, [.. builtTables.OfType<MatrixTable>().OrderBy(t => t.Key, StringComparer.OrdinalIgnoreCase)],
            builtFlows,
            Used(actions.Values, shown), [.. synonyms.Select(s => s.Group)], revision, files.Max(f => f.Changed),
            store, keep, early)
        {
            SupportRules = rules,
        };

        var revision = Revision(files);
        var finished = goodEntries.Where(e => !e.IsDraft).ToImmutableArray();
        var hasDrafts = finished.Length < goodEntries.Length;
        if (hasDrafts) store ??= IndexStore.InMemory();
        // Replies made with drafts are told apart from those without. One index holds both; each sees its own documents in it.
        var withDrafts = Of(goodEntries, hasDrafts ? revision + "d" : revision, keep: null);
        var knowledge = hasDrafts ? Of(finished, revision, withDrafts) : withDrafts;
        // A faulty file may be the one that has the phrase.
        if (withDrafts.Search.IsComplete && !files.Any(f => f.Bag.HasErrors)) SynonymsFile.ReportUnmet(synonyms, withDrafts.Search, bag);
        return new ContentLoad(knowledge, withDrafts, Sorted([bag, .. files.Select(f => f.Bag)]));
    }

    static object? Parse(ContentFile file) => file.Text is null ? null : file.File.Kind switch
    {
        FileKind.Components => ComponentsFile.Parse(file.Text, file.Bag),
        FileKind.Synonyms => SynonymsFile.Parse(file.Text, file.Bag),
        FileKind.Check => CheckFile.Parse(file.Text, file.Bag),
        FileKind.Entry => EntryFile.Parse(file.Text, file.Bag),
        FileKind.Action => SharedActionFile.Parse(file.Text, file.Bag),
        FileKind.Flow => FlowFile.Parse(file.Text, file.Bag),
        _ => MatrixFile.Parse(file.Text, file.Bag),
    };

    /// <summary>Renders flows, joins them with their subflows and proves them. Whatever has an error is left out, and so are the flows that call it.</summary>
    static ImmutableArray<Flow> Flows(List<FlowFile> files, LinkTargets links, Dictionary<string, SharedAction?> actions, ParallelOptions parallel)
    {
        var rendered = new Flow?[files.Count];
        Parallel.For(0, files.Count, parallel, i => rendered[i] = files[i].Build(links, actions));
        var compiled = new FlowCompiler([.. files.Zip(rendered)]).Compile();
        return [.. compiled.OfType<Flow>().OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase)];
    }

    static IReadOnlyList<FoundFile> WithinLimit(IReadOnlyList<FoundFile> found, DiagnosticBag bag)
    {
        long bytes = 0;
        for (var i = 0; i < found.Count; i++)
        {
            var file = new FileInfo(found[i].FullPath);
            bytes += file.Exists ? file.Length : 0;
            if (bytes <= MostBytes) continue;
            bag.FolderTooLarge(new SourceLocation(found[i].Path, 0, 0), $"more than {MostBytes >> 20} MiB");
            return [.. found.Take(i)];
        }
        return found;
    }

    static ImmutableArray<SharedAction> Used(IEnumerable<SharedAction?> actions, ImmutableArray<Entry> entries)
    {
        var users = entries
            .SelectMany(e => e.Causes.SelectMany(c => c.Actions).Where(a => a.SharedId is not null).Select(a => (Id: a.SharedId!, e.Key)))
            .Distinct()
            .ToLookup(u => u.Id, u => u.Key, StringComparer.Ordinal);
        return [.. actions.OfType<SharedAction>()
            .Select(a => a with { UsedBy = [.. users[a.Id].Order(StringComparer.OrdinalIgnoreCase)] })
            .OrderBy(a => a.Id, StringComparer.Ordinal)];
    }

    static string Revision(IEnumerable<ContentFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.File.Path + "\0"));
            hash.AppendData(file.Hash);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    static ImmutableArray<Diagnostic> Sorted(IEnumerable<DiagnosticBag> bags) =>
        [.. bags.SelectMany(b => b.ToImmutable())
            .OrderBy(d => d.Location.Path, StringComparer.Ordinal).ThenBy(d => d.Location.Line).ThenBy(d => d.Location.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal)];
}

/// <param name="Knowledge">What readers see.</param>
/// <param name="WithDrafts">What staff see; the same object when there is no draft.</param>
/// <param name="Diagnostics">By path, line and column.</param>
public sealed record ContentLoad(KnowledgeBase Knowledge, KnowledgeBase WithDrafts, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
