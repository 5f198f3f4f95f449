namespace MarsKb.Codes;

/// <summary>What a code's name looks like. Only ASCII letters, digits and underscores; begins with a letter.</summary>
internal static class CodeName
{
    private const int Longest = 100;

    /// <summary>
    /// One word that nobody would write in prose: it has an underscore inside, a capital after a small letter, or letters and digits,
    /// or it is a known symbol. A plain word such as <c>backup</c> or <c>NTFS</c> is prose.
    /// </summary>
    public static bool IsName(ReadOnlySpan<char> word)
    {
        if (!IsIdentifier(word)) return false;
        bool digit = CodeText.FirstDigit(word) >= 0, underscore = word.Contains('_');
        return digit || underscore || HasHump(word) || CodeTables.IsSymbol(word);
    }

    /// <summary>A name that is a code wherever it stands: <c>ERROR_ACCESS_DENIED</c>, <c>VSS_E_BAD_STATE</c>, <c>WSAECONNRESET</c>, <c>SalLowDiskSpace</c>.</summary>
    public static bool HasShape(ReadOnlySpan<char> word) =>
        IsIdentifier(word) && (word.Contains('_') ? IsSymbolStyle(word) : word.StartsWith("WSAE", StringComparison.Ordinal) ? CodeTables.IsSymbol(word) : IsHumped(word, 3));

    /// <summary>Camel case with so many humps at least, and no .NET exception type.</summary>
    public static bool IsHumped(ReadOnlySpan<char> word, int humps) =>
        char.IsAsciiLetterUpper(word[0]) && !word.Contains('_') && !word.EndsWith("Exception", StringComparison.Ordinal) && Humps(word) >= humps;

    private static bool IsIdentifier(ReadOnlySpan<char> word) => word.Length is >= 3 and <= Longest && char.IsAsciiLetter(word[0]) && word[^1] != '_';

    private static bool IsSymbolStyle(ReadOnlySpan<char> word)
    {
        if (word.IndexOfAnyInRange('a', 'z') >= 0) return false;
        return word.StartsWith("ERROR_", StringComparison.Ordinal)
            || word.StartsWith("STATUS_", StringComparison.Ordinal)
            || word.StartsWith("E_", StringComparison.Ordinal)
            || word.Contains("_E_", StringComparison.Ordinal)
            || CodeTables.IsSymbol(word);
    }

    private static bool HasHump(ReadOnlySpan<char> word)
    {
        for (int i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiLetterUpper(word[i]) && char.IsAsciiLetterLower(word[i - 1])) return true;
        }

        return false;
    }

    /// <summary>Words in camel case: <c>SalVhdInitializationError</c> has four.</summary>
    private static int Humps(ReadOnlySpan<char> word)
    {
        int humps = 0;
        for (int i = 0; i < word.Length; i++)
        {
            // A hump is a capital with a small letter before or after it, so that "VHD" in "VHDFailed" is one.
            if (char.IsAsciiLetterUpper(word[i]) && (i == 0 || !char.IsAsciiLetterUpper(word[i - 1]) || (i + 1 < word.Length && char.IsAsciiLetterLower(word[i + 1])))) humps++;
        }

        return humps;
    }
}
