using MarsKb.Matrix;

namespace MarsKb.Pages.Matrix;

/// <summary>One cell of a table as it is shown.</summary>
/// <param name="Cell">Null where the table has nothing to say.</param>
/// <param name="IsName">True for the first column, which names the row.</param>
public sealed record CellView(MatrixColumn Column, MatrixCell? Cell, TableFilter Filter, bool IsName);
