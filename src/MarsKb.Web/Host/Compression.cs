using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace MarsKb.Host;

/// <summary>Pages and JSON leave compressed. Files are compressed once, when the site is built.</summary>
static class Compression
{
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            // Safe over TLS: form tokens are masked anew in every reply, and a page with another secret in it can only be asked for by whoever knows that secret.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }
}
