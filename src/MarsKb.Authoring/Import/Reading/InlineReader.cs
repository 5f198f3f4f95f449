using System.Text;
using Markdig.Syntax.Inlines;
using MarsKb.Import.Blocks;

namespace MarsKb.Import.Reading;

enum TokenKind { Text, Break, SoftBreak, Paragraph, ListOpen, ListClose, ItemOpen, ItemClose, Include }

/// <param name="Text">For an include its path.</param>
/// <param name="Ordered">For a list.</param>
readonly record struct Token(TokenKind Kind, string Text = "", PhraseStyle Style = PhraseStyle.None, string? Link = null, bool Ordered = false);

/// <summary>Turns a line of Markdown with the HTML in it into tokens: styled text, breaks and lists.</summary>
sealed class InlineReader(Action<string> image)
{
    readonly List<Token> tokens = [];
    readonly List<string> open = [];
    PhraseStyle html;
    string? link;
    int depth;

    /// <summary>The name of the first anchor element, if any.</summary>
    public string? Anchor { get; private set; }

    public IReadOnlyList<Token> Read(ContainerInline? container)
    {
        if (container is not null) Walk(container, PhraseStyle.None, null);
        return tokens;
    }

    void Walk(ContainerInline container, PhraseStyle style, string? address)
    {
        if (++depth > ImportLimits.DeepestNesting) Flat(container);
        else
            for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling) Read(inline, style, address);
        depth--;
    }

    void Read(Inline inline, PhraseStyle style, string? address)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Add(literal.Content.ToString(), style, address);
                break;
            case HtmlEntityInline entity:
                Add(entity.Transcoded.ToString(), style, address);
                break;
            case CodeInline code:
                Add(ArticleText.Unmask(code.Content), style | PhraseStyle.Code, address);
                break;
            case EmphasisInline emphasis:
                Walk(emphasis, style | (emphasis.DelimiterCount >= 2 ? PhraseStyle.Bold : PhraseStyle.Italic), address);
                break;
            case LinkInline { IsImage: true } picture:
                image(ArticleText.Unmask(picture.Url ?? ""));
                break;
            case LinkInline found when EndsWithInclude():
                tokens.Add(new Token(TokenKind.Include, ArticleText.Unmask(found.Url ?? "")));
                break;
            case LinkInline found:
                Walk(found, style, ArticleText.Unmask(found.Url ?? ""));
                break;
            case AutolinkInline auto:
                Add(auto.Url, style, auto.IsEmail ? "mailto:" + auto.Url : auto.Url);
                break;
            case LineBreakInline line:
                tokens.Add(new Token(line.IsHard ? TokenKind.Break : TokenKind.SoftBreak));
                break;
            case HtmlInline tag:
                Tag(tag.Tag);
                break;
            case ContainerInline other:
                if (other is DelimiterInline delimiter) Add(delimiter.ToLiteral(), style, address);
                Walk(other, style, address);
                break;
        }
    }

    void Flat(ContainerInline container)
    {
        // Too deep to be meant: the text alone, without recursion.
        foreach (var literal in container.FindDescendants<LiteralInline>()) Add(literal.Content.ToString(), PhraseStyle.None, null);
    }

    void Add(string text, PhraseStyle style, string? address)
    {
        if (text.Length == 0) return;
        if (tokens.Count > 0 && tokens[^1].Kind == TokenKind.Include && text.StartsWith(']')) text = text[1..];
        if (text.Length > 0) tokens.Add(new Token(TokenKind.Text, text, style | html, address ?? link));
    }

    /// <summary>The text before a link is <c>[!INCLUDE</c>; it is taken back.</summary>
    bool EndsWithInclude()
    {
        var tail = new StringBuilder();
        var i = tokens.Count;
        while (i > 0 && tokens[i - 1].Kind == TokenKind.Text && tail.Length < 16) tail.Insert(0, tokens[--i].Text);
        var text = tail.ToString();
        var start = text.LastIndexOf("[!include", StringComparison.OrdinalIgnoreCase);
        if (start < 0 || text[(start + 9)..].Trim().Length > 0) return false;
        var back = text.Length - start;
        while (back > 0)
        {
            var last = tokens[^1];
            tokens.RemoveAt(tokens.Count - 1);
            if (last.Text.Length > back) tokens.Add(last with { Text = last.Text[..^back] });
            back -= last.Text.Length;
        }
        return true;
    }

    void Tag(string tag)
    {
        if (tag.StartsWith("<!--", StringComparison.Ordinal)) return;
        var closing = tag.StartsWith("</", StringComparison.Ordinal);
        switch (HtmlTag.Name(tag))
        {
            case "br":
                tokens.Add(new Token(TokenKind.Break));
                break;
            case "p" or "div" or "hr":
                tokens.Add(new Token(TokenKind.Paragraph));
                break;
            case "ul" or "ol" when !closing:
                tokens.Add(new Token(TokenKind.ListOpen, Ordered: HtmlTag.Name(tag) == "ol"));
                break;
            case "ul" or "ol":
                tokens.Add(new Token(TokenKind.ListClose));
                break;
            case "li":
                tokens.Add(new Token(closing ? TokenKind.ItemClose : TokenKind.ItemOpen));
                break;
            case "b" or "strong":
                Style(PhraseStyle.Bold, closing);
                break;
            case "i" or "em":
                Style(PhraseStyle.Italic, closing);
                break;
            case "code" or "kbd" or "samp" or "tt" or "pre":
                Style(PhraseStyle.Code, closing);
                break;
            case "img" when !closing:
                image(HtmlTag.Attribute(tag, "src") ?? "");
                break;
            case "a":
                link = closing ? null : HtmlTag.Attribute(tag, "href");
                if (!closing) Anchor ??= HtmlTag.Attribute(tag, "name") ?? HtmlTag.Attribute(tag, "id");
                break;
            case var name when !HtmlTag.IsElement(name):
                // "<ServerName>" without escape is a placeholder that the author forgot to escape.
                Add(tag, PhraseStyle.None, null);
                break;
        }
    }

    void Style(PhraseStyle style, bool closing) => html = closing ? html & ~style : html | style;
}
