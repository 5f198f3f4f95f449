using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Matrix;
using MarsKb.Pages.Entries;
using MarsKb.Pages.Shared;

namespace MarsKb.Export;

/// <summary>Where the pages of the site are in an export: which there are, and what their links become.</summary>
sealed class ExportAddresses
{
    public const string SearchFile = "search.html";

    const string Extension = ".html", Csv = ".csv";
    const int LongestName = 100;

    /// <summary>Names of devices of Windows, which no file there may have.</summary>
    static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" })], StringComparer.OrdinalIgnoreCase);

    readonly KnowledgeBase knowledge;
    readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    public ExportAddresses(KnowledgeBase knowledge)
    {
        this.knowledge = knowledge;
        files.Add("/", "index.html");
        files.Add("/search", SearchFile);
        files.Add("/flows", "flows.html");
        files.Add("/matrix", "matrix.html");
        foreach (var item in knowledge.Items) files.Add(item.Url, $"{item.Url.Split('/')[1]}/{FileName(item.Key)}{Extension}");
        foreach (var table in knowledge.Tables.Where(HasRows)) files.Add(table.Url + Csv, $"matrix/{FileName(table.Key)}{Csv}");
        foreach (var component in knowledge.Components.Cast<Component?>().Prepend(null))
            foreach (var kind in Enum.GetValues<EntryKind>().Cast<EntryKind?>().Prepend(null)) AddLists(kind, component);
    }

    /// <summary>Addresses of the site with the file of each, by file.</summary>
    public IEnumerable<(string Address, string File)> Pages => files.Select(f => (f.Key, f.Value)).OrderBy(f => f.Value, StringComparer.Ordinal);

    /// <summary>The file with the steps of a flow, beside its page.</summary>
    public string StepsOf(Flow flow) => Path.ChangeExtension(files[flow.Url], ".js");

    /// <summary>The file of an address of the site, relative to the folder, with query and anchor; null for what an export does not have.</summary>
    public string? Of(string address)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var (place, anchor) = hash < 0 ? (address, "") : (address[..hash], address[hash..]);
        if (files.TryGetValue(place, out var file)) return file + anchor;
        var mark = place.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (place, "") : (place[..mark], place[mark..]);
        switch (path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["search" or "go"]:
                return SearchFile + query;
            case ["e", var code]:
                return $"{SearchFile}?q={code}&go=1";
            case ["flows", _] when query.Length > 0 && files.TryGetValue(path, out file):
                return file + query + anchor;
            case ["entries" or "flows" or "matrix", var name] when query.Length == 0 && knowledge.Resolve(Uri.UnescapeDataString(name)) is { Items: [var item] }:
                return files[item.Url] + anchor;
            default:
                return null;
        }
    }

    /// <summary>The same as seen from a file of the export.</summary>
    public string? Of(string address, string from) => Of(address) is { } file ? Up(from) + file : null;

    /// <summary>The way from a file to the folder's top.</summary>
    public static string Up(string from) => string.Concat(Enumerable.Repeat("../", from.Count(c => c == '/')));

    public static bool HasRows(MatrixTable table) => !table.Columns.IsEmpty;

    void AddLists(EntryKind? kind, Component? component)
    {
        var count = knowledge.Items.Count(i => (kind is null || i.Kind == kind) && (component is null || i.Component == component.Id));
        if (count == 0 && kind is not null && component is not null) return;
        var name = string.Join('-', new[] { "entries", kind?.Slug(), component is null ? null : FileName(component.Id) }.OfType<string>());
        for (var page = 1; page <= Math.Max(1, (count + IndexModel.PageSize - 1) / IndexModel.PageSize); page++)
        {
            var number = page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{page}");
            files.Add(IndexModel.Address(kind, component, page), (kind is null && component is null && page == 1 ? "" : "lists/") + name + number + Extension);
        }
    }

    /// <summary>A name that every file system takes and that stands in an address as it is. Keys that differ, differ here too, whatever their case.</summary>
    internal static string FileName(string key)
    {
        var name = new StringBuilder(key.Length);
        foreach (var c in key)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && name.Length > 0)) name.Append(c);
            else name.Append(CultureInfo.InvariantCulture, $"~{(int)c:X4}");
        }
        if (name.Length > LongestName)
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key.ToUpperInvariant())))[..16];
            return $"{name.ToString(0, LongestName)}~{hash}";
        }
        if (Devices.Contains(name.ToString().Split('.')[0]) || name[^1] == '.') name.Append('~');
        return name.ToString();
    }
}
