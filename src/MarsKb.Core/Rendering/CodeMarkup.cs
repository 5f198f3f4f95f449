using System.Text;

namespace MarsKb.Rendering;

/// <summary>Marks up code: placeholders that the reader fills in as <c>var</c>, commands as words that do not break inside.</summary>
static class CodeMarkup
{
    const int LongestPlaceholder = 60;

    /// <param name="inWords">True: each run without spaces becomes a <c>span class="tok"</c>.</param>
    /// <param name="bracketWords">True: <c>[size]</c> is a placeholder too; else square brackets need two words, since PowerShell uses them for types.</param>
    public static void Write(StringBuilder html, ReadOnlySpan<char> code, bool inWords, bool bracketWords)
    {
        var word = false;
        for (var i = 0; i < code.Length; i++)
        {
            var c = code[i];
            if (inWords && c is not (' ' or '\n' or '\t') != word)
            {
                html.Append(word ? "</span>" : "<span class=\"tok\">");
                word = !word;
            }
            var length = c is '<' or '[' ? PlaceholderLength(code, i, bracketWords) : 0;
            if (length > 0)
            {
                html.Append("<var>");
                HtmlText.Write(html, code.Slice(i, length));
                html.Append("</var>");
                i += length - 1;
            }
            else HtmlText.Write(html, c);
        }
        if (word) html.Append("</span>");
    }

    static int PlaceholderLength(ReadOnlySpan<char> code, int start, bool bracketWords)
    {
        var square = code[start] == '[';
        var end = code[start..].IndexOf(square ? ']' : '>');
        if (end is < 2 or > LongestPlaceholder) return 0;
        var name = code.Slice(start + 1, end - 1);
        if (!char.IsAsciiLetter(name[0]) || !char.IsAsciiLetterOrDigit(name[^1])) return 0;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-' or '_')) return 0;
        if (!square) return end + 1;
        // An index or a type, not a placeholder: $drives[first], [math]::Round, [int]$n.
        if (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is ']' or ')' or '$' or '_')) return 0;
        var rest = code[(start + end + 1)..];
        if (rest.StartsWith("::") || rest.StartsWith("$") || rest.StartsWith("(")) return 0;
        return bracketWords || name.Contains(' ') ? end + 1 : 0;
    }
}
