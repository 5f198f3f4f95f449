namespace MarsKb.Entries;

/// <summary>Ranges of agent versions as entries write them.</summary>
static class AgentRange
{
    public static bool IsValid(string range)
    {
        if (range.StartsWith(">= ", StringComparison.Ordinal)) return IsVersion(range[3..]);
        if (range.StartsWith("< ", StringComparison.Ordinal)) return IsVersion(range[2..]);
        return range.Split(" - ") is [var from, var to] && IsVersion(from) && IsVersion(to) && Version.Parse(from) <= Version.Parse(to);
    }

    static bool IsVersion(string text) => Version.TryParse(text, out _) && text.All(c => c == '.' || char.IsAsciiDigit(c));
}
