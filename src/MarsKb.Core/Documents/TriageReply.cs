using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Triage;

namespace MarsKb.Documents;

/// <summary>What a log holds of what is known here.</summary>
public sealed record TriageReply(
    [property: Description("Lines read.")] long Lines,
    [property: Description("Entries found, by falling count, then key.")] ImmutableArray<TriageHitDocument> Hits,
    [property: Description("Codes without an entry, by falling count, then code; at most 100.")] ImmutableArray<UnknownCodeDocument> UnknownCodes,
    [property: Description("`UTF-8`, `UTF-16` or `Windows-1252`.")] string Encoding,
    [property: Description("The files of a zip in the order of their lines; empty for anything else.")] ImmutableArray<TriageFileDocument> Files)
{
    public static TriageReply From(TriageReport report, KnowledgeBase knowledge) => new(
        report.Lines,
        [.. report.Hits.Select(h => TriageHitDocument.From(h, knowledge))],
        [.. report.UnknownCodes.Select(u => new UnknownCodeDocument(u.Code, u.Count, u.Meaning))],
        report.Encoding,
        [.. report.Files.Select(f => new TriageFileDocument(f.Name, f.FirstLine, f.Lines, f.IsText))]);
}

/// <summary>An entry that the log names.</summary>
public sealed record TriageHitDocument(
    [property: Description("Key of the entry.")] string Key,
    [property: Description("The entry's code that was found; where only the message was, its first one; null for an entry without codes.")] string? Code,
    string Title,
    [property: Description("Lines that hold it; a message over several lines counts once.")] long Count,
    [property: Description("From 1.")] long FirstLine,
    long LastLine,
    [property: Description("As the log prints it, or null.")] string? FirstTime,
    [property: Description("As the log prints it, or null.")] string? LastTime,
    [property: Description("The line where it was first found, with keys, tokens, passwords, names and addresses masked.")] string Sample,
    [property: Description("The found parts of the sample.")] ImmutableArray<MarkDocument> Marks,
    [property: Description("What to do first for each cause, likeliest first. Plain text.")] ImmutableArray<string> FirstActions,
    [property: Description("Flows that diagnose it, with what is known beforehand in their addresses.")] ImmutableArray<FlowLinkDocument> Flows,
    [property: Description("Path of the entry's page.")] string Url)
{
    public static TriageHitDocument From(TriageHit hit, KnowledgeBase knowledge)
    {
        var entry = (Entry)knowledge.Find(hit.Key)!;
        return new TriageHitDocument(
            hit.Key, hit.Code, entry.Title, hit.Count, hit.FirstLine, hit.LastLine, hit.FirstTime, hit.LastTime, hit.Sample.Text,
            [.. hit.Sample.Marks.Select(m => new MarkDocument(m.Start, m.Length))],
            [.. entry.Causes.Where(c => c.Actions.Length > 0).Select(c => c.Actions[0].Content.Text)],
            [.. knowledge.FlowsFor(hit.Key).Where(f => knowledge.Find(f.Flow) is not null).Select(f => new FlowLinkDocument(f.Flow, f.Step, f.Url))], entry.Url);
    }
}

/// <summary>A part of a text.</summary>
public sealed record MarkDocument([property: Description("Offset in UTF-16 code units.")] int Start, int Length);

/// <summary>A code that no entry has.</summary>
public sealed record UnknownCodeDocument(
    [property: Description("In its usual spelling.")] string Code, long Count,
    [property: Description("What the number says by itself, or null.")] string? Meaning);

/// <summary>One file of a zip.</summary>
public sealed record TriageFileDocument(
    string Name,
    [property: Description("Its first line in the numbering of the reply.")] long FirstLine,
    long Lines,
    [property: Description("False: it is no text and was left out.")] bool IsText);
