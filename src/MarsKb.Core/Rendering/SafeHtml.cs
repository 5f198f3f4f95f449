using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>
/// The second line of defence: reads the renderer's HTML as a browser would and takes out whatever is not on the list.
/// The renderer writes nothing else, so a finding is a fault of ours.
/// </summary>
static class SafeHtml
{
    static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["p"] = [], ["ul"] = [], ["ol"] = ["start"], ["li"] = [], ["blockquote"] = [], ["h3"] = [],
        ["table"] = [], ["thead"] = [], ["tbody"] = [], ["tr"] = [], ["th"] = ["scope"], ["td"] = [],
        ["strong"] = [], ["em"] = [], ["code"] = [], ["pre"] = [], ["var"] = [], ["br"] = [], ["small"] = [],
        ["a"] = ["href", "rel"], ["span"] = ["class"],
        ["figure"] = ["class"], ["figcaption"] = [], ["details"] = ["class"], ["summary"] = [],
    }.ToFrozenDictionary();

    [ThreadStatic] static HtmlParser? parser;
    [ThreadStatic] static IElement? context;

    /// <summary>The same HTML when all of it is allowed, else what is left.</summary>
    public static string Check(string html, SourceLocation at, DiagnosticBag bag)
    {
        if (html.Length == 0) return html;
        parser ??= new HtmlParser();
        context ??= parser.ParseDocument("").Body!;
        var nodes = parser.ParseFragment(html, context);
        var clean = true;
        foreach (var node in nodes.ToArray()) clean &= Check(node, at, bag);
        return clean ? html : string.Concat(nodes.Where(n => n is IText || (n is IElement e && Allowed.ContainsKey(e.LocalName))).Select(n => n.ToHtml()));
    }

    static bool Check(INode node, SourceLocation at, DiagnosticBag bag)
    {
        if (node is IText) return true;
        if (node is not IElement element || element.NamespaceUri != "http://www.w3.org/1999/xhtml" || !Allowed.TryGetValue(element.LocalName, out var attributes))
        {
            bag.HtmlRemoved(at, node is IElement other ? $"<{other.LocalName}>" : node.NodeName);
            node.Parent?.RemoveChild(node);
            return false;
        }
        var clean = true;
        foreach (var attribute in element.Attributes.ToArray())
        {
            if (attributes.Contains(attribute.Name) && IsAllowed(attribute.Name, attribute.Value)) continue;
            bag.HtmlRemoved(at, $"{attribute.Name}=\"{attribute.Value}\"");
            element.RemoveAttribute(attribute.Name);
            clean = false;
        }
        foreach (var child in element.ChildNodes.ToArray()) clean &= Check(child, at, bag);
        return clean;
    }

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
