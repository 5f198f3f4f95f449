namespace MarsKb.Host;

/// <summary>The site's own files: hashed, compressed once, cached for a year.</summary>
static class StaticFiles
{
    /// <summary>Serves them from a build as from a publish. ASP.NET Core otherwise looks for changed files in a build and forbids caching, which is for developing only.</summary>
    public static void AddStaticFiles(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        if (builder.Environment.IsDevelopment()) return;
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        builder.Configuration["DisableStaticAssetNotFoundRuntimeFallback"] = "true";
    }
}
