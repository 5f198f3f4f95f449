using MarsKb.Import.Reading;
using MarsKb.Rendering;

namespace MarsKb.Import.Drafts;

/// <summary>Where an article is published, and what its links mean from there.</summary>
/// <remarks>One article, one thread.</remarks>
sealed class ArticleAddress
{
    // A name that can never be anybody's, for articles whose address nobody has given.
    const string Nowhere = "https://source.invalid/";

    const int LongestAnchor = 500;

    readonly Uri page;
    readonly Uri root;
    readonly bool known;

    public ArticleAddress(string? baseUrl, ArticleFile article)
    {
        known = baseUrl is not null;
        root = new Uri(known ? baseUrl!.TrimEnd('/') + "/" : Nowhere);
        page = new Uri(root, string.Join('/', WithoutExtension(article.Path).Split('/').Select(Uri.EscapeDataString)));
    }

    /// <summary>Links that could not be made absolute.</summary>
    public int Lost { get; private set; }

    /// <summary>Address of a section; of the page where the anchor is too long to be one.</summary>
    public string Of(string? anchor) => page + (string.IsNullOrEmpty(anchor) || Uri.EscapeDataString(anchor) is not { Length: <= LongestAnchor } part ? "" : "#" + part);

    /// <summary>A link of the article as an absolute address; null when it leads nowhere that is known or allowed.</summary>
    public string? Link(string written)
    {
        var address = written.Trim();
        if (WebAddress.IsHttp(address) || WebAddress.IsMail(address)) return Safe(address);
        if (!known || address.Length == 0 || address.Contains("{{", StringComparison.Ordinal) || HasScheme(address))
        {
            Lost++;
            return null;
        }
        // "{% link version/page.md %}#part" is a page of the same site.
        if (address.StartsWith("{%", StringComparison.Ordinal) && address.IndexOf("%}", StringComparison.Ordinal) is > 0 and var end)
            address = address[2..end].Trim().Split(' ')[^1] + address[(end + 2)..];
        var hash = address.IndexOfAny(['#', '?']);
        var path = hash < 0 ? address : address[..hash];
        var rest = hash < 0 ? "" : address[hash..];
        var target = path.StartsWith("~/", StringComparison.Ordinal) ? new Uri(root, WithoutExtension(path[2..])) : Uri.TryCreate(page, WithoutExtension(path), out var relative) ? relative : null;
        var absolute = path.Length == 0 ? page + rest : target is null ? "" : target + rest;
        // Whatever an article says, a link of it stays on http.
        if (WebAddress.IsHttp(absolute)) return Safe(absolute);
        Lost++;
        return null;
    }

    static bool HasScheme(string address) => address.IndexOf(':') is > 0 and var colon && address.IndexOfAny(['/', '#', '?', '{']) is var slash && (slash < 0 || colon < slash);

    /// <summary>Round brackets would end the link.</summary>
    static string? Safe(string address) => address.Length > 1_000 ? null : address.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal);

    static string WithoutExtension(string path)
    {
        foreach (var extension in (ReadOnlySpan<string>)[".md", ".yml"])
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return path[..^extension.Length];
        return path;
    }
}
