using System.Collections.Immutable;
using MarsKb.Entries;
using MarsKb.Rendering;

namespace MarsKb.Matrix;

/// <summary>A structured table of the support matrix. A rule that needs no table has notes only.</summary>
public sealed record MatrixTable : KnowledgeItem
{
    public ImmutableArray<MatrixColumn> Columns { get; init; } = [];

    public ImmutableArray<MatrixRow> Rows { get; init; } = [];

    /// <summary>Conditions, footnotes and rules.</summary>
    public ImmutableArray<RichText> Notes { get; init; } = [];
}

public sealed record MatrixColumn(string Id, string Title, ColumnType Type);

/// <summary>How a cell is written and read; in JSON and YAML in kebab case (<c>yes-no</c>).</summary>
public enum ColumnType { Text, Markdown, YesNo, Support, Version, Size, Duration, Host, List }

/// <param name="Id">The row's anchor; never changes.</param>
/// <param name="Cells">By column id; a cell may be absent.</param>
public sealed record MatrixRow(string Id, ImmutableDictionary<string, MatrixCell> Cells);

/// <summary>One typed value.</summary>
/// <param name="Text">As shown: <c>Yes</c>, <c>54,400 GB</c>, <c>Not supported. Skipped</c>; a list's items joined by line breaks.</param>
/// <param name="Html">Safe HTML of the same.</param>
/// <param name="Value">Typed: bool, <see cref="SupportLevel"/>, <see cref="System.Version"/>, bytes or days as long, or the items of a list; else null.</param>
public sealed record MatrixCell(ColumnType Type, string Text, string Html, object? Value = null)
{
    public ImmutableArray<string> Items => Value is ImmutableArray<string> items ? items : [Text];
}

public enum SupportLevel { Supported, Skipped, NotSupported }
