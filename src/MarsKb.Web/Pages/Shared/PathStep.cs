namespace MarsKb.Pages.Shared;

/// <summary>One step of the path above a page's title.</summary>
public sealed record PathStep(string Href, string Title);
