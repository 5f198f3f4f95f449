using System.Collections.Frozen;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using MarsKb.Pages.Shared;

namespace MarsKb.Export;

/// <summary>Makes a page of the site one that opens as a file: links lead from file to file, icons are part of the page, forms are asked by address.</summary>
sealed class OfflinePage
{
    const string IconFile = "/icons.svg#", SearchPath = "/search", ThemePath = "/theme";

    /// <summary>Icons that <c>site.js</c> puts into any page.</summary>
    static readonly string[] ScriptIcons = ["check", "copy", "print", "warn"];

    readonly ExportAddresses addresses;
    readonly FrozenSet<string> files;
    readonly Dictionary<string, string> icons;

    /// <param name="files">The site's own files by their paths on the site, without a leading slash.</param>
    /// <param name="sprite">The text of <c>icons.svg</c>.</param>
    public OfflinePage(ExportAddresses addresses, IEnumerable<string> files, string sprite)
    {
        this.addresses = addresses;
        this.files = files.ToFrozenSet(StringComparer.Ordinal);
        var picture = new HtmlParser().ParseDocument(sprite);
        icons = picture.QuerySelectorAll("symbol").ToDictionary(s => s.Id!, s =>
        {
            s.Id = Rendition.IconPrefix[1..] + s.Id;
            return s.OuterHtml;
        });
    }

    /// <param name="file">The page's place in the export.</param>
    public byte[] Rewrite(string html, string file)
    {
        var document = new HtmlParser().ParseDocument(html);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        Rewrite(document, file, used);
        foreach (var template in document.QuerySelectorAll("template").OfType<IHtmlTemplateElement>()) Rewrite(template.Content, file, used);
        used.UnionWith(document.QuerySelector("[data-icons=all]") is null ? ScriptIcons : icons.Keys);

        var sheet = document.CreateElement("div");
        sheet.SetAttribute("hidden", "");
        sheet.InnerHtml = $"<svg>{string.Concat(used.Where(icons.ContainsKey).Select(i => icons[i]))}</svg>";
        document.Body!.Append(sheet);
        return Encoding.UTF8.GetBytes(document.ToHtml());
    }

    void Rewrite(IParentNode root, string file, SortedSet<string> used)
    {
        foreach (var form in root.QuerySelectorAll("form").ToList()) Form(form, file);
        foreach (var element in root.QuerySelectorAll("[href], [src]").ToList())
        {
            var name = element.HasAttribute("href") ? "href" : "src";
            var address = element.GetAttribute(name)!;
            if (address.StartsWith(IconFile, StringComparison.Ordinal))
            {
                var icon = address[IconFile.Length..];
                used.Add(icon);
                element.SetAttribute(name, Rendition.IconPrefix + icon);
            }
            else if (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)) Link(element, name, address, file);
        }
    }

    void Link(IElement element, string name, string address, string file)
    {
        if (files.Contains(address[1..])) element.SetAttribute(name, ExportAddresses.Up(file) + Place(address[1..]));
        else if (addresses.Of(address, file) is { } found) element.SetAttribute(name, found);
        // What only the site has is a word here, no link.
        else if (element is IHtmlAnchorElement) element.Replace([.. element.ChildNodes]);
        else element.RemoveAttribute(name);
    }

    void Form(IElement form, string file)
    {
        var action = form.GetAttribute("action") ?? "";
        if (action == ThemePath)
        {
            form.RemoveAttribute("action");
            form.RemoveAttribute("method");
        }
        else if ((action == SearchPath || form.GetAttribute("method") == "get") && addresses.Of(action, file) is { } found)
        {
            form.SetAttribute("action", found);
            form.SetAttribute("method", "get");
        }
        else if (action.Length > 0) form.Remove();
    }

    /// <summary>Where a file of the site lies in the export.</summary>
    public static string Place(string file) => file.Contains('/', StringComparison.Ordinal) ? file : "assets/" + file;
}
