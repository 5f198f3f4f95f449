namespace MarsKb.Pages.Shared;

/// <summary>What a page tells the layout about itself.</summary>
/// <param name="Title">For the window, without the site's name.</param>
/// <param name="Canonical">Path of the one address of this content, or null.</param>
/// <param name="NoIndex">True for pages that search engines should pass over.</param>
/// <param name="OwnSearch">True where the page has a search box of its own, so that the header needs none.</param>
/// <param name="Section">Path of the entry of the main navigation that this page belongs to.</param>
/// <param name="FlowStyle">True for pages of flows, sessions and records: they need <c>flows.css</c> too.</param>
/// <param name="CheckStyle">True for the support check and the log triage: they need <c>check.css</c> too.</param>
/// <param name="Secret">True where whoever knows the address may come in: search engines pass it over, and no link tells where it came from.</param>
public sealed record PageHead(
    string Title, string? Canonical = null, bool NoIndex = false, bool OwnSearch = false, string? Section = null, string? BodyClass = null, bool FlowStyle = false,
    bool Secret = false, bool CheckStyle = false)
{
    /// <summary>The key under which it lies in the view data.</summary>
    public const string Name = "Head";
}
