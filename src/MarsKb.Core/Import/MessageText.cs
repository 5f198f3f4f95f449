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

    static string Unquote(string text)
    {
        if (text.Length < 3) return text;
        var close = text[0] switch { '"' => '"', '“' => '”', '\'' => '\'', '‘' => '’', _ => '\0' };
        if (close == '\0') return text;
        var end = text[^1] is '.' or ',' ? text.Length - 1 : text.Length;
        return end > 2 && text[end - 1] == close && text.AsSpan(1, end - 2).IndexOf(close) < 0 ? text[1..(end - 1)].Trim() : text;
    }
}
