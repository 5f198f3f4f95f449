using System.Net;
using MarsKb.Configuration;
using Microsoft.AspNetCore.HttpOverrides;

namespace MarsKb.Security;

/// <summary>Believes forwarded headers, and the name of the person, only from the proxies that are configured.</summary>
static class Proxies
{
    static readonly object PersonItem = new();

    public static void AddProxies(this IServiceCollection services, MarsKbOptions options) =>
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Never the host: links come from BaseUrl.
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // as far as the proxies are known
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in options.KnownProxies) forwarded.KnownIPNetworks.Add(network);
        });

    public static void UseProxies(this WebApplication app, MarsKbOptions options)
    {
        if (options.KnownProxies.IsEmpty) return;
        if (options.UserHeader is { } header)
            app.Use((context, next) =>
            {
                if (IsKnown(options, context.Connection.RemoteIpAddress) && context.Request.Headers[header] is [{ Length: > 0 and <= 200 } person])
                    context.Items[PersonItem] = person;
                return next(context);
            });
        app.UseForwardedHeaders();
    }

    /// <summary>Name of the person as the sign-in proxy says, or null.</summary>
    public static string? Person(this HttpContext context) => context.Items[PersonItem] as string;

    static bool IsKnown(MarsKbOptions options, IPAddress? address)
    {
        if (address is null) return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return options.KnownProxies.Any(n => n.Contains(plain));
    }
}
