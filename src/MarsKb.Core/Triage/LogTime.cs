using System.Text.RegularExpressions;

namespace MarsKb.Triage;

/// <summary>Finds the time of a line. It is kept as printed: whether 11/12 is in November or December only the log's owner knows.</summary>
static partial class LogTime
{
    /// <summary>A time stands within so many characters from the start of a line.</summary>
    public const int Reach = 96;

    /// <summary>The part of a line that can hold its time; empty when it has none for sure.</summary>
    public static ReadOnlySpan<char> Part(ReadOnlySpan<char> line)
    {
        // In the XML of an event the time is an attribute somewhere.
        var xml = line.Length > Reach || line.StartsWith("<") ? line.IndexOf("SystemTime=", StringComparison.Ordinal) : -1;
        if (xml >= 0) return line.Slice(xml, Math.Min(Reach, line.Length - xml));
        var part = line[..Math.Min(Reach, line.Length)];
        for (var i = 1; i + 2 < part.Length; i++)
            if (part[i] == ':' && char.IsAsciiDigit(part[i - 1]) && char.IsAsciiDigit(part[i + 1]) && char.IsAsciiDigit(part[i + 2])) return part;
        return [];
    }

    public static string? Find(ReadOnlySpan<char> part)
    {
        foreach (var match in Time().EnumerateMatches(part)) return part.Slice(match.Index, match.Length).ToString();
        return null;
    }

    [GeneratedRegex(
        """[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[T ,][ ]?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"""
        + """|[0-9]{1,2}[/.][0-9]{1,2}([/.][0-9]{2,4})?,?[ ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?([ ][AP]M)?"""
        + """|[0-9]{1,2}[/ -][A-Z][a-z]{2}[/ -][0-9]{4}[: ][0-9]{2}:[0-9]{2}:[0-9]{2}"""
        + """|[A-Z][a-z]{2}[ ]{1,2}[0-9]{1,2}[ ][0-9]{2}:[0-9]{2}:[0-9]{2}"""
        + """|[0-9]{1,2}:[0-9]{2}:[0-9]{2}([.,][0-9]{1,6})?([ ][AP]M)?""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();
}
