using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace MarsKb.Import;

/// <summary>Reads blocks of HTML: tables, lists, definition lists, paragraphs. Markdown within them is read as Markdown.</summary>
sealed class HtmlReader
{
    readonly int line;
    readonly int endLine;
    readonly Func<string, int, List<Piece>> markdown;
    readonly Action<string> image;
    readonly Func<string, List<Piece>> include;
    readonly List<Piece> pieces = [];
    readonly List<Token> tokens = [];
    int depth;

    HtmlReader(int line, int endLine, Func<string, int, List<Piece>> markdown, Action<string> image, Func<string, List<Piece>> include)
    {
        this.line = line;
        this.endLine = endLine;
        this.markdown = markdown;
        this.image = image;
        this.include = include;
    }

    /// <param name="markdown">Reads the inside of an element that holds Markdown.</param>
    /// <returns>Null for HTML that is too large to be read.</returns>
    public static List<Piece>? Read(string html, int line, int endLine, Func<string, int, List<Piece>> markdown, Action<string> image, Func<string, List<Piece>> include)
    {
        if (html.Length > ImportLimits.MostHtmlCharacters || html.AsSpan().Count('<') > ImportLimits.MostHtmlTags || Deepest(html) > ImportLimits.DeepestNesting * 4) return null;
        var reader = new HtmlReader(line, endLine, markdown, image, include);
        using var document = new HtmlParser().ParseDocument("<!doctype html><body>" + html);
        if (document.Body is { } body) reader.Children(body, PhraseStyle.None, null);
        reader.Flush();
        return reader.pieces;
    }

    /// <summary>Elements that are opened and not closed, at most: the parser's tree can be no deeper.</summary>
    static int Deepest(string html)
    {
        var deepest = 0;
        var now = 0;
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = html.IndexOf('<', i + 1))
        {
            if (html[i + 1] == '/') now = Math.Max(0, now - 1);
            else if (char.IsAsciiLetter(html[i + 1]) && !html.AsSpan(i + 1).StartsWith("br", StringComparison.OrdinalIgnoreCase) && !html.AsSpan(i + 1).StartsWith("img", StringComparison.OrdinalIgnoreCase)
                && !html.AsSpan(i + 1).StartsWith("li", StringComparison.OrdinalIgnoreCase) && !html.AsSpan(i + 1).StartsWith("p", StringComparison.OrdinalIgnoreCase)) deepest = Math.Max(deepest, ++now);
        }
        return deepest;
    }

    void Children(INode node, PhraseStyle style, string? link)
    {
        if (++depth <= ImportLimits.DeepestNesting * 4)
            foreach (var child in node.ChildNodes) Node(child, style, link);
        depth--;
    }

    void Node(INode node, PhraseStyle style, string? link)
    {
        switch (node)
        {
            case IText text:
                Text(text.Data, style, link);
                break;
            case IElement element:
                Element(element, style, link);
                break;
        }
    }

    void Element(IElement element, PhraseStyle style, string? link)
    {
        switch (element.LocalName)
        {
            case "br":
                tokens.Add(new Token(TokenKind.Break));
                break;
            case "b" or "strong" or "th" or "dt" or "summary":
                Children(element, style | PhraseStyle.Bold, link);
                if (element.LocalName is "summary" or "dt") tokens.Add(new Token(TokenKind.Paragraph));
                break;
            case "i" or "em":
                Children(element, style | PhraseStyle.Italic, link);
                break;
            case "code" or "kbd" or "samp" or "tt":
                Children(element, style | PhraseStyle.Code, link);
                break;
            case "a":
                Children(element, style, element.GetAttribute("href") ?? link);
                break;
            case "img":
                image(element.GetAttribute("src") ?? "");
                break;
            case "ul" or "ol":
                tokens.Add(new Token(TokenKind.ListOpen, Ordered: element.LocalName == "ol"));
                Children(element, style, link);
                tokens.Add(new Token(TokenKind.ListClose));
                break;
            case "li":
                tokens.Add(new Token(TokenKind.ItemOpen));
                Children(element, style, link);
                tokens.Add(new Token(TokenKind.ItemClose));
                break;
            case "pre":
                Flush();
                pieces.Add(new CodePiece("", element.TextContent.Trim('\n'), line, endLine));
                break;
            case "table":
                Flush();
                pieces.Add(Table(element));
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Flush();
                pieces.Add(new HeadingPiece(element.LocalName[1] - '0', Phrase.Of(Phrase.Collapse(element.TextContent)), false, element.Id, line, endLine));
                break;
            case "script" or "style" or "iframe" or "object":
                Flush();
                pieces.Add(new LostPiece($"<{element.LocalName}>", line, endLine));
                break;
            case "p" or "div" or "details" or "section" or "blockquote" or "dl" or "dd" or "center" or "figure":
                tokens.Add(new Token(TokenKind.Paragraph));
                Children(element, style, link);
                tokens.Add(new Token(TokenKind.Paragraph));
                break;
            default:
                Children(element, style, link);
                break;
        }
    }

    void Text(string text, PhraseStyle style, string? link)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (text.Length > 0 && tokens.Count > 0 && tokens[^1].Kind == TokenKind.Text) tokens.Add(new Token(TokenKind.Text, " ", style, link));
            return;
        }
        if ((style & PhraseStyle.Code) == 0 && LooksLikeMarkdown(text))
        {
            var inner = markdown(Dedent(text), line);
            if (inner is [TextPiece one])
            {
                if (char.IsWhiteSpace(text[0])) tokens.Add(new Token(TokenKind.Text, " ", style, link));
                foreach (var run in one.Phrase.Runs) tokens.Add(new Token(TokenKind.Text, run.Text, run.Style | style, run.Link ?? link));
                if (char.IsWhiteSpace(text[^1])) tokens.Add(new Token(TokenKind.Text, " ", style, link));
                return;
            }
            Flush();
            pieces.AddRange(inner);
            return;
        }
        // In HTML a line break is a blank.
        tokens.Add(new Token(TokenKind.Text, Spaces(text), style, link));
    }

    static bool LooksLikeMarkdown(string text) => text.Contains("**", StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal) || text.Contains('`') || text.Contains("[!", StringComparison.Ordinal) || text.Contains("\n- ", StringComparison.Ordinal);

    static string Dedent(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()));

    static string Spaces(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c)) spaced.Append(c);
            else if (spaced.Length == 0 || spaced[^1] != ' ') spaced.Append(' ');
        return spaced.ToString();
    }

    void Flush()
    {
        if (tokens.Count == 0) return;
        pieces.AddRange(LineBuilder.Build([.. tokens], line, endLine, include));
        tokens.Clear();
    }

    TablePiece Table(IElement table)
    {
        TableLine? header = null;
        var rows = new List<TableLine>();
        foreach (var row in table.QuerySelectorAll("tr"))
        {
            if (row.Closest("table") != table) continue;
            var cells = row.Children.Where(c => c.LocalName is "td" or "th").ToList();
            if (cells.Count == 0) continue;
            var read = new TableLine([.. cells.Select(Cell)], line, endLine);
            if (header is null && rows.Count == 0 && (cells.All(c => c.LocalName == "th") || row.ParentElement?.LocalName == "thead")) header = read;
            else if (read.Cells.Any(c => c.Pieces.Count > 0)) rows.Add(read);
        }
        return new TablePiece(header, rows, line, endLine);
    }

    TableCell Cell(IElement cell)
    {
        var reader = new HtmlReader(line, endLine, markdown, image, include) { depth = depth };
        reader.Children(cell, PhraseStyle.None, null);
        reader.Flush();
        return new TableCell(reader.pieces);
    }
}
