namespace MarsKb.Pages.Search;

/// <summary>Leads to another view of the same results: a link, or for a text that is too long for an address a button that sends it again.</summary>
/// <param name="Class">Of link and button.</param>
/// <param name="Count">Shown after the words, where it is known.</param>
public sealed record OtherView(string Words, string Address, bool IsLink, string? Class = null, int? Count = null, bool IsCurrent = false, string? Relation = null);
