using System.Reflection;

namespace MarsKb.Pages.Shared;

/// <summary>The version that the footer names.</summary>
public static class SiteVersion
{
    /// <summary>Without the commit, such as <c>0.1.0</c>.</summary>
    public static string Short { get; } =
        (typeof(SiteVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];
}
