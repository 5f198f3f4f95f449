namespace MarsKb.Pages.Shared;

/// <summary>The form that asks for a missing entry.</summary>
/// <param name="About">What was searched for or opened; sent along.</param>
/// <param name="Filled">True where its button is the page's one filled button.</param>
public sealed record AskForm(string About, string Label, string Hint, bool Filled);
