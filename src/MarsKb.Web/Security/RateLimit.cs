using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using MarsKb.Configuration;
using MarsKb.Health;
using Microsoft.AspNetCore.RateLimiting;

namespace MarsKb.Security;

/// <summary>So many requests per client address in any minute; the rest is told when to come back.</summary>
static class RateLimit
{
    const int Segments = 6;

    public static void AddRateLimit(this IServiceCollection services, MarsKbOptions options)
    {
        if (options.RequestsPerMinute == 0) return;
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RefuseAsync;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
                RateLimitPartition.GetSlidingWindowLimiter(Client(context.Connection.RemoteIpAddress), _ => new()
                {
                    PermitLimit = options.RequestsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                    SegmentsPerWindow = Segments,
                    QueueLimit = 0,
                }));
        });
    }

    public static void UseRateLimit(this IApplicationBuilder app, MarsKbOptions options)
    {
        if (options.RequestsPerMinute == 0) return;
        app.UseWhen(c => !HealthSetup.IsHealth(c.Request.Path.Value ?? ""), limited => limited.UseRateLimiter());
    }

    /// <summary>What counts as one client: an IPv4 address, or the /64 that one IPv6 subscriber has.</summary>
    internal static IPAddress Client(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var response = rejected.HttpContext.Response;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1) / Segments;
        var seconds = Math.Clamp((int)Math.Ceiling(wait.TotalSeconds), 1, 60);
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (rejected.HttpContext.IsApi()) return;
        // Plain and cheap: a flood must not make pages.
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"Too many requests from this address. Try again in {seconds} s.\n"), cancel);
    }
}
