namespace MarsKb.Flows.Values;

/// <summary>The state of a scheduled task or a service in what a command printed.</summary>
static class StateText
{
    static readonly char[] Between = [' ', '\t', '"', ',', ';', '|'];

    /// <summary>
    /// <c>schtasks /v</c> says "Disabled" of many things besides the task, so lines with the right label come first, then the last column of tables.
    /// </summary>
    public static string? OfTask(string text)
    {
        string[] words = ["ready", "disabled", "running"];
        if (Labelled(text, "Scheduled Task State", words) == "disabled") return "disabled";
        return Labelled(text, "Status", words) ?? Labelled(text, "State", words) ?? Column(text, words, last: true) ?? Anywhere(text, words);
    }

    public static string? OfService(string text)
    {
        string[] words = ["running", "stopped"];
        return Labelled(text, "State", words) ?? Labelled(text, "Status", words) ?? Column(text, words, last: false) ?? Anywhere(text, words);
    }

    static string? Labelled(string text, string label, string[] words)
    {
        foreach (var line in text.Split('\n'))
            if (line.Split(':', 2) is [var name, var value] && name.Trim().Trim('"').Equals(label, StringComparison.OrdinalIgnoreCase) && Anywhere(value, words) is { } word) return word;
        return null;
    }

    static string? Column(string text, string[] words, bool last)
    {
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split(Between, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 1 && Known(last ? parts[^1] : parts[0], words) is { } word) return word;
        }
        return null;
    }

    static string? Anywhere(string text, string[] words)
    {
        foreach (var part in text.Split([.. Between, '\n', '.'], StringSplitOptions.RemoveEmptyEntries))
            if (Known(part, words) is { } word) return word;
        return null;
    }

    static string? Known(string part, string[] words) => Array.Find(words, w => w.Equals(part, StringComparison.OrdinalIgnoreCase));
}
