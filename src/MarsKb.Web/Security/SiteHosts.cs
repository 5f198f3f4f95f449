using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using MarsKb.Configuration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MarsKb.Security;

/// <summary>
/// The host names that this site answers to: loopback names always; the host of <see cref="MarsKbOptions.BaseUrl"/>; and, bound to
/// every address of the machine without a base address, the machine's own names and addresses. A page on another name could
/// otherwise be made to talk to this site through the visitor's browser.
/// </summary>
sealed class SiteHosts(MarsKbOptions options, IServer server, TimeProvider time)
{
    static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1); // addresses come and go

    readonly Lazy<bool> isWildcard = new(() => IsBoundToWildcard(server));
    readonly Task<string?> fullName = FullNameAsync();
    volatile Own? own;

    public bool Allows(HostString host)
    {
        if (!host.HasValue) return false;
        var name = host.Host.TrimStart('[').TrimEnd(']');
        var address = IPAddress.TryParse(name, out var parsed) ? Plain(parsed) : null;
        if (address is null ? name.Equals("localhost", StringComparison.OrdinalIgnoreCase) : IPAddress.IsLoopback(address)) return true;
        if (options.BaseUrl is { } url)
            return name.Equals(url.IdnHost.TrimStart('[').TrimEnd(']'), StringComparison.OrdinalIgnoreCase);
        if (!isWildcard.Value) return false;
        return address is null ? Machine.Names.Contains(name) || IsFullName(name) : Machine.Addresses.Contains(address);
    }

    bool IsFullName(string name) => fullName is { IsCompletedSuccessfully: true, Result: { } full } && full.Equals(name, StringComparison.OrdinalIgnoreCase);

    Own Machine
    {
        get
        {
            if (own is not { } now || time.GetElapsedTime(now.At) > Renewal) own = now = Own.Read(time.GetTimestamp());
            return now;
        }
    }

    static bool IsBoundToWildcard(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Any(a =>
            BindingAddress.Parse(a).Host.Trim('[', ']') is var host
            && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            // Kestrel listens on every address for a name that is none.
            && (!IPAddress.TryParse(host, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))) ?? false;

    // May ask a name server: never on the way of a request.
    static async Task<string?> FullNameAsync()
    {
        try
        {
            return (await Dns.GetHostEntryAsync(Dns.GetHostName())).HostName;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) // without the scope
        : address;

    sealed record Own(long At, FrozenSet<string> Names, FrozenSet<IPAddress> Addresses)
    {
        public static Own Read(long at)
        {
            var properties = IPGlobalProperties.GetIPGlobalProperties();
            string[] names = [Environment.MachineName, properties.HostName, $"{properties.HostName}.{properties.DomainName}"];
            var addresses = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => Plain(a.Address));
            return new Own(at, names.Where(n => n.Length > 0).ToFrozenSet(StringComparer.OrdinalIgnoreCase), addresses.ToFrozenSet());
        }
    }
}
