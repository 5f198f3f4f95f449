using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MarsKb.Import.Blocks;

namespace MarsKb.Import.Reading;

/// <summary>Reads blocks of HTML: tables, lists, definition lists, paragraphs. Markdown within them is read as Markdown.</summary>
sealed class HtmlReader
{
    /// <summary>What an element does to what is read so far; an element that is not here is as if its tags were not there.</summary>
    static readonly FrozenDictionary<string, Handler> Handlers = new (string Names, Handler Handler)[]
    {
        ("br", (reader, _, _, _) => reader.tokens.Add(new Token(TokenKind.Break))),
        ("b strong th", (reader, element, style, link) => reader.Children(element, style | PhraseStyle.Bold, link)),
        ("dt summary", (reader, element, style, link) =>
        {
            reader.Children(element, style | PhraseStyle.Bold, link);
            reader.tokens.Add(new Token(TokenKind.Paragraph));
        }),
        ("i em", (reader, element, style, link) => reader.Children(element, style | PhraseStyle.Italic, link)),
        ("code kbd samp tt", (reader, element, style, link) => reader.Children(element, style | PhraseStyle.Code, link)),
        ("a", (reader, element, style, link) => reader.Children(element, style, element.GetAttribute("href") ?? link)),
        ("img", (reader, element, _, _) => reader.image(element.GetAttribute("src") ?? "")),
        ("ul ol", (reader, element, style, link) =>
        {
            reader.tokens.Add(new Token(TokenKind.ListOpen, Ordered: element.LocalName == "ol"));
            reader.Children(element, style, link);
            reader.tokens.Add(new Token(TokenKind.ListClose));
        }),
        ("li", (reader, element, style, link) =>
        {
            reader.tokens.Add(new Token(TokenKind.ItemOpen));
            reader.Children(element, style, link);
            reader.tokens.Add(new Token(TokenKind.ItemClose));
        }),
        ("p div details section blockquote dl dd center figure", (reader, element, style, link) =>
        {
            reader.tokens.Add(new Token(TokenKind.Paragraph));
            reader.Children(element, style, link);
            reader.tokens.Add(new Token(TokenKind.Paragraph));
        }),
        ("pre", (reader, element, _, _) => reader.Add(new CodeBlock("", element.TextContent.Trim('\n'), reader.place))),
        ("table", (reader, element, _, _) => reader.Add(reader.Table(element))),
        ("h1 h2 h3 h4 h5 h6", (reader, element, _, _) => reader.Add(
            new HeadingBlock(element.LocalName[1] - '0', Phrase.Of(Phrase.Collapse(element.TextContent)), false, element.Id, reader.place))),
        ("script style iframe object", (reader, element, _, _) => reader.Add(new LostBlock($"<{element.LocalName}>", reader.place))),
    }.SelectMany(entry => entry.Names.Split(' ').Select(name => (Name: name, entry.Handler))).ToFrozenDictionary(e => e.Name, e => e.Handler);

    /// <summary>Elements whose end tag may be left out, or that have none: opening one makes the tree no deeper.</summary>
    static readonly string[] NeedNoEnd = ["br", "img", "li", "p"];

    static readonly string[] MarkdownMarks = ["**", "](", "`", "[!", "\n- "];

    readonly Place place;
    readonly Func<string, int, List<Block>> markdown;
    readonly Action<string> image;
    readonly Func<string, List<Block>> include;
    readonly List<Block> blocks = [];
    readonly List<Token> tokens = [];
    int depth;

    HtmlReader(Place place, Func<string, int, List<Block>> markdown, Action<string> image, Func<string, List<Block>> include)
    {
        this.place = place;
        this.markdown = markdown;
        this.image = image;
        this.include = include;
    }

    /// <param name="style">Of the text around the element.</param>
    /// <param name="link">Address of the link around it; null for none.</param>
    delegate void Handler(HtmlReader reader, IElement element, PhraseStyle style, string? link);

    /// <param name="markdown">Reads the inside of an element that holds Markdown.</param>
    /// <returns>Null for HTML that is too large to be read.</returns>
    public static List<Block>? Read(
        string html, Place place, Func<string, int, List<Block>> markdown, Action<string> image, Func<string, List<Block>> include)
    {
        if (html.Length > ImportLimits.MostHtmlCharacters || html.AsSpan().Count('<') > ImportLimits.MostHtmlTags
            || Deepest(html) > ImportLimits.DeepestNesting * 4) return null;
        var reader = new HtmlReader(place, markdown, image, include);
        using var document = new HtmlParser().ParseDocument("<!doctype html><body>" + html);
        if (document.Body is { } body) reader.Children(body, PhraseStyle.None, null);
        reader.Flush();
        return reader.blocks;
    }

    /// <summary>Elements that are opened and not closed, at most: the parser's tree can be no deeper.</summary>
    static int Deepest(string html)
    {
        var deepest = 0;
        var now = 0;
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = html.IndexOf('<', i + 1))
        {
            if (html[i + 1] == '/') now = Math.Max(0, now - 1);
            else if (char.IsAsciiLetter(html[i + 1]) && !BeginsWithAny(html.AsSpan(i + 1), NeedNoEnd)) deepest = Math.Max(deepest, ++now);
        }
        return deepest;
    }

    static bool BeginsWithAny(ReadOnlySpan<char> text, string[] names)
    {
        foreach (var name in names)
            if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    void Children(INode node, PhraseStyle style, string? link)
    {
        if (++depth <= ImportLimits.DeepestNesting * 4)
            foreach (var child in node.ChildNodes)
                if (child is IText text) Text(text.Data, style, link);
                else if (child is IElement element) Element(element, style, link);
        depth--;
    }

    void Element(IElement element, PhraseStyle style, string? link)
    {
        if (Handlers.TryGetValue(element.LocalName, out var handler)) handler(this, element, style, link);
        else Children(element, style, link);
    }

    void Text(string text, PhraseStyle style, string? link)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (text.Length > 0 && tokens.Count > 0 && tokens[^1].Kind == TokenKind.Text) Blank(style, link);
        }
        else if ((style & PhraseStyle.Code) == 0 && LooksLikeMarkdown(text)) Markdown(text, style, link);
        // In HTML a line break is a blank.
        else tokens.Add(new Token(TokenKind.Text, Spaces(text), style, link));
    }

    /// <summary>One paragraph of Markdown goes on in the line that it stands in; more are blocks of their own.</summary>
    void Markdown(string text, PhraseStyle style, string? link)
    {
        var inner = markdown(Dedent(text), place.Line);
        if (inner is not [TextBlock one])
        {
            Flush();
            blocks.AddRange(inner);
            return;
        }
        if (char.IsWhiteSpace(text[0])) Blank(style, link);
        foreach (var run in one.Phrase.Runs) tokens.Add(new Token(TokenKind.Text, run.Text, run.Style | style, run.Link ?? link));
        if (char.IsWhiteSpace(text[^1])) Blank(style, link);
    }

    void Blank(PhraseStyle style, string? link) => tokens.Add(new Token(TokenKind.Text, " ", style, link));

    static bool LooksLikeMarkdown(string text) => Array.Exists(MarkdownMarks, mark => text.Contains(mark, StringComparison.Ordinal));

    static string Dedent(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()));

    static string Spaces(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c)) spaced.Append(c);
            else if (spaced.Length == 0 || spaced[^1] != ' ') spaced.Append(' ');
        return spaced.ToString();
    }

    /// <summary>Adds a block behind what has been read so far.</summary>
    void Add(Block block)
    {
        Flush();
        blocks.Add(block);
    }

    void Flush()
    {
        if (tokens.Count == 0) return;
        blocks.AddRange(LineBuilder.Build([.. tokens], place, include));
        tokens.Clear();
    }

    TableBlock Table(IElement table)
    {
        TableLine? header = null;
        var rows = new List<TableLine>();
        foreach (var row in table.QuerySelectorAll("tr"))
        {
            if (row.Closest("table") != table) continue;
            var cells = row.Children.Where(c => c.LocalName is "td" or "th").ToList();
            if (cells.Count == 0) continue;
            var read = new TableLine([.. cells.Select(Cell)], place);
            if (header is null && rows.Count == 0 && IsHeader(row, cells)) header = read;
            else if (read.Cells.Any(c => c.Blocks.Count > 0)) rows.Add(read);
        }
        return new TableBlock(header, rows, place);
    }

    static bool IsHeader(IElement row, List<IElement> cells) => cells.All(c => c.LocalName == "th") || row.ParentElement?.LocalName == "thead";

    TableCell Cell(IElement cell)
    {
        var reader = new HtmlReader(place, markdown, image, include) { depth = depth };
        reader.Children(cell, PhraseStyle.None, null);
        reader.Flush();
        return new TableCell(reader.blocks);
    }
}
