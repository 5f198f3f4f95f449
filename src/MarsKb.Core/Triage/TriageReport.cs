using System.Collections.Immutable;
using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>What a log holds of what the content knows.</summary>
/// <param name="Lines">Lines read, over all files of an archive.</param>
/// <param name="Encoding">As people call it: <c>UTF-16</c>; of an archive with several files that of the first.</param>
/// <param name="Hits">Entries found, by falling count, then key.</param>
/// <param name="UnknownCodes">Codes without an entry, by falling count, then code; at most <see cref="MostUnknown"/>.</param>
/// <param name="Files">The files of a zip; empty for anything else.</param>
public sealed record TriageReport(
    long Lines, string Encoding, ImmutableArray<TriageHit> Hits, ImmutableArray<UnknownCode> UnknownCodes, ImmutableArray<TriageFile> Files)
{
    public const int MostUnknown = 100;
}

/// <summary>An entry that the log names.</summary>
/// <param name="Key">Key of the entry.</param>
/// <param name="Code">The entry's code that was found, as the entry prints it; its first one where only the message was; null for an entry without codes.</param>
/// <param name="Count">Lines that hold it. A message over several lines counts once.</param>
/// <param name="FirstLine">From 1.</param>
/// <param name="FirstTime">As the log prints it, or null.</param>
/// <param name="Sample">The line where it was first found, secrets masked, with the found part marked; a wrapped message with its line breaks.</param>
/// <param name="Places">Some of the lines that hold it, in order, spread over all of them; at most <see cref="MostPlaces"/>.</param>
public sealed record TriageHit(
    string Key, string? Code, long Count, long FirstLine, long LastLine, string? FirstTime, string? LastTime, Snippet Sample, ImmutableArray<long> Places)
{
    /// <summary>Most places that are kept of one entry.</summary>
    public const int MostPlaces = 200;
}

/// <summary>A code that no entry has.</summary>
/// <param name="Code">In its usual spelling.</param>
/// <param name="Meaning">What the number says by itself: its meaning, else its symbol; null when it says nothing.</param>
public sealed record UnknownCode(string Code, long Count, string? Meaning);

/// <summary>One file of a zip.</summary>
/// <param name="FirstLine">Its first line in the numbering of the report.</param>
/// <param name="IsText">False: it was left out.</param>
public sealed record TriageFile(string Name, long FirstLine, long Lines, bool IsText);

/// <summary>Why a log could not be read.</summary>
public enum LogFault { TooLarge, NotText, BadArchive }

/// <summary>A log that is not read; the message is for whoever sent it and says what to mend.</summary>
public sealed class UnreadableLogException : Exception
{
    public UnreadableLogException(LogFault fault, string message) : base(message) => Fault = fault;

    public UnreadableLogException(LogFault fault, string message, Exception cause) : base(message, cause) => Fault = fault;

    public LogFault Fault { get; }
}

/// <summary>How much of a log is read.</summary>
/// <param name="MostBytes">Of the log or archive as sent.</param>
public sealed record TriageLimits(long MostBytes)
{
    /// <summary>For what comes over the network.</summary>
    public static TriageLimits Sent { get; } = new(50L << 20);

    /// <summary>For a file of one's own.</summary>
    public static TriageLimits Local { get; } = new(long.MaxValue);

    /// <summary>Most bytes that an archive may unpack to.</summary>
    public long MostUnpacked { get; init; } = 200L << 20;

    /// <summary>Most bytes that one byte of an archive may unpack to, once it is more than <see cref="FreeUnpacked"/>.</summary>
    public int MostRatio { get; init; } = 300;

    public long FreeUnpacked { get; init; } = 4L << 20;

    /// <summary>Most files in a zip.</summary>
    public int MostFiles { get; init; } = 100;
}
