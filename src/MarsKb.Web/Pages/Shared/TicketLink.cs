namespace MarsKb.Pages.Shared;

/// <summary>The short link for ticket systems, with a copy button.</summary>
/// <param name="Path">Such as <c>/e/34513</c>; shown absolute where the site knows its own address.</param>
public sealed record TicketLink(string Path, string? Hint = null);
