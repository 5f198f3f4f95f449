using System.Buffers;

namespace MarsKb.Search;

/// <summary>What a line of a log says of itself.</summary>
enum LineSeverity
{
    /// <summary>INFO, DEBUG, NORMAL and the like.</summary>
    Routine,
    Unknown,

    /// <summary>ERROR, FATAL, failed, exception and the like.</summary>
    Failure,
}

static class LineSeverities
{
    internal static readonly string[] FailureWords =
        ["error", "fatal", "critical", "exception", "failed", "failure", "warning", "fehler", "erreur", "errore", "fallo", "falha", "エラー", "错误", "錯誤"];

    internal static readonly string[] RoutineWords = ["info", "debug", "trace", "verbose", "normal"];

    static readonly SearchValues<string> Failure = SearchValues.Create(FailureWords, StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> Routine = SearchValues.Create(RoutineWords, StringComparison.OrdinalIgnoreCase);

    public static LineSeverity Of(ReadOnlySpan<char> line) =>
        line.ContainsAny(Failure) ? LineSeverity.Failure : line.ContainsAny(Routine) ? LineSeverity.Routine : LineSeverity.Unknown;

    /// <summary>How much a line counts against others of the same text.</summary>
    public static float Factor(this LineSeverity severity) => severity switch
    {
        LineSeverity.Failure => 1.6f,
        LineSeverity.Routine => 0.9f,
        _ => 1f,
    };
}
