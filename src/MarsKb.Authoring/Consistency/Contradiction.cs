using System.Collections.Immutable;
using MarsKb.Diagnostics;

namespace MarsKb.Consistency;

public enum FactKind
{
    /// <summary>A version that is asked for.</summary>
    Version,

    /// <summary>A percentage, and what it is counted from.</summary>
    Share,

    /// <summary>A number with a unit: days, bytes, machines.</summary>
    Limit,

    /// <summary>A folder, a file, a registry key, a way through menus.</summary>
    Path,

    /// <summary>Names of hosts that belong together.</summary>
    Hosts,

    /// <summary>Programs that are named together.</summary>
    Programs,

    /// <summary>An address on the web.</summary>
    Address,
}

/// <summary>One fact that is stated differently in several places.</summary>
/// <param name="Subject">What it is about, in a few words of the content.</param>
/// <param name="Statements">One for each value, that of most places first.</param>
/// <param name="AnsweredAt">The editor's note that names the values; null when there is none.</param>
public sealed record Contradiction(FactKind Kind, string Subject, ImmutableArray<Statement> Statements, SourceLocation? AnsweredAt)
{
    public bool IsOpen => AnsweredAt is null;
}

/// <param name="Value">As stated.</param>
/// <param name="Key">Of the entry, table or flow; for a shared action its id.</param>
/// <param name="Section">Title of the cause, row, step or plate in which it stands; may be empty.</param>
/// <param name="Text">The sentence, cell or line.</param>
/// <param name="Others">How many further places say the same.</param>
public sealed record Statement(string Value, string Key, string Section, SourceLocation At, string Text, int Others);
