using Markdig.Extensions.DefinitionLists;
using Markdig.Extensions.Tables;
using Markdig;
using MarsKb.Import.Blocks;
using MarsKb.Import.Reports;
using MarsKb.Import.Vocabulary;
using Md = Markdig.Syntax;
using TableCell = MarsKb.Import.Blocks.TableCell;

namespace MarsKb.Import.Reading;

/// <summary>Reads Markdown into <see cref="Block"/>s. What it cannot read, and every include and image that it cannot have, goes to the report.</summary>
sealed class ArticleReader
{
    static readonly MarkdownPipeline Pipeline = Build();

    readonly ArticleFile article;
    readonly ImportReport report;
    readonly Func<ArticleFile, string, ArticleFile?> findInclude;
    readonly HashSet<string> including = new(StringComparer.Ordinal);
    IReadOnlyList<int> lines = [];
    string text = "";
    int[] lineStarts = [];
    int includes;
    int depth;

    /// <summary>Line of the outermost include that is being read; 0 when the article itself is.</summary>
    int includeLine;

    ArticleReader(ArticleFile article, ImportReport report, Func<ArticleFile, string, ArticleFile?> findInclude)
    {
        this.article = article;
        this.report = report;
        this.findInclude = findInclude;
    }

    /// <param name="findInclude">The file that a path in an article means, or null.</param>
    public static List<Block> Read(ArticleFile article, ImportReport report, Func<ArticleFile, string, ArticleFile?> findInclude) =>
        Block.Numbered(new ArticleReader(article, report, findInclude).Body(article));

    static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().UsePipeTables().UseDefinitionLists().UsePreciseSourceLocation();
        builder.BlockParsers.Insert(0, new DirectiveParser());
        return builder.Build();
    }

    List<Block> Body(ArticleFile file)
    {
        var blocks = new List<Block>();
        foreach (var part in ArticleText.Cut(file.Lines, file.FirstLine, (from, to, why) => blocks.Add(Lost(why, from, to)))) Part(part, blocks);
        return blocks;
    }

    void Part(ArticlePart part, List<Block> blocks)
    {
        if (string.IsNullOrWhiteSpace(part.Text)) return;
        Md.MarkdownDocument document;
        try
        {
            document = Markdown.Parse(part.Text, Pipeline);
        }
        catch (ArgumentException)
        {
            // The parser's own limit of depth. One section at a time, so that only the one at fault is lost.
            if (Sections(part) is { Count: > 1 } sections) foreach (var section in sections) Part(section, blocks);
            else blocks.Add(Lost("it is nested too deep to be read", part.Lines[0], part.Lines[^1]));
            return;
        }
        var (outerText, outerLines, outerStarts) = (text, lines, lineStarts);
        (text, lines, lineStarts) = (part.Text, part.Lines, Starts(part.Text));
        blocks.AddRange(Blocks(document));
        (text, lines, lineStarts) = (outerText, outerLines, outerStarts);
    }

    static List<ArticlePart> Sections(ArticlePart part)
    {
        var all = part.Text.Split('\n');
        var sections = new List<ArticlePart>();
        var start = 0;
        for (var i = 1; i <= all.Length; i++)
        {
            if (i < all.Length && !all[i].StartsWith('#') && i - start < 2_000) continue;
            sections.Add(new ArticlePart(string.Join('\n', all[start..i]), [.. part.Lines.Skip(start).Take(i - start)]));
            start = i;
        }
        return sections;
    }

    static int[] Starts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n') starts.Add(i + 1);
        return [.. starts];
    }

    int LineAt(int offset)
    {
        if (includeLine > 0) return includeLine;
        var found = Array.BinarySearch(lineStarts, Math.Clamp(offset, 0, text.Length));
        var index = found >= 0 ? found : ~found - 1;
        return lines[Math.Min(index, lines.Count - 1)];
    }

    (int Line, int End) At(Md.MarkdownObject node)
    {
        var start = Math.Max(0, node.Span.Start);
        var line = LineAt(start);
        return (line, node.Span.IsEmpty ? line : Math.Max(line, LineAt(Math.Max(start, Math.Min(node.Span.End, text.Length - 1)))));
    }

    List<Block> Blocks(IEnumerable<Md.Block> parsed)
    {
        var blocks = new List<Block>();
        if (++depth > ImportLimits.DeepestNesting * 2)
        {
            depth--;
            return blocks;
        }
        HtmlRun? html = null;
        foreach (var block in parsed)
        {
            if (html is not null || block is Md.HtmlBlock)
            {
                html ??= new HtmlRun(Math.Max(0, block.Span.Start));
                html.Add(block, text);
                if (html.IsOpen && block is not Md.HeadingBlock) continue;
                Html(html, blocks);
                html = null;
                continue;
            }
            Read(block, blocks);
        }
        if (html is not null) Html(html, blocks);
        depth--;
        return blocks;
    }

    void Html(HtmlRun html, List<Block> blocks)
    {
        var (from, to) = (LineAt(html.Start), LineAt(Math.Min(html.End, text.Length - 1)));
        var raw = text[html.Start..Math.Min(html.End + 1, text.Length)];
        if (HtmlReader.Read(raw, new Place(from, to), Inside, i => Image(i, from), Include) is { } read) blocks.AddRange(read.Count > 0 ? read : [Lost(raw.TrimStart().StartsWith("<!--", StringComparison.Ordinal) ? "a comment" : "HTML without text", from, to)]);
        else blocks.Add(Lost("HTML that is too large or nested too deep", from, to));

        List<Block> Inside(string markdown, int line)
        {
            var outer = includeLine;
            if (includeLine == 0) includeLine = line;
            var inner = new List<Block>();
            Part(new ArticlePart(markdown, [.. Enumerable.Repeat(line, markdown.Count(c => c == '\n') + 1)]), inner);
            includeLine = outer;
            return inner;
        }

        List<Block> Include(string path) => this.Include(path, from);
    }

    void Read(Md.Block block, List<Block> blocks)
    {
        var (line, end) = At(block);
        switch (block)
        {
            case Md.HeadingBlock heading:
                Heading(heading, line, end, blocks);
                break;
            case Md.ParagraphBlock paragraph:
                blocks.AddRange(Lines(paragraph, line, end));
                break;
            case Md.ListBlock list:
                blocks.Add(new ListBlock(list.IsOrdered, [.. list.OfType<Md.ListItemBlock>().Select(Item)], new Place(line, end)));
                break;
            case Md.QuoteBlock quote:
                blocks.AddRange(Quote(quote, line, end));
                break;
            case Table table:
                blocks.Add(Table(table, line, end));
                break;
            case Md.FencedCodeBlock fence:
                blocks.Add(new CodeBlock(fence.Info ?? "", ArticleText.Unmask(fence.Lines.ToString()), new Place(line, end)));
                break;
            case Md.CodeBlock code:
                Indented(code, line, end, blocks);
                break;
            case DirectiveBlock directive:
                Directive(directive.Text, line, blocks);
                break;
            case Md.ThematicBreakBlock:
                blocks.Add(new BreakBlock(new Place(line, line)));
                break;
            case DefinitionList definitions:
                Definitions(definitions, line, end, blocks);
                break;
            case Md.LinkReferenceDefinitionGroup or Md.LinkReferenceDefinition or Md.BlankLineBlock:
                break;
            case Md.ContainerBlock other:
                blocks.AddRange(Blocks(other));
                break;
            default:
                blocks.Add(Lost(block.GetType().Name, line, end));
                break;
        }
    }

    List<Block> Lines(Md.LeafBlock block, int line, int end)
    {
        var reader = new InlineReader(i => Image(i, line));
        var blocks = LineBuilder.Build(CleanLiquid(reader.Read(block.Inline)), new Place(line, end), p => Include(p, line));
        if (reader.Anchor is not null && blocks.Count > 0 && blocks[0] is TextBlock first) blocks[0] = new TextBlock(first.Phrase, first.Place, reader.Anchor);
        return blocks;
    }

    void Heading(Md.HeadingBlock heading, int line, int end, List<Block> blocks)
    {
        var reader = new InlineReader(i => Image(i, line));
        var tokens = CleanLiquid(reader.Read(heading.Inline));
        var phrase = new Phrase([.. tokens.Where(t => t.Kind is TokenKind.Text or TokenKind.SoftBreak or TokenKind.Break).Select(t => t.Kind == TokenKind.Text ? new PhraseRun(t.Text, t.Style, t.Link) : new PhraseRun(" "))]).Trim();
        var tab = phrase.Runs.Count > 0 && phrase.Runs.All(r => string.IsNullOrWhiteSpace(r.Text) || r.Link?.StartsWith("#tab/", StringComparison.OrdinalIgnoreCase) == true);
        blocks.Add(new HeadingBlock(heading.Level, phrase, tab, reader.Anchor, new Place(line, end)));
    }

    ListItem Item(Md.ListItemBlock item)
    {
        var (line, end) = At(item);
        return new ListItem(Blocks(item), new Place(line, end));
    }

    IEnumerable<Block> Quote(Md.QuoteBlock quote, int line, int end)
    {
        var blocks = Blocks(quote);
        if (blocks.Count > 0 && blocks[0] is TextBlock first && AlertKind(first.Phrase.Text) is { } alert)
        {
            var rest = first.Phrase.Slice(alert.Length).Trim();
            blocks.RemoveAt(0);
            if (!rest.IsBlank) blocks.Insert(0, new TextBlock(rest, first.Place));
            // A video, a selector or a row of buttons says nothing that could be kept.
            return alert.Kind is "video" or "selector" or "div" or "button" ? [Lost($"[!{alert.Kind}]", line, end)] : [new QuoteBlock(alert.Kind, blocks, new Place(line, end))];
        }
        return [new QuoteBlock("", blocks, new Place(line, end))];
    }

    static (string Kind, int Length)? AlertKind(string text)
    {
        if (!text.StartsWith("[!", StringComparison.Ordinal)) return null;
        var end = text.IndexOfAny([']', ' '], 2);
        return end < 3 || end > 20 ? null : (text[2..end].ToLowerInvariant(), text.IndexOf(']', 2) + 1);
    }

    TableBlock Table(Table table, int line, int end)
    {
        TableLine? header = null;
        var rows = new List<TableLine>();
        foreach (var row in table.OfType<TableRow>())
        {
            var (from, to) = At(row);
            var cells = new List<TableCell>();
            foreach (var cell in row.OfType<Markdig.Extensions.Tables.TableCell>())
                cells.Add(new TableCell([.. cell.SelectMany(b => b is Md.ParagraphBlock p ? Lines(p, from, to) : Blocks([b]))]));
            var read = new TableLine(cells, new Place(from, to));
            if (row.IsHeader && header is null) header = read;
            else if (cells.Any(c => c.Blocks.Count > 0)) rows.Add(read);
        }
        return new TableBlock(header, rows, new Place(line, end));
    }

    void Indented(Md.CodeBlock code, int line, int end, List<Block> blocks)
    {
        var content = code.Lines.ToString();
        // Nobody writes code by indentation in these articles; a picture or a sentence below a list is indented one blank too far.
        var start = content.TrimStart();
        var isText = start.StartsWith("![", StringComparison.Ordinal) || start.StartsWith("> ", StringComparison.Ordinal) || start.StartsWith(":::", StringComparison.Ordinal)
            || start.StartsWith("[!", StringComparison.Ordinal) || start.StartsWith("- ", StringComparison.Ordinal) || start.StartsWith("1. ", StringComparison.Ordinal) || start.StartsWith('|')
            || char.IsAsciiLetterUpper(start.FirstOrDefault()) && start.TrimEnd().EndsWith('.') && start.Contains(' ');
        if (!isText)
        {
            blocks.Add(new CodeBlock("", ArticleText.Unmask(content), new Place(line, end)));
            return;
        }
        var outer = includeLine;
        if (includeLine == 0) includeLine = line;
        Part(new ArticlePart(string.Join('\n', content.Split('\n').Select(l => l.TrimStart())), [.. Enumerable.Repeat(line, content.Count(c => c == '\n') + 1)]), blocks);
        includeLine = outer;
    }

    /// <summary>Terms that are labels become labels; others a table of two columns without header.</summary>
    void Definitions(DefinitionList list, int line, int end, List<Block> blocks)
    {
        var rows = new List<TableLine>();
        var labels = new List<Block>();
        var allLabels = true;
        foreach (var item in list.OfType<DefinitionItem>())
        {
            var (from, to) = At(item);
            var terms = item.OfType<DefinitionTerm>().SelectMany(t => Lines(t, from, to)).ToList();
            var content = Blocks(item.Where(b => b is not DefinitionTerm));
            rows.Add(new TableLine([new TableCell(terms), new TableCell(content)], new Place(from, to)));
            allLabels &= Labels.Match(string.Join(' ', terms.Select(BlockText.OneLine))) is not null;
            labels.AddRange(terms.OfType<TextBlock>().Select(t => new TextBlock(new Phrase([new PhraseRun(t.Phrase.Text.TrimEnd(':') + ":", PhraseStyle.Bold)]), t.Place)));
            labels.AddRange(content);
        }
        if (allLabels) blocks.AddRange(labels);
        else blocks.Add(new TableBlock(null, rows, new Place(line, end)));
    }

    void Directive(string directive, int line, List<Block> blocks)
    {
        if (directive.StartsWith("{%", StringComparison.Ordinal))
        {
            blocks.AddRange(LiquidTag(ArticleText.Unmask(directive), line));
            return;
        }
        var name = directive.TrimStart(':').TrimStart();
        if (name.StartsWith("image", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("image-end", StringComparison.OrdinalIgnoreCase)) Image(HtmlTag.Attribute(name, "source") ?? "", line);
        else if (name.StartsWith("code", StringComparison.OrdinalIgnoreCase)) blocks.Add(Lost($"code from {HtmlTag.Attribute(name, "source") ?? "another file"}", line, line));
        else if (name.StartsWith("zone", StringComparison.OrdinalIgnoreCase) && HtmlTag.Attribute(name, "pivot") is { } pivot) report.Scope(article.Path, line, "pivot " + pivot);
        else if (name.StartsWith("moniker", StringComparison.OrdinalIgnoreCase) && HtmlTag.Attribute(name, "range") is { } range) report.Scope(article.Path, line, "version " + range);
        else if (name.StartsWith("video", StringComparison.OrdinalIgnoreCase)) blocks.Add(Lost("a video", line, line));
    }

    /// <summary>A Liquid tag that is a block by itself: an include is put in, anything else is for the site that the article was written for.</summary>
    List<Block> LiquidTag(string tag, int line)
    {
        var words = tag.Trim('{', '}', '%', ' ', '-').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] is not ("include" or "include_relative" or "include_cached")) return [];
        var path = string.Join("", words[1..].Where(w => !w.Contains('='))).Trim('"', '\'');
        return path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? Include(path, line) : [];
    }

    /// <summary>Takes Liquid out of running text: an include by itself is put in, other tags and variables say nothing here.</summary>
    static List<Token> CleanLiquid(IReadOnlyList<Token> tokens)
    {
        var clean = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind != TokenKind.Text || (token.Style & PhraseStyle.Code) != 0 || !token.Text.Contains('{'))
            {
                clean.Add(token);
                continue;
            }
            // A tag may be cut into several blocks of text by marks in it.
            var text = token.Text;
            while (text.LastIndexOf("{%", StringComparison.Ordinal) > text.LastIndexOf("%}", StringComparison.Ordinal) && i + 1 < tokens.Count && tokens[i + 1].Kind == TokenKind.Text) text += tokens[++i].Text;
            Split(ArticleText.Unmask(text), token, clean);
        }
        return clean;

        static void Split(string text, Token like, List<Token> into)
        {
            var from = 0;
            while (from < text.Length)
            {
                var open = text.IndexOf('{', from);
                while (open >= 0 && (open + 1 >= text.Length || text[open + 1] is not ('%' or '{'))) open = text.IndexOf('{', open + 1);
                var close = open < 0 ? -1 : text.IndexOf(text[open + 1] == '%' ? "%}" : "}}", open + 2, StringComparison.Ordinal);
                if (close < 0)
                {
                    into.Add(like with { Text = text[from..] });
                    return;
                }
                if (open > from) into.Add(like with { Text = text[from..open] });
                var words = text[open..(close + 2)].Trim('{', '}', '%', ' ', '-').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (text[open + 1] == '%' && words is ["include" or "include_cached" or "include_relative", ..] && string.Join("", words[1..].Where(w => !w.Contains('='))) is var path && path.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
                    into.Add(new Token(TokenKind.Include, path));
                from = close + 2;
            }
        }
    }

    void Image(string path, int line) => report.Image(article.Path, line, path);

    List<Block> Include(string path, int line)
    {
        var at = includeLine > 0 ? includeLine : line;
        if (includes >= ImportLimits.MostIncludes || including.Count >= ImportLimits.DeepestInclude)
        {
            report.Include(article.Path, at, path, "there are too many includes");
            return [Lost($"the include '{path}', one too many", at, at)];
        }
        var file = findInclude(article, path);
        if (file is null || !including.Add(file.Path))
        {
            report.Include(article.Path, at, path, file is null ? "it is not there" : "it includes itself");
            return [Lost($"the include '{path}', which is {(file is null ? "not there" : "within itself")}", at, at)];
        }
        includes++;
        var outer = includeLine;
        includeLine = at;
        var blocks = new List<Block>();
        foreach (var part in ArticleText.Cut(file.Lines, file.FirstLine, (_, _, why) => blocks.Add(Lost(why, at, at)))) Part(part, blocks);
        includeLine = outer;
        including.Remove(file.Path);
        return blocks;
    }

    static LostBlock Lost(string why, int from, int to) => new(why, new Place(from, to));

    /// <summary>HTML that the parser cuts at blank lines, put together again until its tables and lists are closed.</summary>
    sealed class HtmlRun(int start)
    {
        int open;

        public int Start { get; } = start;

        public int End { get; private set; } = start;

        public bool IsOpen => open > 0;

        public void Add(Md.Block block, string text)
        {
            End = Math.Max(End, block.Span.End);
            if (block is not Md.HtmlBlock || block.Span.IsEmpty) return;
            var raw = text.AsSpan(Math.Max(0, block.Span.Start), Math.Min(block.Span.Length, text.Length - block.Span.Start));
            foreach (var name in (ReadOnlySpan<string>)["table", "dl", "ul", "ol", "pre"]) open += Count(raw, "<" + name) - Count(raw, "</" + name);
            open = Math.Max(0, open);
        }

        static int Count(ReadOnlySpan<char> text, string tag)
        {
            var count = 0;
            for (var i = text.IndexOf(tag, StringComparison.OrdinalIgnoreCase); i >= 0; i = text.IndexOf(tag, StringComparison.OrdinalIgnoreCase))
            {
                text = text[(i + tag.Length)..];
                if (text.IsEmpty || !char.IsAsciiLetterOrDigit(text[0])) count++;
            }
            return count;
        }
    }
}
