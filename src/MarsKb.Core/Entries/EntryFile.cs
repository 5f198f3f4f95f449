using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>A file of <c>entries/</c>, parsed but not yet rendered: links and shared actions need all files to be parsed first.</summary>
sealed class EntryFile(SourceText source, DiagnosticBag bag, EntryFields? fields, EntryBody body)
{
    public SourceText Source => source;

    public DiagnosticBag Bag => bag;

    /// <summary>Null when a needed key is absent or wrong.</summary>
    public EntryFields? Fields => fields;

    public EntryBody Body => body;

    public static EntryFile Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        var (mapping, start) = FrontMatter.Read(source, EntryFields.Fields.What, bag);
        var fields = mapping is null ? null : EntryFields.Read(mapping, bag);
        var body = start is null ? EntryBody.None : EntryBody.Parse(source, start.Value, bag);
        return new EntryFile(source, bag, fields, body);
    }

    /// <summary>Includes in the order of the file.</summary>
    public IEnumerable<WrittenAction> Includes => body.Causes.SelectMany(c => c.Actions).Where(a => a.Include is not null);

    /// <param name="shared">By id; an id that is absent or null was reported.</param>
    /// <returns>Null when anything in the file is at fault.</returns>
    public Entry? Build(LinkTargets links, IReadOnlyDictionary<string, SharedAction?> shared)
    {
        var summary = Render(body.Summary, links);
        var causes = body.Causes.Select(c => new Cause(
            c.Id, c.Title, c.IsProcedure, Render(c.Text, links), Render(c.HowToTell, links),
            [.. c.Actions.SelectMany(a => Actions(a, links, shared))])).ToImmutableArray();
        var notes = Render(body.Notes, links, headings: true);
        var editorsNotes = body.EditorsNotes.Select(n => Render(n, links)).ToImmutableArray();
        if (fields is null || bag.HasErrors) return null;
        return new Entry
        {
            Key = fields.Item.Key.Value,
            Kind = fields.Kind,
            Title = fields.Item.Title,
            Codes = [.. fields.Codes.Select(c => c.Value)],
            Aliases = [.. fields.Item.Aliases.Select(a => a.Value)],
            Asked = [.. fields.Item.Asked.Select(a => a.Value)],
            Component = fields.Item.Component.Value,
            Summary = summary,
            EditorsNotes = editorsNotes,
            Related = [.. fields.Item.Related.Select(r => links.Canonical(r.Value) ?? r.Value)],
            Sources = fields.Item.Sources,
            Owner = fields.Item.Owner,
            Reviewed = fields.Item.Reviewed,
            ReviewBy = fields.Item.ReviewBy,
            Location = source.Start,
            Messages = fields.Messages,
            AppliesTo = fields.AppliesTo,
            Causes = causes,
            Notes = notes,
            IsDraft = fields.IsDraft,
        };
    }

    ImmutableArray<EntryAction> Actions(WrittenAction action, LinkTargets links, IReadOnlyDictionary<string, SharedAction?> shared) =>
        action.Include is null ? [new EntryAction(Render(action.Blocks, links))]
        : shared.GetValueOrDefault(action.Include) is { } found ? found.Actions
        : [];

    RichText Render(IReadOnlyList<Markdig.Syntax.Block> blocks, LinkTargets links, bool headings = false) =>
        MarkdownRenderer.Render(body.Text, blocks, links, bag, headings);
}
