using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Content;
using MarsKb.Entries;

namespace MarsKb.Documents;

/// <summary>An entry: one thing that goes wrong, or one thing to know.</summary>
public sealed record EntryDocument(
    [property: Description("The one stable name.")] string Key,
    [property: Description("What the software prints, as printed; the first is the main one.")] ImmutableArray<string> Codes,
    [property: Description("Earlier keys and internal names.")] ImmutableArray<string> Aliases,
    [property: Description("`error` or `guide`.")] string Kind,
    string Title,
    [property: Description("Path of its page on the site.")] string Url,
    [property: Description("Id of the part of the product that it belongs to.")] string Component,
    [property: Description("The text that the software shows, verbatim, with `{placeholder}` where it varies; null without one.")] string? Message,
    [property: Description("The same in all known wordings and languages.")] ImmutableArray<MessageDocument> Messages,
    [property: Description("Plain text.")] string Summary,
    [property: Description("Likeliest first. A guide has its procedures here.")] ImmutableArray<CauseDocument> Causes,
    [property: Description("Plain text; empty without any.")] string Notes,
    [property: Description("Where the sources disagree: both facts with their scope. Plain text.")] ImmutableArray<string> EditorsNotes,
    AppliesToDocument AppliesTo,
    [property: Description("Keys of entries, tables and flows.")] ImmutableArray<string> Related,
    [property: Description("Guided flows that diagnose it, each with the step to begin at.")] ImmutableArray<FlowLinkDocument> Flows,
    ImmutableArray<SourceDocument> Sources,
    [property: Description("The day it was last checked.")] DateOnly Reviewed)
{
    public static EntryDocument From(Entry entry, KnowledgeBase knowledge) => new(
        entry.Key, entry.Codes, entry.Aliases, Words.Of(entry.Kind), entry.Title, entry.Url, entry.Component,
        entry.Messages.IsEmpty ? null : entry.Messages[0].Text,
        [.. entry.Messages.Select(m => new MessageDocument(m.Text, m.Language))],
        entry.Summary.Text,
        [.. entry.Causes.Select(CauseDocument.From)],
        entry.Notes.Text,
        [.. entry.EditorsNotes.Select(n => n.Text)],
        new AppliesToDocument(
            entry.AppliesTo.Clouds, entry.AppliesTo.OperatingSystems, entry.AppliesTo.Agent, entry.AppliesTo.Role, entry.AppliesTo.When),
        entry.Related,
        [.. knowledge.FlowsFor(entry.Key).Select(f => new FlowLinkDocument(f.Flow, f.Step, f.Url))],
        [.. entry.Sources.Select(SourceDocument.From)],
        entry.Reviewed);
}

/// <summary>What the software shows.</summary>
public sealed record MessageDocument(
    string Text,
    [property: Description("BCP 47.")] string Language);

/// <summary>Why it happens, with what to do about it.</summary>
public sealed record CauseDocument(
    [property: Description("Stable within its entry; the anchor on the page.")] string Id,
    string Title,
    [property: Description("Plain text; may be empty.")] string Text,
    [property: Description("How to see that it is this cause and no other. Plain text; may be empty.")] string HowToTell,
    [property: Description("What to do, in order.")] ImmutableArray<ActionDocument> Actions)
{
    public static CauseDocument From(Cause cause) => new(
        cause.Id, cause.Title, cause.Text.Text, cause.HowToTell.Text,
        [.. cause.Actions.Select(a => new ActionDocument(a.Content.Text, a.Content.Html))]);
}

/// <summary>One thing to do.</summary>
public sealed record ActionDocument(
    [property: Description("Plain text.")] string Text,
    [property: Description("The same as safe HTML; links within the site are paths.")] string Html);

/// <summary>Where an entry holds; an empty list or null means everywhere.</summary>
public sealed record AppliesToDocument(
    [property: Description("Of `public`, `us-government` and `china`.")] ImmutableArray<string> Clouds,
    ImmutableArray<string> OperatingSystems,
    [property: Description("Range of agent versions such as `>= 2.0.9249.0`.")] string? Agent,
    [property: Description("Who can do what it says.")] string? Role,
    [property: Description("When it is seen.")] string? When);

/// <summary>Where somebody who has this error begins a guided flow.</summary>
public sealed record FlowLinkDocument(
    [property: Description("Key of the flow.")] string Id,
    [property: Description("Id of the step.")] string Step,
    [property: Description("Path of the flow on the site, beginning at the step, with the answers that are known then.")] string Url);
