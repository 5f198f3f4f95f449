namespace MarsKb.Import;

/// <summary>A message as the software prints it, without what articles put around it.</summary>
static class MessageText
{
    public static string Clean(string text)
    {
        var message = Phrase.Collapse(text.Replace("\\<", "<", StringComparison.Ordinal).Replace("\\>", ">", StringComparison.Ordinal));
        foreach (var label in (ReadOnlySpan<string>)["Error message:", "Error details:", "Message:"])
            if (message.StartsWith(label, StringComparison.OrdinalIgnoreCase)) message = message[label.Length..].TrimStart();
        message = Unquote(message);
        if (message.Length > ImportLimits.LongestMessage) message = message[..ImportLimits.LongestMessage].TrimEnd();
        return Wording.SaysNothing(message) ? "" : message;
    }

    /// <summary>What a block of code prints, without the command at its beginning.</summary>
    public static string InCode(string code)
    {
        var lines = code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        while (lines.Count > 0 && IsCommand(lines[0])) lines.RemoveAt(0);
        return string.Join(' ', lines);
    }

    static bool IsCommand(string line)
    {
        foreach (var start in (ReadOnlySpan<string>)["$ ", "# ", "az ", "kubectl ", "PS ", "PS>", "C:\\>", "sudo ", "helm ", "curl ", "docker ", "dotnet ", "npm ", "git ", "~$"])
            if (line.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static string Unquote(string text)
    {
        if (text.Length < 3) return text;
        var close = text[0] switch { '"' => '"', '“' => '”', '\'' => '\'', '‘' => '’', _ => '\0' };
        if (close == '\0') return text;
        var end = text[^1] is '.' or ',' ? text.Length - 1 : text.Length;
        return end > 2 && text[end - 1] == close && text.AsSpan(1, end - 2).IndexOf(close) < 0 ? text[1..(end - 1)].Trim() : text;
    }
}
