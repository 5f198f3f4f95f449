using System.Collections.Immutable;
using System.Net;

namespace MarsKb.Configuration;

/// <summary>Everything that can be set, under <c>MarsKb:</c> in <c>appsettings.json</c>, as <c>MarsKb__…</c> in the environment or as <c>--MarsKb:…</c>. Read and checked once, at start.</summary>
public sealed record MarsKbOptions
{
    /// <summary>Folder of the content. Default: <c>content/</c> of the repository, or beside the program.</summary>
    public required string ContentDirectory { get; init; }

    /// <summary>Folder of database, keys and logs, created when missing. Default: <c>data/</c> beside the content folder.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where sessions, feedback, asks and counts are kept.</summary>
    public DatabaseKind Database { get; init; } = DatabaseKind.Sqlite;

    /// <summary>Address under which people reach the site, without a path: <c>https://kb.example</c>. Default null: links are local, and only loopback names and this machine's own are answered.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Address of a ticket, http or https, with <c>{ref}</c> in path or query: <c>https://tickets.example/{ref}</c>. Default null: tickets are shown without a link.</summary>
    public string? TicketUrlTemplate { get; init; }

    /// <summary>Key of the staff pages. Default null: they are open to loopback clients only.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Shows drafts to everybody, not only to staff who signed in with the key. Default false.</summary>
    public bool ShowDrafts { get; init; }

    /// <summary>Request header with the name of the person, set by a sign-in proxy. Read only from <see cref="KnownProxies"/>. Default null.</summary>
    public string? UserHeader { get; init; }

    /// <summary>Addresses or networks (CIDR) of proxies whose forwarded headers are believed. Default none.</summary>
    public ImmutableArray<IPNetwork> KnownProxies { get; init; } = [];

    /// <summary>Days after which a session in which nothing happens is deleted, 1 to 36,500. Default null: sessions are kept until somebody deletes them.</summary>
    public int? KeepSessionsDays { get; init; }

    /// <summary>Days for which searches are kept, without the person, 0 to 36,500; 0 keeps none. Default 90.</summary>
    public int KeepSearchesDays { get; init; } = 90;

    /// <summary>Requests per client address and minute, 0 to 10,000,000; 0 switches the limit off. Default 6000.</summary>
    public int RequestsPerMinute { get; init; } = 6000;

    /// <summary>Quiet time after the last content change before a reload, 0 to 60 s; 0 turns watching off. Default 2 s.</summary>
    public TimeSpan ReloadDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>True where browsers reach the site over TLS.</summary>
    public bool IsHttps => BaseUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Address of a ticket in the ticket system, or null without a template. The reference is encoded.</summary>
    public string? TicketUrl(string reference) =>
        TicketUrlTemplate?.Replace("{ref}", Uri.EscapeDataString(reference), StringComparison.Ordinal);

    /// <summary>A path of the site as a link for elsewhere: absolute where <see cref="BaseUrl"/> is set, else the path.</summary>
    public string Link(string path) => BaseUrl is null ? path : BaseUrl.GetLeftPart(UriPartial.Authority) + path;
}

public enum DatabaseKind
{
    /// <summary>A file in the data folder.</summary>
    Sqlite,
}
