namespace MarsKb.Pages.S;

/// <summary>Something to mend in a form.</summary>
/// <param name="Field">The name of the field, whose id is <c>kb-</c> and the name; null when it is about none.</param>
/// <param name="Text">Says what to enter.</param>
public sealed record Mistake(string? Field, string Text);
