using MarsKb.Sessions;
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
        var ticket = new Ticket(WrittenText.Ticket(given));
        context.Items[ItemKey] = ticket;
        return ticket;
    }

    /// <summary>Puts a ticket that is known from elsewhere in place of what the address says.</summary>
    /// <param name="reference">A cleaned reference.</param>
    public static void Set(HttpContext context, string reference) => context.Items[ItemKey] = new Ticket(reference);

    /// <summary>The same place with the ticket added; other sites' addresses and anchors stay as they are.</summary>
    public string Keep(string url)
    {
        if (Reference is null || !url.StartsWith('/') || url.StartsWith("//", StringComparison.Ordinal)) return url;
        var hash = url.IndexOf('#');
        var (place, anchor) = hash < 0 ? (url, "") : (url[..hash], url[hash..]);
        return $"{place}{(place.Contains('?') ? '&' : '?')}{Name}={Uri.EscapeDataString(Reference)}{anchor}";
    }
}
