using MarsKb.Matrix;

namespace MarsKb.Pages.Matrix;

/// <summary>Words and classes of a table's columns and verdicts.</summary>
public static class Words
{
    /// <summary>What the checkbox of a column says after "Only".</summary>
    public static string Switch(MatrixColumn column) =>
        (column.Type == ColumnType.Support ? "supported: " : "with ") + Lower(column.Title);

    public static string? Class(MatrixColumn column) => column.Type is ColumnType.Size ? "num" : null;

    /// <summary>Icon and class of a yes-no or support cell, or null for other cells.</summary>
    public static (string Icon, string Class)? Verdict(MatrixCell cell) => cell.Value switch
    {
        true or SupportLevel.Supported => ("check", "ok"),
        false or SupportLevel.NotSupported => ("cross", "no"),
        SupportLevel.Skipped => ("skip", "part"),
        _ => null,
    };

    // Names such as MMC or BitLocker keep their capitals.
    static string Lower(string title) =>
        title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) && !title.Skip(1).Any(char.IsUpper) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
