using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>A file of <c>entries/</c>, parsed but not yet rendered: links and shared actions need all files to be parsed first.</summary>
sealed class EntryFile
{
    EntryFile(string path, DiagnosticBag bag, EntryFields? fields, ImmutableArray<string> causes, ImmutableArray<IncludedAction> includes, FileRendering<EntryText> rendering)
    {
        Path = path;
        Bag = bag;
        Fields = fields;
        Causes = causes;
        Includes = includes;
        Rendering = rendering;
    }

    public string Path { get; }

    public DiagnosticBag Bag { get; }

    /// <summary>Null when a needed key is absent or wrong.</summary>
    public EntryFields? Fields { get; }

    /// <summary>Ids of causes and procedures, in the order of the file.</summary>
    public ImmutableArray<string> Causes { get; }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<IncludedAction> Includes { get; }

    public FileRendering<EntryText> Rendering { get; }

    public static EntryFile Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        var (mapping, start) = FrontMatter.Read(source, EntryFields.Fields.What, bag);
        var fields = mapping is null ? null : EntryFields.Read(mapping, bag);
        var body = start is null ? EntryBody.None : EntryBody.Parse(source, start.Value, bag);
        var includes = body.Causes.SelectMany(c => c.Actions).Where(a => a.Include is not null).Select(a => new IncludedAction(a.Include!, a.At));
        return new EntryFile(source.Path, bag, fields, [.. body.Causes.Select(c => c.Id)], [.. includes], new(bag, body.Render));
    }

    /// <summary>A file that was parsed before and has not changed since.</summary>
    /// <param name="source">Its text, for links that lead elsewhere now.</param>
    public static EntryFile Kept(
        string path, DiagnosticBag bag, EntryFields fields, ImmutableArray<IncludedAction> includes, Rendered<EntryText> text, Func<SourceText> source)
    {
        bag.IsDraft = fields.IsDraft;
        return new EntryFile(path, bag, fields, [.. text.Content.Causes.Select(c => c.Id)], includes,
            new(bag, (links, into) => Parse(source(), new DiagnosticBag()).Rendering.Make(links, into), text));
    }

    /// <param name="shared">By id; an id that is absent or null was reported.</param>
    /// <returns>Null when anything in the file is at fault.</returns>
    public Entry? Build(LinkTargets links, IReadOnlyDictionary<string, SharedAction?> shared)
    {
        var text = Rendering.Render(links);
        if (Fields is not { } fields || Bag.HasErrors) return null;
        return new Entry
        {
            Key = fields.Item.Key.Value,
            Kind = fields.Kind,
            Title = fields.Item.Title,
            Codes = [.. fields.Codes.Select(c => c.Value)],
            Aliases = [.. fields.Item.Aliases.Select(a => a.Value)],
            Asked = [.. fields.Item.Asked.Select(a => a.Value)],
            Component = fields.Item.Component.Value,
            Summary = text.Summary,
            EditorsNotes = text.EditorsNotes,
            Related = [.. fields.Item.Related.Select(r => links.Canonical(r.Value) ?? r.Value)],
            Sources = fields.Item.Sources,
            Owner = fields.Item.Owner,
            Reviewed = fields.Item.Reviewed,
            ReviewBy = fields.Item.ReviewBy,
            Location = new SourceLocation(Path, 1, 1),
            Messages = fields.Messages,
            AppliesTo = fields.AppliesTo,
            Causes = [.. text.Causes.Select(c => new Cause(c.Id, c.Title, c.IsProcedure, c.Text, c.HowToTell, Actions(c, shared)))],
            Notes = text.Notes,
            IsDraft = fields.IsDraft,
        };
    }

    static ImmutableArray<EntryAction> Actions(CauseText cause, IReadOnlyDictionary<string, SharedAction?> shared)
    {
        var actions = ImmutableArray.CreateBuilder<EntryAction>(cause.Actions.Length);
        foreach (var (content, include) in cause.Actions)
            if (include is null) actions.Add(new EntryAction(content));
            else if (shared.GetValueOrDefault(include) is { } found) actions.AddRange(found.Actions);
        return actions.ToImmutable();
    }
}
