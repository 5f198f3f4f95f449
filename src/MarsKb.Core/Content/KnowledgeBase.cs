using System.Collections.Frozen;
using System.Collections.Immutable;
using MarsKb.Checks;
using MarsKb.Codes;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Matrix;
using MarsKb.Search;
using MarsKb.Triage;

namespace MarsKb.Content;

/// <summary>All the knowledge of one content folder at one moment. Immutable: a reload makes a new one.</summary>
public sealed class KnowledgeBase
{
    readonly FrozenDictionary<string, KnowledgeItem> byKey;
    readonly FrozenDictionary<string, KnowledgeItem> byAlias;
    readonly FrozenDictionary<string, ImmutableArray<KnowledgeItem>> byCode;
    readonly FrozenDictionary<string, ImmutableArray<FlowLink>> flowsByEntry;
    readonly Lazy<TriagePatterns> triage;

    static long loads;

    /// <summary>Up to so many documents the search index is ready sooner than anybody could ask.</summary>
    const int SmallContent = 5_000;

    /// <param name="store">Where the search index is kept, or null for memory: what it has already is not filed again.</param>
    /// <param name="keep">Content whose documents stay in the store besides, such as the same with drafts; null for none.</param>
    /// <param name="early">True to have codes and names found at once while a large index is still being filed; see <see cref="SearchIndex.Completion"/>.</param>
    public KnowledgeBase(
        ImmutableArray<Component> components, ImmutableArray<Entry> entries, ImmutableArray<MatrixTable> tables, ImmutableArray<Flow> flows,
        ImmutableArray<SharedAction> sharedActions, ImmutableArray<SynonymGroup> synonyms, string revision, DateTime lastChanged,
        IndexStore? store = null, KnowledgeBase? keep = null, bool early = false)
    {
        Components = components;
        Entries = [.. entries.OrderBy(e => e.Key, StringComparer.OrdinalIgnoreCase)];
        Tables = tables;
        Flows = flows;
        SharedActions = sharedActions;
        Synonyms = synonyms;
        Revision = revision;
        LastChanged = lastChanged;
        Items = [.. Entries, .. tables, .. flows];
        byKey = Items.ToFrozenDictionary(i => i.Key, StringComparer.OrdinalIgnoreCase);
        byAlias = Items.SelectMany(i => i.Aliases.Select(a => (Alias: a, Item: i)))
            .DistinctBy(x => x.Alias, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(x => x.Alias, x => x.Item, StringComparer.OrdinalIgnoreCase);
        byCode = Items
            .SelectMany(i => i.Codes.Concat(i.Aliases).SelectMany(c => ErrorCode.LookupKeys(c, printed: true)).Distinct().Select(k => (Key: k, Item: i)))
            .GroupBy(x => x.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(x => x.Item).ToImmutableArray(), StringComparer.Ordinal);
        flowsByEntry = FlowLink.ByEntry(flows);
        SearchDocument[] documents = [.. SearchDocuments.Of(this)];
        Search = early && documents.Length > SmallContent ? SearchIndex.Start(documents, synonyms, store, keep?.Search) : SearchIndex.Build(documents, synonyms, store, keep?.Search);
        triage = new Lazy<TriagePatterns>(() => new TriagePatterns(Entries));
    }

    /// <summary>Differs between any two of one process, also where they hold the same: what was made from one is not given out for another.</summary>
    public long Load { get; } = Interlocked.Increment(ref loads);

    public static KnowledgeBase Empty { get; } = new([], [], [], [], [], [], "empty", DateTime.UnixEpoch);

    /// <summary>In the order of <c>components.yaml</c>.</summary>
    public ImmutableArray<Component> Components { get; }

    /// <summary>Errors and guides by key.</summary>
    public ImmutableArray<Entry> Entries { get; }

    public ImmutableArray<MatrixTable> Tables { get; }

    /// <summary>By key.</summary>
    public ImmutableArray<Flow> Flows { get; }

    public ImmutableArray<SharedAction> SharedActions { get; }

    public ImmutableArray<SynonymGroup> Synonyms { get; }

    /// <summary>What the support check judges by.</summary>
    public SupportRules SupportRules { get; init; } = SupportRules.None;

    /// <summary>Everything that has a page on the site: entries, then tables, then flows.</summary>
    public ImmutableArray<KnowledgeItem> Items { get; }

    /// <summary>Short hash over all content files: changes when any of them does.</summary>
    public string Revision { get; }

    /// <summary>UTC time of the newest change of a content file.</summary>
    public DateTime LastChanged { get; }

    public SearchIndex Search { get; }

    /// <summary>What to look for in logs. Made when the first log comes.</summary>
    public TriagePatterns Triage => triage.Value;

    /// <summary>The item with this key, without regard to case, or null.</summary>
    public KnowledgeItem? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>What a name in a link means: a key first, then an alias, then a code in any spelling.</summary>
    public Resolution Resolve(string name)
    {
        if (byKey.TryGetValue(name, out var item)) return new Resolution(item.Key == name ? ResolutionKind.Key : ResolutionKind.OtherSpelling, [item]);
        if (byAlias.TryGetValue(name, out item)) return new Resolution(ResolutionKind.OtherSpelling, [item]);
        var found = WithCode(name);
        return found.Length switch
        {
            0 => Resolution.None,
            1 => new Resolution(ResolutionKind.OtherSpelling, found),
            _ => new Resolution(ResolutionKind.Several, found),
        };
    }

    /// <summary>Items that carry this code, in any spelling; empty when none does or the text is no code.</summary>
    public ImmutableArray<KnowledgeItem> WithCode(string text)
    {
        foreach (var key in ErrorCode.LookupKeys(text))
            if (byCode.TryGetValue(key, out var items)) return items;
        return [];
    }

    /// <summary>The flows that diagnose an entry, by key; empty when none does.</summary>
    public ImmutableArray<FlowLink> FlowsFor(string entryKey) => flowsByEntry.GetValueOrDefault(entryKey, []);

    public string ComponentTitle(string id) => Components.FirstOrDefault(c => c.Id == id)?.Title ?? id;
}

public enum ResolutionKind { None, Key, OtherSpelling, Several }

/// <param name="Items">One for <see cref="ResolutionKind.Key"/> and <see cref="ResolutionKind.OtherSpelling"/>, more for <see cref="ResolutionKind.Several"/>.</param>
public sealed record Resolution(ResolutionKind Kind, ImmutableArray<KnowledgeItem> Items)
{
    public static Resolution None { get; } = new(ResolutionKind.None, []);
}
