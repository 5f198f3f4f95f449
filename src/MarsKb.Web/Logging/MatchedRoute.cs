using MarsKb.Security;

namespace MarsKb.Logging;

/// <summary>The route that the request itself matched, before an error page took over.</summary>
/// <param name="IsSecret">True when a part of the path is a token, which lets in whoever knows it, or the number of a ticket.</param>
sealed record MatchedRoute(string? Pattern, bool IsSecret)
{
    public static MatchedRoute Of(RouteEndpoint endpoint) => new(endpoint.RoutePattern.RawText,
        endpoint.Metadata.GetMetadata<SecretAddressAttribute>() is not null
        || endpoint.RoutePattern.Parameters.Any(p => p.Name.EndsWith("token", StringComparison.OrdinalIgnoreCase)));
}
