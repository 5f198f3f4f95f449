using System.Text;
using MarsKb.Import.Blocks;

namespace MarsKb.Import.Vocabulary;

/// <summary>A message as the software prints it, without what articles put around it.</summary>
static class MessageText
{
    /// <summary>A longer message is cut: nobody's software shows more at once.</summary>
    public const int Longest = 2_000;

    public static string Clean(string text)
    {
        var message = Phrase.Collapse(text.Replace("\\<", "<", StringComparison.Ordinal).Replace("\\>", ">", StringComparison.Ordinal));
        foreach (var label in (ReadOnlySpan<string>)["Error message:", "Error details:", "Message:"])
            if (message.StartsWith(label, StringComparison.OrdinalIgnoreCase)) message = message[label.Length..].TrimStart();
        message = Unquote(message);
        if (message.Length > Longest) message = message[..Longest].TrimEnd();
        return Wording.SaysNothing(message) ? "" : message;
    }

    /// <summary>What a block of code prints, without the command at its beginning.</summary>
    public static string InCode(string code)
    {
        var lines = code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        while (lines.Count > 0 && IsCommand(lines[0]))
        {
            // A command may go on over several lines.
            while (lines.Count > 1 && lines[0][^1] is '\\' or '`' or '^') lines.RemoveAt(0);
            lines.RemoveAt(0);
        }
        return string.Join(' ', lines);
    }

    static bool IsCommand(string line)
    {
        foreach (var start in (ReadOnlySpan<string>)["$ ", "# ", "az ", "kubectl ", "PS ", "PS>", "C:\\>", "sudo ", "helm ", "curl ", "docker ", "dotnet ", "npm ", "git ", "~$"])
            if (line.StartsWith(start, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>
    /// The message with <c>{name}</c> where it varies, as content writes it: <c>&lt;name></c> and <c>%name;</c> become that.
    /// Null for a message with braces of its own, such as JSON: content could not tell them from placeholders.
    /// </summary>
    public static string? WithPlaceholders(string message)
    {
        var text = new StringBuilder(message.Length);
        for (var i = 0; i < message.Length; i++)
        {
            var close = message[i] switch { '<' => '>', '%' => ';', '{' => '}', _ => '\0' };
            var end = close == '\0' ? -1 : message.IndexOf(close, i + 1);
            if (end > i + 1 && IsName(message.AsSpan(i + 1, end - i - 1), message[i] == '%'))
            {
                text.Append('{').Append(message, i + 1, end - i - 1).Append('}');
                i = end;
            }
            else if (message[i] is '{' or '}') return null;
            else text.Append(message[i]);
        }
        return text.Length == 0 ? null : text.ToString();
    }

    static bool IsName(ReadOnlySpan<char> name, bool oneWord)
    {
        if (name.Length > 60 || !char.IsLetterOrDigit(name[0])) return false;
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && (oneWord || c is not (' ' or '-' or '_' or '.' or ','))) return false;
        return true;
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
