using MarsKb.Entries;
using MarsKb.Matrix;
using MarsKb.Search;

namespace MarsKb.Api.Documents;

/// <summary>The words that stand for enums in addresses and JSON.</summary>
public static class Words
{
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Error => "error",
        EntryKind.Guide => "guide",
        EntryKind.Flow => "flow",
        EntryKind.Matrix => "matrix",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.Exact => "exact",
        Confidence.Strong => "strong",
        Confidence.Weak => "weak",
        _ => throw new ArgumentOutOfRangeException(nameof(confidence), confidence, null),
    };

    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Markdown => "markdown",
        ColumnType.YesNo => "yes-no",
        ColumnType.Support => "support",
        ColumnType.Version => "version",
        ColumnType.Size => "size",
        ColumnType.Duration => "duration",
        ColumnType.Host => "host",
        ColumnType.List => "list",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
