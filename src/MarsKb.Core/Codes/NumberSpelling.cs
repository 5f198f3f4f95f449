using System.Collections.Immutable;
using System.Globalization;

namespace MarsKb.Codes;

/// <summary>Reads a number as programs print codes. Every function is false for what does not fit in 32 bits.</summary>
internal static class NumberSpelling
{
    /// <summary>
    /// <c>0x80070005</c>, <c>&amp;H80070005</c>, either sign- or zero-extended to 64 bits, with the suffix of C (<c>L</c>, <c>UL</c>) or without.
    /// </summary>
    public static bool TryPrefixed(ReadOnlySpan<char> word, out uint value, out int digits)
    {
        value = 0;
        digits = 0;
        if (word.Length < 3 || !(word[0] is '0' && word[1] is 'x' or 'X' || word[0] is '&' && word[1] is 'h' or 'H')) return false;
        ReadOnlySpan<char> hex = word[2..];
        if (word[0] is '0') hex = TrimSuffix(hex);
        else if (CodeText.FirstDigit(hex) < 0) return false; // "&Head" is a word
        digits = hex.Length;
        return TryHex(hex, out value);
    }

    /// <summary><c>80070005h</c>; four digits at least, as <c>24h</c> is a time.</summary>
    public static bool TrySuffixed(ReadOnlySpan<char> word, out uint value)
    {
        value = 0;
        return word.Length >= 5 && word[^1] is 'h' or 'H' && char.IsAsciiDigit(word[0]) && TryHex(word[..^1], out value);
    }

    /// <summary>
    /// Hex digits without prefix that cannot be decimal: eight with at least one digit (<c>8007018b</c>, <c>C0000005</c>),
    /// or four to seven that begin with a digit and hold a letter (<c>1FC07</c>).
    /// </summary>
    public static bool TryBareHex(ReadOnlySpan<char> word, out uint value)
    {
        value = 0;
        bool hasDigit = CodeText.FirstDigit(word) >= 0, hasLetter = !CodeText.IsDigits(word);
        return hasDigit && hasLetter && word.Length is >= 4 and <= 8 && (word.Length == 8 || char.IsAsciiDigit(word[0])) && TryHex(word, out value);
    }

    /// <summary>
    /// Decimal digits. Eight of them may also be hex: that reading comes first where they begin with 8, as failures do (<c>80070005</c>),
    /// and second elsewhere. Leading zeros don't count.
    /// </summary>
    public static bool TryDecimal(ReadOnlySpan<char> word, out CodeForm form, out ImmutableArray<uint> values)
    {
        form = CodeForm.Decimal;
        values = [];
        if (word.IsEmpty || !CodeText.IsDigits(word)) return false;
        if (!uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out uint value)) return false;
        if (word.Length != 8 || word[0] == '0' || !TryHex(word, out uint hex)) values = [value];
        else if (word[0] != '8') values = [value, hex];
        else (form, values) = (CodeForm.BareHex, [hex, value]);
        return true;
    }

    /// <summary>Digits after a minus: <c>2147024891</c> of <c>-2147024891</c>. Zero is no negative number.</summary>
    public static bool TryNegative(ReadOnlySpan<char> digits, out uint value)
    {
        value = 0;
        if (digits.IsEmpty || !CodeText.IsDigits(digits)) return false;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long magnitude) || magnitude is 0 or > 0x80000000L) return false;
        value = unchecked((uint)-magnitude);
        return true;
    }

    /// <summary>
    /// An HRESULT or NTSTATUS of a facility in use, 0x8000.... to 0x803F...., 0xC000.... to 0xC03F...., 0x4000.... and 0x4001....:
    /// it is a code wherever it stands. Two and three GiB (0x80000000, 0xC0000000) are sizes.
    /// </summary>
    public static bool LooksLikeFailure(uint value) => (value >> 22 is 0x200 or 0x300 && (value & 0x3FFFFF) != 0) || value >> 17 is 0x2000;

    private static ReadOnlySpan<char> TrimSuffix(ReadOnlySpan<char> hex)
    {
        int end = hex.Length;
        while (end > 1 && hex.Length - end < 3 && hex[end - 1] is 'l' or 'L' or 'u' or 'U') end--;
        return hex[..end];
    }

    private static bool TryHex(ReadOnlySpan<char> hex, out uint value)
    {
        value = 0;
        if (hex.IsEmpty) return false;
        foreach (char c in hex)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }

        if (hex.Length == 16 && hex[..8].Equals("FFFFFFFF", StringComparison.OrdinalIgnoreCase) && hex[8] >= '8') hex = hex[8..];
        hex = hex.TrimStart('0');
        return hex.IsEmpty || (hex.Length <= 8 && uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value));
    }
}
