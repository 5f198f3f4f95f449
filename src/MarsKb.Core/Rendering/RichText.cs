namespace MarsKb.Rendering;

/// <summary>A piece of content rendered once, at load.</summary>
/// <param name="Text">Plain text: what a person would read aloud or copy, code included, lists as lines; for search, the terminal and the ticket.</param>
/// <param name="Html">Safe HTML: only elements and attributes of the allow-list, internal links as site paths.</param>
public sealed record RichText(string Text, string Html)
{
    public static RichText Empty { get; } = new("", "");

    public bool IsEmpty => Html.Length == 0;
}
