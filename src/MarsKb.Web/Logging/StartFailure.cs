using MarsKb.Configuration;
using MarsKb.Storage;

namespace MarsKb.Logging;

/// <summary>A start that fails for a reason that the operator can mend ends with a line, not with a stack trace.</summary>
static class StartFailure
{
    public static bool Explains(Exception e) => e is WrongConfigurationException or StorageUnavailableException or IOException or UnauthorizedAccessException or FormatException or InvalidDataException;

    public static void Report(Exception e, TextWriter output)
    {
        var lines = e is WrongConfigurationException wrong ? wrong.Failures : [Innermost(e).Message];
        foreach (var line in lines) output.WriteLine("marskb: " + OneLine.Escape(line));
    }

    static Exception Innermost(Exception e) => e is IOException && e.InnerException is { } inner ? inner : e;
}
