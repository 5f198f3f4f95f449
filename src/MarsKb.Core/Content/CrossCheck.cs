using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Flows.Reading;
using MarsKb.Matrix;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Content;

/// <summary>Checks what no file can know by itself: names that files use of each other. Files come in the order of their paths; of two that claim one name the later loses.</summary>
sealed class CrossCheck(ImmutableArray<Component> components, IReadOnlyList<EntryFile> entries, IReadOnlyList<MatrixFile> tables, IReadOnlyList<FlowFile> flows, IReadOnlyList<SharedActionFile> actions, DateOnly today)
{
    // Paths of the files that own a key or an alias.
    readonly Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, SharedActionFile> actionsById = new(StringComparer.Ordinal);

    /// <summary>What links can lead to. Files with faults are in it too: a link to one is not broken.</summary>
    public LinkTargets Links { get; } = new();

    public IReadOnlyDictionary<string, SharedActionFile> ActionsById => actionsById;

    /// <param name="haveComponents">False when <c>components.yaml</c> is missing or at fault: then nothing is said about components.</param>
    public void Run(bool haveComponents)
    {
        var items = Items().ToList();
        foreach (var item in items) TakeKey(item);
        foreach (var item in items) TakeAliases(item);
        foreach (var item in items)
        {
            if (haveComponents) CheckComponent(item);
            CheckRelated(item);
            CheckReview(item);
        }
        CheckSharedCodes();
        TakeActions();
        CheckIncludes();
        CheckConfirmedCauses();
    }

    /// <summary>Says at each include of a shared action that it cannot be had; called when the actions are rendered.</summary>
    public void ReportFaultyActions(IReadOnlyDictionary<string, SharedAction?> built)
    {
        foreach (var (id, at, bag) in Includes())
            if (built.TryGetValue(id, out var action) && action is null) bag.FaultyAction(at, id, actionsById[id].Path);
    }

    IEnumerable<Named> Items() =>
        entries.Where(e => e.Fields is not null).Select(e => new Named(e.Fields!.Item, e.Path, e.Bag, "/entries/", e.Causes))
            .Concat(tables.Where(t => t.Item is not null).Select(t => new Named(t.Item!, t.Path, t.Bag, "/matrix/", [.. t.RowIds])))
            .Concat(flows.Where(f => f.Item is not null).Select(f => new Named(f.Item!, f.Source.Path, f.Bag, "/flows/", [])))
            .OrderBy(n => n.Path, StringComparer.Ordinal);

    void TakeKey(Named item)
    {
        var key = item.Fields.Key.Value;
        if (!owners.TryAdd(key, item.Path)) item.Bag.DuplicateKey(item.Fields.Key.At, key, owners[key]);
        else
        {
            Links.Add(key, item.Prefix + Uri.EscapeDataString(key), item.Anchors);
            if (item.Bag.IsDraft) Links.AddDraft(key);
        }
        var name = Path.GetFileName(item.Path);
        var wanted = key + Path.GetExtension(name);
        if (name != wanted) item.Bag.FileNameNotKey(item.Fields.Key.At, name, wanted);
    }

    void TakeAliases(Named item)
    {
        foreach (var alias in item.Fields.Aliases)
            if (Links.Has(alias.Value)) item.Bag.AliasIsKey(alias.At, alias.Value, owners[alias.Value]);
            else if (!owners.TryAdd(alias.Value, item.Path)) item.Bag.DuplicateAlias(alias.At, alias.Value, owners[alias.Value]);
            else Links.AddAlias(alias.Value, item.Fields.Key.Value);
    }

    void CheckComponent(Named item)
    {
        var id = item.Fields.Component;
        if (!components.Any(c => c.Id == id.Value)) item.Bag.UnknownComponent(id.At, id.Value, Nearest.To(id.Value, components.Select(c => c.Id)));
    }

    void CheckRelated(Named item)
    {
        foreach (var related in item.Fields.Related)
            if (string.Equals(related.Value, item.Fields.Key.Value, StringComparison.OrdinalIgnoreCase)) item.Bag.RelatedToItself(related.At);
            else if (Links.Canonical(related.Value) is not { } key) item.Bag.UnknownRelated(related.At, related.Value, Nearest.To(related.Value, Links.Keys));
            else
            {
                if (!string.Equals(key, related.Value, StringComparison.OrdinalIgnoreCase)) item.Bag.LinkByAlias(related.At, related.Value, key);
                if (Links.IsDraft(key) && !item.Bag.IsDraft) item.Bag.LinkToDraft(related.At, key);
            }
    }

    void CheckReview(Named item)
    {
        // A draft has not been reviewed at all.
        if (item.Fields.ReviewBy < today && !item.Bag.IsDraft) item.Bag.ReviewPassed(item.Fields.ReviewByAt, item.Fields.ReviewBy);
    }

    void CheckSharedCodes()
    {
        var users = new Dictionary<string, List<(EntryFile File, YamlText Code)>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Fields is null) continue;
            foreach (var code in entry.Fields.Codes)
                foreach (var key in ErrorCode.LookupKeys(code.Value, printed: true))
                {
                    if (!users.TryGetValue(key, out var same)) users[key] = same = [];
                    if (same.Find(u => !Names(u.File, entry) || !Names(entry, u.File)) is { File: not null } other)
                        entry.Bag.SharedCode(code.At, code.Value, other.File.Fields!.Item.Key.Value, other.File.Bag.IsDraft);
                    same.Add((entry, code));
                }
        }
    }

    /// <summary>Two files with one key are reported for that, not for their codes.</summary>
    static bool Names(EntryFile file, EntryFile other) =>
        SameKey(file.Fields!.Item.Key, other.Fields!.Item.Key) || file.Fields!.Item.Related.Any(r => SameKey(r, other.Fields!.Item.Key));

    static bool SameKey(YamlText a, YamlText b) => string.Equals(a.Value, b.Value, StringComparison.OrdinalIgnoreCase);

    void TakeActions()
    {
        foreach (var action in actions)
        {
            if (action.Id is not { } id) continue;
            if (!actionsById.TryAdd(id.Value, action)) action.Bag.DuplicateKey(id.At, id.Value, actionsById[id.Value].Path);
            var name = Path.GetFileName(action.Path);
            if (name != id.Value + ".md") action.Bag.FileNameNotKey(id.At, name, id.Value + ".md");
        }
    }

    void CheckIncludes()
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, at, bag) in Includes())
            if (actionsById.ContainsKey(id)) used.Add(id);
            else bag.UnknownAction(at, id, Nearest.To(id, actionsById.Keys));
        foreach (var (id, action) in actionsById)
            if (!used.Contains(id)) action.Bag.UnusedAction(action.Id!.At, id);
    }

    IEnumerable<(string Id, SourceLocation At, DiagnosticBag Bag)> Includes() =>
        entries.SelectMany(e => e.Includes.Select(i => (i.Id, i.At, e.Bag)))
            .Concat(flows.SelectMany(f => f.Includes.Select(i => (i.Include!, i.Text.At, f.Bag))));

    /// <summary>What flows cover and confirm exists. A flow knows entries by their keys alone.</summary>
    void CheckConfirmedCauses()
    {
        var byKey = new Dictionary<string, EntryFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
            if (entry.Fields is { } fields) byKey.TryAdd(fields.Item.Key.Value, entry);
        foreach (var flow in flows)
        {
            foreach (var cover in flow.Covers) Entry(cover.Entry, flow.Bag);
            foreach (var step in flow.Steps)
            {
                if (step.CauseEntry is null || Entry(step.CauseEntry, flow.Bag) is not { } entry || step.Cause is not { } cause) continue;
                if (!entry.Causes.Contains(cause.Value)) flow.Bag.UnknownCause(cause.At, entry.Fields!.Item.Key.Value, cause.Value, Nearest.To(cause.Value, entry.Causes));
            }
        }

        EntryFile? Entry(YamlText name, DiagnosticBag bag)
        {
            var key = Links.Canonical(name.Value);
            if (key is null || !byKey.TryGetValue(key, out var entry))
            {
                bag.UnknownEntry(name.At, name.Value, Nearest.To(name.Value, byKey.Keys));
                return null;
            }
            if (!string.Equals(key, name.Value, StringComparison.OrdinalIgnoreCase)) bag.LinkByAlias(name.At, name.Value, key);
            if (Links.IsDraft(key)) bag.LinkToDraft(name.At, key);
            return entry;
        }
    }

    sealed record Named(ItemFields Fields, string Path, DiagnosticBag Bag, string Prefix, IReadOnlyCollection<string> Anchors);
}
