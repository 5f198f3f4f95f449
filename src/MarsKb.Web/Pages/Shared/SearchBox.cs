namespace MarsKb.Pages.Shared;

/// <summary>What a search box shows.</summary>
/// <param name="Filled">True where its button is the page's one filled button.</param>
/// <param name="Start">True for the large one of the home page.</param>
public sealed record SearchBox(string Text, bool Filled, bool Start = false, string? Mistake = null);
