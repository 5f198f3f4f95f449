using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>Writes a Markdown syntax tree as <see cref="RichText"/>. What is not on its list is reported and not written.</summary>
/// <remarks>
/// <para>The HTML is made of these, with no other classes and with no ids:</para>
/// <list type="bullet">
/// <item><c>p</c>, <c>ul</c>, <c>ol start</c>, <c>li</c> (with <c>p</c> inside when its list is written with blank lines), <c>blockquote</c>, <c>strong</c>, <c>em</c>, <c>code</c>, <c>br</c>;</item>
/// <item><c>h3</c> in notes;</item>
/// <item><c>table</c> &gt; <c>thead</c> &gt; <c>tr</c> &gt; <c>th scope="col"</c> and <c>tbody</c> &gt; <c>tr</c> &gt; <c>td</c>;</item>
/// <item><c>a href</c>: inside the site a path such as <c>/entries/34513#credentials-file</c>; elsewhere with <c>rel="noopener noreferrer"</c>;</item>
/// <item>a plate: <c>&lt;figure class="plate">&lt;figcaption>PowerShell&lt;/figcaption>&lt;pre>&lt;code>…&lt;/code>&lt;/pre>&lt;/figure></c>,
/// closed at first: <c>&lt;details class="plate">&lt;summary>9 addresses&lt;/summary>&lt;pre>&lt;code>…&lt;/code>&lt;/pre>&lt;/details></c>;
/// in commands each word is <c>&lt;span class="tok"></c>, with the spaces between them;</item>
/// <item>a placeholder in code: <c>&lt;var>&amp;lt;InstallPath&amp;gt;&lt;/var></c>, brackets included.</item>
/// </list>
/// <para>The plain text has a blank line between blocks; its first block is the lead. List items stand on lines of their own, code is verbatim below its caption.</para>
/// </remarks>
sealed class MarkdownRenderer(MarkdownText source, LinkTargets links, DiagnosticBag bag)
{
    const int DeepestInlines = 32;

    readonly StringBuilder html = new();
    readonly StringBuilder text = new();
    string indentation = "";
    int depth;

    /// <summary>Blocks, one after another.</summary>
    /// <param name="headings">True where headings of level 3 are allowed.</param>
    public static RichText Render(MarkdownText source, IReadOnlyList<Block> blocks, LinkTargets links, DiagnosticBag bag, bool headings = false)
    {
        if (blocks.Count == 0) return RichText.Empty;
        var renderer = new MarkdownRenderer(source, links, bag);
        renderer.Blocks(blocks, headings, tight: false);
        return renderer.Finish(source.At(blocks[0]));
    }

    /// <summary>One paragraph without its <c>p</c>, for a table cell; anything else in it is reported.</summary>
    public static RichText RenderInline(MarkdownText source, string where, LinkTargets links, DiagnosticBag bag)
    {
        var renderer = new MarkdownRenderer(source, links, bag);
        foreach (var block in source.Document)
            if (block is ParagraphBlock paragraph && renderer.html.Length == 0) renderer.Inlines(paragraph.Inline);
            else if (block is not LinkReferenceDefinitionGroup) bag.NotAllowedHere(source.At(block), "More than one paragraph of text", where);
            else bag.ReferenceDefinition(source.At(block));
        return renderer.Finish(source.At(0));
    }

    RichText Finish(SourceLocation at) => new(text.ToString().TrimEnd(), SafeHtml.Check(html.ToString(), at, bag));

    void Blocks(IReadOnlyList<Block> blocks, bool headings, bool tight)
    {
        var first = true;
        foreach (var block in blocks)
        {
            if (!first) Separate(tight);
            first = false;
            Write(block, headings, tight);
        }
    }

    void Write(Block block, bool headings, bool tight)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                CheckParagraph(paragraph);
                if (!tight) html.Append("<p>");
                Inlines(paragraph.Inline);
                if (!tight) html.Append("</p>");
                break;
            case ListBlock list:
                List(list);
                break;
            case QuoteBlock quote:
                html.Append("<blockquote>");
                Blocks(quote, headings: false, tight: false);
                html.Append("</blockquote>");
                break;
            case Table table:
                Table(table);
                break;
            case FencedCodeBlock fence:
                Plate(fence);
                break;
            case HeadingBlock heading when heading.IsSetext:
                bag.SetextHeading(source.At(heading));
                break;
            case HeadingBlock { Level: 3 } heading when headings:
                html.Append("<h3>");
                Inlines(heading.Inline);
                html.Append("</h3>");
                break;
            case HeadingBlock heading:
                bag.UnknownHeading(source.At(heading), source.Written(heading).ToString(), "'###' in notes, and what docs/writing-content.md lists");
                break;
            case HtmlBlock:
                bag.RawHtml(source.At(block));
                break;
            case CodeBlock:
                bag.IndentedCode(source.At(block));
                break;
            case LinkReferenceDefinitionGroup group:
                foreach (var definition in group) bag.ReferenceDefinition(source.At(definition));
                break;
            case ThematicBreakBlock:
                bag.NotAllowedHere(source.At(block), "A line of '-', '*' or '_'", "an entry");
                break;
            default:
                bag.NotAllowedHere(source.At(block), block.GetType().Name, "content");
                break;
        }
    }

    void List(ListBlock list)
    {
        html.Append(list.IsOrdered ? "<ol" : "<ul");
        var number = 1;
        if (list.IsOrdered && int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start != 1)
        {
            number = start;
            html.Append(" start=\"").Append(start.ToString(CultureInfo.InvariantCulture)).Append('"');
        }
        html.Append('>');
        var outer = indentation;
        var first = true;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (!first) text.Append('\n').Append(outer);
            first = false;
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            text.Append(mark);
            indentation = outer + new string(' ', mark.Length);
            html.Append("<li>");
            Blocks(item, headings: false, tight: !list.IsLoose);
            html.Append("</li>");
        }
        indentation = outer;
        html.Append(list.IsOrdered ? "</ol>" : "</ul>");
    }

    void Table(Table table)
    {
        html.Append("<table>");
        var columns = -1;
        var inBody = false;
        var firstRow = true;
        foreach (var row in table.OfType<TableRow>())
        {
            if (!firstRow) text.Append('\n').Append(indentation);
            firstRow = false;
            var written = row.OfType<TableCell>().Where(c => c.Count > 0 || !c.Span.IsEmpty).ToList();
            if (columns < 0) columns = written.Count;
            else if (written.Count != columns) bag.TableRagged(source.At(row), written.Count, columns);
            if (row.IsHeader) html.Append("<thead><tr>");
            else html.Append(inBody ? "<tr>" : "<tbody><tr>");
            inBody |= !row.IsHeader;
            var firstCell = true;
            foreach (var cell in written)
            {
                if (!firstCell) text.Append(" | ");
                firstCell = false;
                html.Append(row.IsHeader ? "<th scope=\"col\">" : "<td>");
                Blocks(cell, headings: false, tight: true);
                html.Append(row.IsHeader ? "</th>" : "</td>");
            }
            html.Append(row.IsHeader ? "</tr></thead>" : "</tr>");
        }
        html.Append(inBody ? "</tbody></table>" : "</table>");
    }

    void Plate(FencedCodeBlock fence)
    {
        var at = source.At(fence);
        if (fence.ClosingFencedCharCount == 0) bag.FenceNotClosed(at);
        var plate = CodePlate.Of(fence);
        if (!CodePlate.Languages.Any(l => l.Name == plate.Language)) bag.FenceLanguage(at, plate.Language, CodePlate.Languages.Select(l => l.Name));
        for (var i = 0; i < fence.Lines.Count; i++)
        {
            var line = fence.Lines.Lines[i];
            InvisibleCharacters.CheckTypography(line.Slice.AsSpan(), o => source.At(line.Slice.Start + o), "code", bag);
        }
        html.Append(plate.IsFolded ? "<details class=\"plate\"><summary>" : "<figure class=\"plate\"><figcaption>");
        HtmlText.Write(html, plate.Caption);
        html.Append(plate.IsFolded ? "</summary><pre><code>" : "</figcaption><pre><code>");
        if (plate.HasPlaceholders) CodeMarkup.Write(html, plate.Code, plate.IsCommand, bracketWords: plate.Language != "powershell");
        else HtmlText.Write(html, plate.Code);
        html.Append(plate.IsFolded ? "</code></pre></details>" : "</code></pre></figure>");
        text.Append(plate.Caption).Append(":\n").Append(indentation).Append(plate.Code.Replace("\n", "\n" + indentation, StringComparison.Ordinal));
    }

    void Inlines(ContainerInline? container)
    {
        if (container is null) return;
        // Emphasis within emphasis nests as deep as there are marks; the parser bounds only blocks.
        if (++depth > DeepestInlines) bag.MarkdownTooDeep(source.At(container), DeepestInlines);
        else
            foreach (var inline in container) Write(inline);
        depth--;
    }

    void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Text(literal.Content.AsSpan());
                break;
            case HtmlEntityInline entity:
                Text(entity.Transcoded.AsSpan());
                break;
            case CodeInline code:
                Code(code);
                break;
            case EmphasisInline emphasis:
                html.Append(emphasis.DelimiterCount == 2 ? "<strong>" : "<em>");
                Inlines(emphasis);
                html.Append(emphasis.DelimiterCount == 2 ? "</strong>" : "</em>");
                break;
            case LinkInline { IsImage: true }:
                bag.Image(source.At(inline));
                break;
            case LinkInline link:
                Link(link);
                break;
            case AutolinkInline auto:
                Anchor(auto, auto.IsEmail ? "mailto:" + auto.Url : auto.Url, () => Text(auto.Url));
                break;
            case LineBreakInline line:
                html.Append(line.IsHard ? "<br>" : "\n");
                text.Append(line.IsHard ? "\n" + indentation : " ");
                break;
            case HtmlInline:
                bag.RawHtml(source.At(inline));
                break;
            case ContainerInline other:
                // Delimiters that turned out to delimit nothing: what is in them stands as text.
                if (other is DelimiterInline delimiter) Text(delimiter.ToLiteral());
                Inlines(other);
                break;
            default:
                bag.NotAllowedHere(source.At(inline), inline.GetType().Name, "content");
                break;
        }
    }

    void Text(ReadOnlySpan<char> written)
    {
        HtmlText.Write(html, written);
        text.Append(written);
    }

    void Code(CodeInline code)
    {
        var opening = source.Written(code).IndexOfAnyExcept('`');
        InvisibleCharacters.CheckTypography(code.Content, o => source.At(code.Span.Start + Math.Max(0, opening) + o), "code", bag);
        html.Append("<code>");
        // `[size]` alone is a placeholder; `[int]$n` is not.
        CodeMarkup.Write(html, code.Content, inWords: false, bracketWords: code.Content.StartsWith('[') && code.Content.EndsWith(']'));
        html.Append("</code>");
        text.Append(code.Content);
    }

    void Link(LinkInline link)
    {
        if (!string.IsNullOrEmpty(link.Title)) bag.LinkTitle(source.At(link));
        if (link.FirstChild is null) bag.LinkWithoutText(source.At(link));
        Anchor(link, link.Url ?? "", () => Inlines(link));
    }

    void Anchor(Inline node, string address, Action content)
    {
        var target = Target(address, source.At(node), out var outside);
        if (target is not null)
        {
            html.Append("<a href=\"");
            HtmlText.Write(html, target);
            html.Append(outside ? "\" rel=\"noopener noreferrer\">" : "\">");
        }
        var begin = text.Length;
        content();
        if (target is null) return;
        html.Append("</a>");
        if (outside && text.ToString(begin, text.Length - begin) is var shown && shown != address && "mailto:" + shown != address) text.Append(" (").Append(address).Append(')');
    }

    string? Target(string address, SourceLocation at, out bool outside)
    {
        outside = false;
        if (address.StartsWith("kb:", StringComparison.Ordinal)) return links.Resolve(address[3..], at, bag);
        outside = true;
        if (WebAddress.IsHttp(address) || WebAddress.IsMail(address)) return address;
        bag.BadAddress(at, address);
        return null;
    }

    void CheckParagraph(ParagraphBlock paragraph)
    {
        var written = source.Written(paragraph);
        if (written.StartsWith("|") && written.IndexOf('\n') is >= 0 and var lineEnd && written[(lineEnd + 1)..].TrimStart(' ').StartsWith("|"))
            bag.TableWithoutSeparator(source.At(paragraph));
        foreach (var foreign in (ReadOnlySpan<string>)[":::", "[!", "[^", "*["])
            if (written.StartsWith(foreign)) bag.ForeignSyntax(source.At(paragraph), foreign);
    }

    void Separate(bool tight) => text.Append(tight ? "\n" : "\n\n").Append(indentation);
}
