using Microsoft.AspNetCore.Components;

namespace MarsKb.Pages.Shared;

/// <summary>Addresses of the site's own files, with the hash of their content where the build knows it.</summary>
public static class SiteFiles
{
    /// <param name="path">Path below <c>wwwroot</c>, without a leading slash.</param>
    public static string Url(HttpContext context, string path) =>
        "/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[path] ?? path);
}
