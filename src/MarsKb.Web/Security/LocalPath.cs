using System.Diagnostics.CodeAnalysis;

namespace MarsKb.Security;

/// <summary>Where a redirect may lead: a path of this site and nothing that a browser could read as another.</summary>
public static class LocalPath
{
    static readonly Uri Here = new("http://here.invalid/");

    /// <param name="path">The same, encoded as it can stand in a header.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? path)
    {
        path = null;
        if (text is not ['/', ..] || text is ['/', '/' or '\\', ..] || text.Contains('\\') || text.Any(char.IsControl)) return false;
        if (!Uri.TryCreate(Here, text, out var url) || url.Host != Here.Host || url.Scheme != Here.Scheme || url.UserInfo.Length > 0) return false;
        path = url.PathAndQuery + url.Fragment;
        // Dots may have been resolved to something that begins with two slashes.
        return !path.StartsWith("//", StringComparison.Ordinal);
    }
}
