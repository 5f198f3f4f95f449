namespace MarsKb.Codes;

/// <summary>Things full of digits that are no codes.</summary>
internal static class TextSkips
{
    private const string GuidShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    /// <summary>Where the GUID that begins at <paramref name="start"/> ends, or 0.</summary>
    public static int Guid(string text, int start)
    {
        int end = start + GuidShape.Length;
        if (end > text.Length || text[start + 8] != '-') return 0;
        for (int i = 0; i < GuidShape.Length; i++)
        {
            if (GuidShape[i] == '-' ? text[start + i] != '-' : !char.IsAsciiHexDigit(text[start + i])) return 0;
        }

        return end;
    }

    /// <summary>Where the address ends whose scheme ends at <paramref name="end"/>, or 0 when no <c>://</c> follows.</summary>
    public static int Url(string text, int end)
    {
        if (!text.AsSpan(end).StartsWith("://", StringComparison.Ordinal)) return 0;
        int at = end + 3;
        while (at < text.Length && !CodeText.IsBlank(text[at]) && text[at] is not ('"' or '\'' or '<' or '>' or ')' or ']' or '|' or '`') and < '\u2E80') at++;
        return at;
    }

    /// <summary><c>20260301</c>.</summary>
    public static bool IsDate(ReadOnlySpan<char> digits) =>
        digits.Length == 8
        && digits[..2] is "19" or "20"
        && (digits[4] - '0') * 10 + digits[5] - '0' is >= 1 and <= 12
        && (digits[6] - '0') * 10 + digits[7] - '0' is >= 1 and <= 31;
}
