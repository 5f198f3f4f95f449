namespace MarsKb.Text;

/// <summary>Long texts of people, cut where they are repeated.</summary>
public static class ShortText
{
    /// <summary>At most so many UTF-16 code units, never half a surrogate pair.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>The same with an ellipsis after it where something is missing.</summary>
    public static string Excerpt(string text, int length = 64) => text.Length <= length ? text : Cut(text, length) + "…";
}
