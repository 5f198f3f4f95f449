using System.Collections.Immutable;

namespace MarsKb.Codes;

/// <summary>How a code was spelled.</summary>
public enum CodeForm
{
    /// <summary><c>0x80070005</c>, <c>80070005h</c>, <c>&amp;H80070005</c>.</summary>
    Hex,

    /// <summary><c>80070005</c>, <c>8007018b</c>: eight hex digits without prefix.</summary>
    BareHex,

    /// <summary><c>34513</c>, <c>2147942405</c>, <c>-2147024891</c>.</summary>
    Decimal,

    /// <summary><c>SalLowDiskSpace</c>, <c>UserErrorFoo</c>, <c>ERROR_ACCESS_DENIED</c>.</summary>
    Name,
}

/// <summary>A code in one spelling, understood.</summary>
/// <param name="Text">As spelled, without surrounding brackets and words.</param>
/// <param name="Values">The 32-bit values it can mean, likeliest first; empty for names. <c>80070005</c> means 0x80070005 or decimal 80,070,005.</param>
public sealed record ErrorCode(string Text, CodeForm Form, ImmutableArray<uint> Values)
{
    /// <summary>Reads one code, with or without what usually surrounds it: <c>ID: 34513</c>, <c>(ID:34513)</c>, <c>error 34513</c>, <c>[0x1FC07]</c>.</summary>
    /// <returns>Null for prose, numbers beyond 32 bits and blank text.</returns>
    public static ErrorCode? Parse(string text) => throw new NotImplementedException();

    /// <summary>
    /// The keys under which a code is filed and looked up, likeliest first: <c>#2147942405</c> for a value, <c>sallowdiskspace</c> for a name.
    /// Two spellings mean the same code when they share a key.
    /// </summary>
    /// <param name="printed">True for a code in the content: it is meant as it stands, so it has one key.</param>
    public static ImmutableArray<string> LookupKeys(string text, bool printed = false) => throw new NotImplementedException();
}
