using System.Text;
using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;

namespace MarsKb.Import.Drafts;

/// <summary>Writes blocks in the strict Markdown that content takes.</summary>
/// <param name="link">The address for a link of the article; null when it leads nowhere that is known.</param>
sealed class DraftText(Func<string, string?> link)
{
    const int DeepestList = 6;

    readonly StringBuilder text = new();

    public static string Of(IEnumerable<Block> blocks, Func<string, string?> link, string indent = "")
    {
        var writer = new DraftText(link);
        writer.Blocks(blocks, indent, 0);
        return writer.text.ToString();
    }

    /// <summary>On one line and without marks.</summary>
    public static string Plain(string words) => Beginning(Escape(Phrase.Collapse(words)));

    void Blocks(IEnumerable<Block> blocks, string indent, int depth)
    {
        var first = true;
        foreach (var block in blocks)
        {
            if (block is LostBlock or BreakBlock || BlockText.OneLine(block).Length == 0) continue;
            if (!first) text.Append("\n\n").Append(indent);
            first = false;
            Write(block, indent, depth);
        }
    }

    void Write(Block block, string indent, int depth)
    {
        switch (block)
        {
            case TextBlock t:
                text.Append(Inline(t.Phrase).Replace("\n", "\\\n" + indent, StringComparison.Ordinal));
                break;
            case HeadingBlock h:
                text.Append("**").Append(Escape(h.Phrase.OneLine)).Append("**");
                break;
            case CodeBlock c:
                Fence(c, indent);
                break;
            case ListBlock l when depth < DeepestList:
                List(l, indent, depth);
                break;
            case QuoteBlock q:
                Quote(q, indent, depth);
                break;
            case TableBlock t:
                Table(t, indent);
                break;
            case ListItem i:
                Blocks(i.Blocks, indent, depth);
                break;
            case TableLine r:
                text.Append(Escape(BlockText.OneLine(r)));
                break;
            case TabBlock t:
                Blocks(t.Section.All, indent, depth);
                break;
            default:
                text.Append(Escape(BlockText.OneLine(block)));
                break;
        }
    }

    void List(ListBlock list, string indent, int depth)
    {
        var number = 1;
        var first = true;
        foreach (var item in list.Items.Where(i => BlockText.OneLine(i).Length > 0))
        {
            if (!first) text.Append('\n').Append(indent);
            first = false;
            var mark = list.Ordered ? $"{number++}. " : "- ";
            text.Append(mark);
            Blocks(item.Blocks, indent + new string(' ', mark.Length), depth + 1);
        }
    }

    void Quote(QuoteBlock quote, string indent, int depth)
    {
        // A note inside an action stays a sentence; as a quotation it says what kind of note it is.
        var inner = new DraftText(link);
        inner.Blocks(quote.Blocks, "", depth + 1);
        var lines = inner.text.ToString().Split('\n');
        if (quote.Kind.Length > 0) lines[0] = $"**{char.ToUpperInvariant(quote.Kind[0])}{quote.Kind[1..]}:** {lines[0]}";
        text.Append(string.Join("\n" + indent, lines.Select(l => ("> " + l).TrimEnd())));
    }

    void Fence(CodeBlock code, string indent)
    {
        var language = code.Language.ToLowerInvariant() switch
        {
            "powershell" or "azurepowershell" or "azurepowershell-interactive" or "powershell-interactive" or "pwsh" or "ps1" => "powershell",
            "cmd" or "bat" or "dos" => "cmd",
            "registry" or "reg" => "registry",
            "xml" or "html" => "xml",
            _ => "text",
        };
        var mark = "```";
        while (code.Code.Contains(mark, StringComparison.Ordinal)) mark += "`";
        text.Append(mark).Append(language);
        foreach (var line in code.Code.TrimEnd('\n').Split('\n')) text.Append('\n').Append(line.Length == 0 ? "" : indent + line.Replace("\t", "    ", StringComparison.Ordinal).TrimEnd());
        text.Append('\n').Append(indent).Append(mark);
    }

    void Table(TableBlock table, string indent)
    {
        var width = Math.Max(table.Header?.Cells.Count ?? 0, table.Rows.Select(r => r.Cells.Count).DefaultIfEmpty(0).Max());
        if (width is 0 or > 20 || table.Rows.Count > 200)
        {
            // Too wide or too long for a table of content: a line for each row.
            var first = true;
            foreach (var row in table.Header is null ? table.Rows : table.Rows.Prepend(table.Header))
            {
                var words = string.Join("; ", row.Cells.Select(c => c.Text).Where(t => t.Length > 0));
                if (words.Length == 0) continue;
                if (!first) text.Append('\n').Append(indent);
                first = false;
                text.Append("- ").Append(Escape(words));
            }
            return;
        }
        Row(table.Header ?? table.Rows[0]);
        text.Append('\n').Append(indent).Append('|').Insert(text.Length, " --- |", width);
        foreach (var row in table.Header is null ? table.Rows.Skip(1) : table.Rows)
        {
            text.Append('\n').Append(indent);
            Row(row);
        }

        void Row(TableLine row)
        {
            text.Append('|');
            for (var i = 0; i < width; i++) text.Append(' ').Append(i < row.Cells.Count ? Cell(row.Cells[i]) : "").Append(" |");
        }
    }

    string Cell(TableCell cell)
    {
        var words = string.Join("; ", cell.Blocks.Select(p => p is TextBlock t ? Inline(t.Phrase).Replace('\n', ' ') : Escape(BlockText.OneLine(p))));
        var escaped = new StringBuilder(words.Length);
        // In code a bar is not escaped yet.
        foreach (var c in words) escaped.Append(c == '|' && (escaped.Length == 0 || escaped[^1] != '\\') ? "\\|" : c.ToString());
        return escaped.ToString();
    }

    string Inline(Phrase phrase)
    {
        var line = new StringBuilder();
        foreach (var run in Merged(phrase.Runs))
        {
            var words = Lines(run.Text);
            if (string.IsNullOrWhiteSpace(words))
            {
                line.Append(words);
                continue;
            }
            // Marks touch the words that they mark.
            var start = words.Length - words.TrimStart().Length;
            var end = words.TrimEnd().Length;
            line.Append(words[..start]);
            var inner = words[start..end];
            var shown = run.Style.HasFlag(PhraseStyle.Code) ? Code(inner)
                : run.Style.HasFlag(PhraseStyle.Bold) && !inner.Contains('\n') && CanMark(line, words, end) ? "**" + Escape(inner) + "**"
                : run.Style.HasFlag(PhraseStyle.Italic) && !inner.Contains('\n') && CanMark(line, words, end) ? "*" + Escape(inner) + "*" : Escape(inner);
            if (run.Link is not null && !inner.Contains('\n') && link(run.Link) is { } address) shown = $"[{shown}]({address})";
            line.Append(shown).Append(words[end..]);
        }
        return Beginning(line.ToString().Trim());
    }

    /// <summary>Emphasis needs a blank or a mark before it.</summary>
    static bool CanMark(StringBuilder line, string words, int end) => (line.Length == 0 || !char.IsLetterOrDigit(line[^1])) && (end == words.Length || !char.IsLetterOrDigit(words[end]));

    static IEnumerable<PhraseRun> Merged(IReadOnlyList<PhraseRun> runs)
    {
        PhraseRun? last = null;
        foreach (var run in runs)
        {
            if (last is not null && last.Style == run.Style && last.Link == run.Link) last = last with { Text = last.Text + run.Text };
            else
            {
                if (last is not null) yield return last;
                last = run;
            }
        }
        if (last is not null) yield return last;
    }

    static string Lines(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var c in words)
            if (c == '\n') line.Append('\n');
            else if (!char.IsWhiteSpace(c)) { if (!IsShapeless(c)) line.Append(c); }
            else if (line.Length == 0 || line[^1] is not (' ' or '\n')) line.Append(' ');
        return line.ToString();
    }

    static bool IsShapeless(char c) => c is '\u00AD' or '\u180E' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');

    static string Code(string words)
    {
        words = words.Replace('\n', ' ').Replace("{{", "{ {", StringComparison.Ordinal);
        if (!words.Contains('`')) return "`" + words + "`";
        var mark = "``";
        while (words.Contains(mark, StringComparison.Ordinal)) mark += "`";
        return $"{mark} {words} {mark}";
    }

    /// <summary>A line must not begin as a list, a heading or a quotation does.</summary>
    static string Beginning(string line)
    {
        if (line.Length == 0) return line;
        if (line[0] is '#' or '>' or '+' or '=' or '~' or ':' || line[0] == '-' && (line.Length == 1 || line[1] is ' ' or '-')) return "\\" + line;
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 10 && line[digits] is '.' or ')' && (digits + 1 == line.Length || line[digits + 1] == ' ') ? line[..digits] + "\\" + line[digits..] : line;
    }

    static string Escape(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (c is '<') escaped.Append("&lt;");
            else if (c is '|') escaped.Append("&#124;");
            else if (c is '&') escaped.Append("&amp;");
            else if (c is '*' or '_' or '`' or '[' or ']' or '\\' or '~' || c == '{' && i + 1 < words.Length && words[i + 1] == '{') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }
}
