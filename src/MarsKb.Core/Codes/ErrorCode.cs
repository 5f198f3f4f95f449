using System.Collections.Immutable;
using System.Globalization;

namespace MarsKb.Codes;

/// <summary>How a code was spelled.</summary>
public enum CodeForm
{
    /// <summary><c>0x80070005</c>, <c>80070005h</c>, <c>&amp;H80070005</c>.</summary>
    Hex,

    /// <summary>Hex digits without prefix: <c>80070005</c>, <c>8007018b</c>, <c>1FC07</c>.</summary>
    BareHex,

    /// <summary><c>34513</c>, <c>2147942405</c>, <c>-2147024891</c>.</summary>
    Decimal,

    /// <summary><c>SalLowDiskSpace</c>, <c>UserErrorFoo</c>, <c>ERROR_ACCESS_DENIED</c>.</summary>
    Name,
}

/// <summary>A code in one spelling, understood. <c>docs/codes.md</c> lists the spellings and what was decided about doubtful ones.</summary>
/// <param name="Text">As spelled, without surrounding brackets and words; full-width and invisible characters are made plain.</param>
/// <param name="Values">The 32-bit values it can mean, likeliest first; empty for names. <c>80070005</c> means 0x80070005 or decimal 80,070,005.</param>
public sealed record ErrorCode(string Text, CodeForm Form, ImmutableArray<uint> Values)
{
    /// <summary>Longest text that can be one code with the words around it.</summary>
    internal const int LongestText = 256;

    /// <summary>Reads one code, with or without what usually surrounds it: <c>ID: 34513</c>, <c>(ID:34513)</c>, <c>error 34513</c>, <c>[0x1FC07]</c>.</summary>
    /// <returns>
    /// Null for prose, several codes, numbers beyond 32 bits and blank text. A single word is a name when it has a capital or an underscore inside,
    /// letters and digits, or is a known symbol; other words (<c>backup</c>, <c>NTFS</c>) are prose.
    /// </returns>
    public static ErrorCode? Parse(string text) => CodeScanner.Single(text)?.Code;

    /// <summary>
    /// The keys under which a code is filed and looked up, likeliest first: <c>#2147942405</c> for a value, <c>sallowdiskspace</c> for a name.
    /// Two spellings mean the same code when they share a key.
    /// </summary>
    /// <remarks>
    /// A known symbol has its value's key too, a Win32 one that of its HRESULT: <c>ERROR_ACCESS_DENIED</c> finds 0x80070005.
    /// A plain word has a key as well (<c>sallowdiskspace</c>): only the content knows whether it is a code.
    /// </remarks>
    /// <param name="printed">True for a code in the content: it is meant as it stands, so it has one key.</param>
    /// <returns>Empty for blank text and for prose of several words; with <paramref name="printed"/> for blank text only.</returns>
    public static ImmutableArray<string> LookupKeys(string text, bool printed = false)
    {
        if (Parse(text) is { } code)
        {
            if (code.Form != CodeForm.Name) return printed ? [Key(code.Values[0])] : [.. code.Values.Select(Key)];
            string name = code.Text.ToLowerInvariant();
            return printed ? [name] : [name, .. SymbolValues(name).Select(Key)];
        }

        string word = Plain(text);
        return word.Length == 0 || (!printed && (word.Contains(' ') || word.Length > LongestText)) ? [] : [word];
    }

    private static string Key(uint value) => string.Create(CultureInfo.InvariantCulture, $"#{value}");

    /// <summary>Values that a symbol stands for. A Win32 symbol's own small number is left out: 403 is also an HTTP status and somebody's id.</summary>
    private static IEnumerable<uint> SymbolValues(string name)
    {
        if (CodeTables.HResult.TryNumber(name, out uint hresult)) yield return hresult;
        if (CodeTables.Win32.TryNumber(name, out uint win32) && win32 != 0) yield return 0x80070000 | win32;
        if (CodeTables.NtStatus.TryNumber(name, out uint status)) yield return status;
    }

    /// <summary>Lower case, folded, blanks made one.</summary>
    private static string Plain(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan(0, Math.Min(text.Length, LongestText * 2));
        Span<char> plain = stackalloc char[rest.Length];
        int length = 0;
        foreach (char raw in rest)
        {
            if (CodeText.IsInvisible(raw)) continue;
            char c = CodeText.Fold(raw);
            if (!CodeText.IsBlank(c)) plain[length++] = c;
            else if (length > 0 && plain[length - 1] != ' ') plain[length++] = ' ';
        }

        return plain[..length].TrimEnd(' ').ToString().ToLowerInvariant();
    }
}
