using System.Collections.Immutable;

namespace MarsKb.Codes;

/// <summary>A code with everything that its number or name says by itself.</summary>
/// <param name="Code">The code in its usual spelling.</param>
/// <param name="Kind">Kind of the likeliest reading: <c>hresult</c>, <c>win32</c>, <c>ntstatus</c>, <c>http</c>, <c>id</c> or, without a reading, <c>name</c>.</param>
/// <param name="Spellings">Other ways to write the same, without <paramref name="Code"/>.</param>
/// <param name="Readings">Likeliest first; empty for an unknown name.</param>
public sealed record CodeMeaning(string Code, string Kind, ImmutableArray<string> Spellings, ImmutableArray<CodeReading> Readings);

/// <param name="Kind">As in <see cref="CodeMeaning.Kind"/>.</param>
/// <param name="Value">The number as this kind is usually written: <c>0x80070005</c>, <c>5</c>, <c>403</c>.</param>
/// <param name="Severity"><c>success</c>, <c>informational</c>, <c>warning</c> or <c>error</c>; null where the kind has none.</param>
/// <param name="Facility">Number and name such as <c>7, Windows</c>, only the number where it has no name; null where the kind has none.</param>
/// <param name="Symbol">Symbolic name such as <c>ERROR_ACCESS_DENIED</c>, or null.</param>
/// <param name="Meaning">What it means in our words, or null.</param>
/// <param name="Number">The 32-bit value.</param>
public sealed record CodeReading(string Kind, string Value, string? Severity, string? Facility, string? Symbol, string? Meaning, uint Number)
{
    /// <summary>The bits of an HRESULT or NTSTATUS in named groups, from the highest; empty for other kinds.</summary>
    public ImmutableArray<CodeBits> Bits { get; init; } = [];
}

/// <summary>A group of bits with what it says.</summary>
/// <param name="Digits">Zeros and ones in fours from the right: <c>000 0000 0111</c>.</param>
/// <param name="Label"><c>failed</c>, <c>flags</c>, <c>facility 7, Windows</c>, <c>code 223</c>.</param>
public sealed record CodeBits(string Digits, string Label);
