namespace MarsKb.Pages.Shared;

/// <summary>Whether pages are made for the site or for a folder without one.</summary>
/// <param name="IsOffline">True for an exported knowledge base: what needs the site is left out.</param>
/// <param name="HasAddresses">True where readers can be given an address of the site.</param>
public sealed record Rendition(bool IsOffline, bool HasAddresses)
{
    /// <summary>What stands before the name of an icon that is part of the page: a browser fetches no picture file for a page that is a file itself.</summary>
    public const string IconPrefix = "#i-";

    // A page that is a file has no origin that 'self' could mean in every browser; "file:" says it. On a web server 'self' holds.
    public const string Policy =
        "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; form-action 'self' file:; base-uri 'none'; " +
        "require-trusted-types-for 'script'; trusted-types marskb";

    public static Rendition Site { get; } = new(IsOffline: false, HasAddresses: true);
}
