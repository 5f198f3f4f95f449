using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>What <c>kb:</c> links can lead to.</summary>
sealed class LinkTargets
{
    readonly Dictionary<string, Target> targets;
    readonly HashSet<string> drafts;
    readonly Dictionary<string, string> aliases;
    readonly Action<FollowedLink, int>? followed;

    public LinkTargets()
    {
        targets = new(StringComparer.OrdinalIgnoreCase);
        drafts = new(StringComparer.OrdinalIgnoreCase);
        aliases = new(StringComparer.OrdinalIgnoreCase);
    }

    LinkTargets(LinkTargets same, Action<FollowedLink, int> followed)
    {
        (targets, drafts, aliases) = (same.targets, same.drafts, same.aliases);
        this.followed = followed;
    }

    public IReadOnlyCollection<string> Keys => targets.Keys;

    /// <param name="path">Path of the page.</param>
    /// <param name="anchors">Ids of causes or rows.</param>
    public bool Add(string key, string path, IReadOnlyCollection<string> anchors) => targets.TryAdd(key, new Target(key, path, anchors));

    public void AddAlias(string alias, string key) => aliases.TryAdd(alias, key);

    public void AddDraft(string key) => drafts.Add(key);

    public bool IsDraft(string key) => drafts.Contains(key);

    public bool Has(string key) => targets.ContainsKey(key);

    /// <summary>The key as its owner writes it; for an alias, the key that it leads to; else null.</summary>
    public string? Canonical(string name) =>
        targets.TryGetValue(name, out var target) || (aliases.TryGetValue(name, out var key) && targets.TryGetValue(key, out target)) ? target.Key : null;

    /// <summary>The same targets, for one file: tells of each link that is followed, and how much its bag held before.</summary>
    public LinkTargets Telling(Action<FollowedLink, int> tell) => new(this, tell);

    /// <summary>The site path for what follows <c>kb:</c>, or null with the reason in the bag.</summary>
    public string? Resolve(string reference, SourceLocation at, DiagnosticBag bag)
    {
        var before = bag.Length;
        var path = Path(reference, at, bag);
        followed?.Invoke(new FollowedLink(reference, at, path), before);
        return path;
    }

    string? Path(string reference, SourceLocation at, DiagnosticBag bag)
    {
        var hash = reference.IndexOf('#');
        var name = hash < 0 ? reference : reference[..hash];
        var anchor = hash < 0 ? null : reference[(hash + 1)..];
        if (Canonical(name) is not { } key)
        {
            bag.BrokenLink(at, name, Nearest.To(name, targets.Keys));
            return null;
        }
        var target = targets[key];
        if (!string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) bag.LinkByAlias(at, name, key);
        if (IsDraft(key) && !bag.IsDraft) bag.LinkToDraft(at, key);
        if (anchor is null) return target.Path;
        if (!target.Anchors.Contains(anchor))
        {
            bag.BrokenAnchor(at, key, anchor, Nearest.To(anchor, target.Anchors));
            return null;
        }
        return target.Path + "#" + anchor;
    }

    sealed record Target(string Key, string Path, IReadOnlyCollection<string> Anchors);
}

/// <summary>A <c>kb:</c> link that stands in a file.</summary>
/// <param name="Reference">What follows <c>kb:</c>.</param>
/// <param name="Path">The site path that it leads to; null when it leads nowhere.</param>
sealed record FollowedLink(string Reference, SourceLocation At, string? Path);
