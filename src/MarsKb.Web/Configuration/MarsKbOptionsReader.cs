using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MarsKb.Content;

namespace MarsKb.Configuration;

/// <summary>Reads <see cref="MarsKbOptions"/>; goes on after a wrong value, so that all failures come together.</summary>
sealed class MarsKbOptionsReader(IConfiguration configuration, string programFolder)
{
    const string Root = "MarsKb";

    static readonly MarsKbOptions Defaults = new() { ContentDirectory = "", DataDirectory = "" };

    readonly IConfigurationSection root = configuration.GetSection(Root);
    readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    readonly List<string> failures = [];

    /// <exception cref="WrongConfigurationException">A setting is wrong.</exception>
    public MarsKbOptions Read()
    {
        var content = Text("ContentDirectory") is { } c ? Path.GetFullPath(c) : Folders.DefaultContent(programFolder);
        if (!Directory.Exists(content)) Fail("ContentDirectory", $"the folder '{content}' does not exist");
        var data = Text("DataDirectory") is { } d ? Path.GetFullPath(d) : Folders.DefaultData(content);
        if (File.Exists(data)) Fail("DataDirectory", $"'{data}' is a file; name a folder");
        var options = new MarsKbOptions
        {
            ContentDirectory = content,
            DataDirectory = data,
            Database = Kind(),
            BaseUrl = BaseUrl(),
            TicketUrlTemplate = TicketUrlTemplate(),
            AdminKey = Text("AdminKey"),
            ShowDrafts = ShowDrafts(),
            UserHeader = UserHeader(),
            KnownProxies = KnownProxies(),
            KeepSessionsDays = KeepSessionsDays(),
            KeepSearchesDays = KeepSearchesDays(),
            RequestsPerMinute = PerMinute(),
            ReloadDelay = ReloadDelay(),
        };
        if (options.UserHeader is not null && options.KnownProxies.IsEmpty)
            Fail("UserHeader", "needs MarsKb:KnownProxies: the header is believed only from those");
        return failures.Count == 0 ? options : throw new WrongConfigurationException(failures);
    }

    /// <summary>Keys below <c>MarsKb</c> that no setting has; most likely misspelt. Call after <see cref="Read"/>.</summary>
    public IReadOnlyList<string> UnknownKeys() =>
        [.. Leaves(root).Select(s => s.Path[(Root.Length + 1)..]).Where(p => !known.Any(k => IsOrBelow(p, k))).Order(StringComparer.OrdinalIgnoreCase)];

    static bool IsOrBelow(string path, string key) =>
        path.Equals(key, StringComparison.OrdinalIgnoreCase) || path.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase);

    static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection section) =>
        section.GetChildren().SelectMany(c => c.GetChildren().Any() ? Leaves(c) : [c]);

    DatabaseKind Kind()
    {
        if (Text("Database") is not { } text) return Defaults.Database;
        if (Enum.TryParse<DatabaseKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(text[0])) return kind;
        Fail("Database", $"'{text}' is not known; use {string.Join(" or ", Enum.GetNames<DatabaseKind>())}");
        return default;
    }

    Uri? BaseUrl()
    {
        if (Text("BaseUrl") is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && IsWeb(url) && url.Host.Length > 0 && url.UserInfo.Length == 0 && url.PathAndQuery == "/" && url.Fragment.Length == 0)
            return url;
        Fail("BaseUrl", $"'{text}' must be an http or https address without a path, such as https://kb.example");
        return null;
    }

    string? TicketUrlTemplate()
    {
        const string place = "{ref}";
        if (Text("TicketUrlTemplate") is not { } text) return null;
        // The reference must not be able to choose the host: it has to stand behind it.
        if (text.Contains(place, StringComparison.Ordinal)
            && Uri.TryCreate(text.Replace(place, "ref", StringComparison.Ordinal), UriKind.Absolute, out var url) && IsWeb(url)
            && !text[..(text.IndexOf("//", StringComparison.Ordinal) is var i and >= 0 && text.IndexOfAny(['/', '?', '#'], i + 2) is var end and >= 0 ? end : text.Length)]
                .Contains(place, StringComparison.Ordinal))
            return text;
        Fail("TicketUrlTemplate", $"'{text}' must be an http or https address with {{ref}} after the host, such as https://tickets.example/{{ref}}");
        return null;
    }

    string? UserHeader()
    {
        if (Text("UserHeader") is not { } text) return null;
        if (text.All(ch => char.IsAsciiLetterOrDigit(ch) || ch is '-' or '_')) return text;
        Fail("UserHeader", $"'{text}' is not the name of a header, such as X-Remote-User");
        return null;
    }

    ImmutableArray<IPNetwork> KnownProxies()
    {
        known.Add("KnownProxies");
        var section = root.GetSection("KnownProxies");
        var texts = section.Value is { } one ? one.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) : [.. section.GetChildren().Select(c => c.Value?.Trim() ?? "")];
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in texts)
            if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else Fail("KnownProxies", $"'{text}' is neither an address such as 10.0.0.7 nor a network such as 10.0.0.0/8");
        return networks.ToImmutable();
    }

    int? KeepSessionsDays()
    {
        if (Text("KeepSessionsDays") is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 36_500) return days;
        Fail("KeepSessionsDays", $"'{text}' must be a whole number of days from 1 to 36500; leave it out to keep sessions for good");
        return null;
    }

    int KeepSearchesDays()
    {
        if (Text("KeepSearchesDays") is not { } text) return Defaults.KeepSearchesDays;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_500) return days;
        Fail("KeepSearchesDays", $"'{text}' must be a whole number of days from 0 (keep no searches) to 36500");
        return 0;
    }

    bool ShowDrafts()
    {
        if (Text("ShowDrafts") is not { } text) return Defaults.ShowDrafts;
        if (bool.TryParse(text, out var show)) return show;
        Fail("ShowDrafts", $"'{text}' must be true or false");
        return false;
    }

    int PerMinute()
    {
        if (Text("RateLimit:PerMinute") is not { } text) return Defaults.RequestsPerMinute;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000_000) return number;
        Fail("RateLimit:PerMinute", $"'{text}' must be a whole number from 0 (off) to 10000000");
        return 0;
    }

    TimeSpan ReloadDelay()
    {
        if (Text("ReloadDelay") is not { } text) return Defaults.ReloadDelay;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero && time <= TimeSpan.FromMinutes(1)) return time;
        Fail("ReloadDelay", $"'{text}' must be a time from 00:00:00 (no watching) to 00:01:00");
        return default;
    }

    static bool IsWeb(Uri url) => url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps;

    string? Text(string key)
    {
        known.Add(key);
        return root[key]?.Trim() is { Length: > 0 } text ? text : null;
    }

    void Fail(string key, string text) => failures.Add($"{Root}:{key}: {text}.");
}

/// <summary>Stops the start: the message has one line for each wrong setting.</summary>
public sealed class WrongConfigurationException(IReadOnlyList<string> failures) : Exception(string.Join(Environment.NewLine, failures))
{
    public IReadOnlyList<string> Failures => failures;
}
