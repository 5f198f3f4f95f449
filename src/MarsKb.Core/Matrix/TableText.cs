using System.Collections.Immutable;
using MarsKb.Rendering;

namespace MarsKb.Matrix;

/// <summary>A table's content, rendered.</summary>
sealed record TableText(
    RichText Summary, ImmutableArray<MatrixColumn> Columns, ImmutableArray<MatrixRow> Rows, ImmutableArray<RichText> Notes, ImmutableArray<RichText> EditorsNotes);
