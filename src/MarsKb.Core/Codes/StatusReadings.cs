using System.Globalization;
using System.Text;

namespace MarsKb.Codes;

/// <summary>Takes HRESULTs and NTSTATUS values apart.</summary>
/// <remarks>
/// HRESULT: severity 1 bit, flags 4, facility 11, code 16. NTSTATUS: severity 2, flags 2, facility 12, code 16 ([MS-ERREF] 2.1 and 2.3).
/// </remarks>
internal static class StatusReadings
{
    private const uint WrappedWin32 = 0x80070000;
    private const uint WrapFlag = 0x10000000;

    /// <summary>An NTSTATUS error with the flag that makes an HRESULT of it: <c>0xD0000022</c>.</summary>
    public static bool WrapsStatus(uint value) => value >> 28 is 0xD or 0x9;

    /// <summary>The HRESULT and what it wraps: a Win32 code or an NTSTATUS.</summary>
    public static IEnumerable<CodeReading> OfHResult(uint value)
    {
        yield return HResult(value);
        if ((value & 0xFFFF0000) == WrappedWin32) yield return NumberReadings.Win32(value & 0xFFFF);
        if (WrapsStatus(value)) yield return NtStatus(value & ~WrapFlag);
    }

    public static CodeReading HResult(uint value)
    {
        uint facility = (value >> 16) & 0x7FF, code = value & 0xFFFF;
        bool failed = value > int.MaxValue, win32 = (value & 0xFFFF0000) == WrappedWin32;
        string? symbol = CodeTables.HResult.Name(value);
        string? meaning = CodeTables.Meaning("hresult", value);
        if (win32)
        {
            symbol ??= string.Create(CultureInfo.InvariantCulture, $"HRESULT_FROM_WIN32({code})");
            meaning ??= CodeTables.Meaning("win32", code);
        }
        else if (WrapsStatus(value))
        {
            uint inner = value & ~WrapFlag;
            symbol ??= string.Create(CultureInfo.InvariantCulture, $"HRESULT_FROM_NT({CodeTables.NtStatus.Name(inner) ?? $"0x{inner:X8}"})");
            meaning ??= CodeTables.Meaning("ntstatus", inner);
        }

        string named = CodeTables.Facility("hresult", facility);
        return new("hresult", $"0x{value:X8}", failed ? "error" : "success", named, symbol, meaning, value)
        {
            Bits =
            [
                new(Digits(value >> 31, 1), failed ? "failed" : "worked"),
                new(Digits(value >> 27, 4), "flags"),
                new(Digits(facility, 11), $"facility {named}"),
                new(Digits(code, 16), string.Create(CultureInfo.InvariantCulture, $"code {code}")),
            ],
        };
    }

    public static CodeReading NtStatus(uint value)
    {
        uint facility = (value >> 16) & 0xFFF, code = value & 0xFFFF;
        string severity = (value >> 30) switch { 0 => "success", 1 => "informational", 2 => "warning", _ => "error" };
        string named = CodeTables.Facility("ntstatus", facility);
        return new("ntstatus", $"0x{value:X8}", severity, named, CodeTables.NtStatus.Name(value), CodeTables.Meaning("ntstatus", value), value)
        {
            Bits =
            [
                new(Digits(value >> 30, 2), severity),
                new(Digits(value >> 28, 2), "flags"),
                new(Digits(facility, 12), $"facility {named}"),
                new(Digits(code, 16), string.Create(CultureInfo.InvariantCulture, $"code {code}")),
            ],
        };
    }

    /// <summary>The lowest bits, in fours from the right.</summary>
    private static string Digits(uint value, int bits)
    {
        StringBuilder digits = new();
        for (int bit = bits - 1; bit >= 0; bit--)
        {
            digits.Append((value >> bit & 1) == 1 ? '1' : '0');
            if (bit > 0 && bit % 4 == 0) digits.Append(' ');
        }

        return digits.ToString();
    }
}
