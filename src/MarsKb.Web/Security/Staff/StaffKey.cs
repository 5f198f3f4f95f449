using System.Net;
using System.Security.Cryptography;
using System.Text;
using MarsKb.Configuration;

namespace MarsKb.Security.Staff;

/// <summary>Who is staff: who knows the key, or, where none is set, who sits at this machine.</summary>
public sealed class StaffKey(MarsKbOptions options)
{
    readonly byte[]? expected = options.AdminKey is { } key ? Digest(key) : null;

    public bool IsSet => expected is not null;

    /// <summary>Changes with the key, so that signing in with an old one ends; says nothing about it.</summary>
    public string Stamp => expected is null ? "" : Convert.ToHexStringLower(SHA256.HashData(expected).AsSpan(0, 8));

    /// <summary>Takes the same time for near and far misses.</summary>
    public bool Is(string? presented) =>
        expected is not null && presented is not null && CryptographicOperations.FixedTimeEquals(Digest(presented), expected);

    /// <summary>
    /// True for a client on this machine that asks this site itself. A reverse proxy on the same machine also connects from
    /// loopback, so a request that was forwarded, or that asks for another name than a loopback one, is somebody else's.
    /// </summary>
    public static bool IsLocal(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote)) return false;
        var headers = context.Request.Headers;
        if (headers.ContainsKey("Forwarded") || headers.ContainsKey("Via") || headers.ContainsKey("X-Real-IP")
            || headers.Keys.Any(k => k.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || k.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase))) return false;
        var host = context.Request.Host.Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
    }

    static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
