using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>
/// The second line of defence: HtmlSanitizer reads the renderer's HTML as a browser would and takes out whatever is not on the list.
/// The renderer writes nothing else, so a finding is a fault of ours.
/// </summary>
sealed class SafeHtml : HtmlSanitizer
{
    /// <summary>Attributes of each element. The library knows one list for all; what else it lets through is taken out by <see cref="KeepOwn"/>.</summary>
    static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["p"] = [], ["ul"] = [], ["ol"] = ["start"], ["li"] = [], ["blockquote"] = [], ["h3"] = [],
        ["table"] = [], ["thead"] = [], ["tbody"] = [], ["tr"] = [], ["th"] = ["scope"], ["td"] = [],
        ["strong"] = [], ["em"] = [], ["code"] = [], ["pre"] = [], ["var"] = [], ["br"] = [], ["small"] = [],
        ["a"] = ["href", "rel"], ["span"] = ["class"],
        ["figure"] = ["class"], ["figcaption"] = [], ["details"] = ["class"], ["summary"] = [],
    }.ToFrozenDictionary();

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Tags = Allowed.Keys.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly HtmlSanitizerOptions Lists = new()
    {
        AllowedTags = Allowed.Keys.ToHashSet(),
        AllowedAttributes = Allowed.Values.SelectMany(a => a).ToHashSet(),
        AllowedSchemes = new HashSet<string> { "http", "https", "mailto" },
        UriAttributes = new HashSet<string> { "href" },
    };

    [ThreadStatic] static SafeHtml? sanitizer;

    // Without the library's CSS: no style is let through, so none is read.
    readonly HtmlParser parser = new(new HtmlParserOptions { IsScripting = true });
    readonly List<string> removed = [];

    SafeHtml() : base(Lists)
    {
        HtmlParserFactory = () => parser;
        PostProcessDom += (_, e) => KeepOwn(e.Document);
    }

    /// <summary>The same HTML when all of it is allowed, else what is left.</summary>
    public static string Check(string html, SourceLocation at, DiagnosticBag bag)
    {
        if (HasBareTagsOnly(html)) return html;
        var own = sanitizer ??= new SafeHtml();
        own.removed.Clear();
        using var document = own.SanitizeDom(html);
        if (own.removed.Count == 0) return html;
        foreach (var what in own.removed) bag.HtmlRemoved(at, what);
        return document.Body!.ChildNodes.ToHtml(own.OutputFormatter);
    }

    /// <summary>
    /// Text and tags of the list without attributes: however they are nested, a browser makes nothing else of them. Most HTML is such,
    /// and reading it with the library would make a load dearer.
    /// </summary>
    static bool HasBareTagsOnly(ReadOnlySpan<char> html)
    {
        while (html.IndexOf('<') is >= 0 and var start)
        {
            html = html[(start + 1)..];
            if (html.IndexOf('>') is not (> 0 and var end) || !Tags.Contains(html[(html[0] == '/' ? 1 : 0)..end])) return false;
            html = html[(end + 1)..];
        }
        return true;
    }

    protected override void OnRemovingTag(RemovingTagEventArgs e) => removed.Add($"<{e.Tag.LocalName}>");

    protected override void OnRemovingComment(RemovingCommentEventArgs e) => removed.Add("a comment");

    protected override void OnRemovingAttribute(RemovingAttributeEventArgs e) => Note(e.Attribute);

    protected override void OnFilteringUrl(FilterUrlEventArgs e) => e.SanitizedUrl = e.SanitizedUrl is not null && IsAllowed("href", e.OriginalUrl) ? e.OriginalUrl : null;

    void KeepOwn(IHtmlDocument document)
    {
        foreach (var element in document.Body!.Descendants<IElement>().Where(e => e.Attributes.Length > 0))
            foreach (var attribute in element.Attributes.Where(a => !Allowed[element.LocalName].Contains(a.Name) || !IsAllowed(a.Name, a.Value)).ToList())
            {
                Note(attribute);
                element.RemoveAttribute(attribute.Name);
            }
    }

    void Note(IAttr attribute) => removed.Add($"{attribute.Name}=\"{attribute.Value}\"");

    static bool IsAllowed(string name, string value) => name switch
    {
        "href" => WebAddress.IsHttp(value) || WebAddress.IsMail(value) ||
            value.StartsWith("/entries/", StringComparison.Ordinal) || value.StartsWith("/matrix/", StringComparison.Ordinal) || value.StartsWith("/flows/", StringComparison.Ordinal),
        "rel" => value == "noopener noreferrer",
        "class" => value is "plate" or "tok",
        "scope" => value == "col",
        "start" => value.Length is > 0 and < 10 && value.All(char.IsAsciiDigit),
        _ => false,
    };
}
