using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace MarsKb.Pages.Shared;

/// <summary>The ticket that a visit belongs to. Every link and form of such a page carries it on.</summary>
/// <param name="Reference">Cleaned reference, or null when the visit has none.</param>
public sealed record Ticket(string? Reference)
{
    /// <summary>Name of the query parameter and the form field.</summary>
    public const string Name = "ticket";

    /// <summary>A longer reference is no ticket number and is not carried on.</summary>
    public const int MaxLength = 100;

    static readonly object ItemKey = new();

    /// <summary>The ticket of a request, from its address or else from a form that has been read already.</summary>
    public static Ticket Of(HttpContext context)
    {
        if (context.Items[ItemKey] is Ticket known) return known;
        var given = (string?)context.Request.Query[Name];
        if (string.IsNullOrEmpty(given)) given = context.Features.Get<IFormFeature>()?.Form?[Name];
        // An error page is made from a path of its own, without the query.
        if (string.IsNullOrEmpty(given) && context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString is { } query)
            given = QueryHelpers.ParseQuery(query).GetValueOrDefault(Name);
        var ticket = new Ticket(Clean(given));
        context.Items[ItemKey] = ticket;
        return ticket;
    }

    /// <summary>Without control characters and invisible ones, trimmed; null when nothing is left to see or too much.</summary>
    public static string? Clean(string? given)
    {
        if (given is null || given.Length > 4 * MaxLength) return null;
        var clean = new StringBuilder(given.Length);
        var visible = false;
        foreach (var rune in given.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) || IsNothing(rune.Value)) continue;
            visible |= !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && !IsFiller(rune.Value);
            clean.Append(rune.ToString());
        }
        var text = clean.ToString().Trim();
        return visible && text.Length <= MaxLength ? text : null;
    }

    /// <summary>The same place with the ticket added; other sites' addresses and anchors stay as they are.</summary>
    public string Keep(string url)
    {
        if (Reference is null || !url.StartsWith('/') || url.StartsWith("//", StringComparison.Ordinal)) return url;
        var hash = url.IndexOf('#');
        var (place, anchor) = hash < 0 ? (url, "") : (url[..hash], url[hash..]);
        return $"{place}{(place.Contains('?') ? '&' : '?')}{Name}={Uri.EscapeDataString(Reference)}{anchor}";
    }

    // Soft hyphen, zero-width space, word joiner, byte order mark: they change the text, but nobody can see how.
    static bool IsNothing(int rune) => rune is 0xAD or 0x200B or 0x2060 or 0xFEFF;

    // Hangul fillers count as letters and show nothing.
    static bool IsFiller(int rune) => rune is 0x115F or 0x1160 or 0x3164 or 0xFFA0;
}
