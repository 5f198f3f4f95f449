using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Codes;

namespace MarsKb.Pages.E;

/// <summary>The bits of an HRESULT or NTSTATUS in groups, each with what it says.</summary>
/// <param name="Sentence">The same for those who do not see the picture.</param>
public sealed record BitPicture(ImmutableArray<BitPicture.Part> Parts, string Sentence)
{
    /// <param name="Bits">In groups of four, <c>0000 0111</c>.</param>
    /// <param name="IsKey">True for the groups that name the error.</param>
    public sealed record Part(string Bits, string Caption, bool IsKey);

    /// <summary>Null for readings without such a layout.</summary>
    public static BitPicture? Of(CodeReading reading) => reading.Kind switch
    {
        // MS-ERREF 2.1: severity, flags R C N X, facility, code.
        "hresult" => Make(reading, [1, 4, 11, 16], reading.Number >> 31 == 1 ? "failed" : "succeeded"),
        // MS-ERREF 2.3: severity, customer and reserved bit, facility, code.
        "ntstatus" => Make(reading, [2, 2, 12, 16], reading.Severity ?? "severity"),
        _ => null,
    };

    /// <summary>Heading of a reading in a table.</summary>
    public static string KindWord(string kind) => kind switch
    {
        "hresult" => "HRESULT",
        "win32" => "Windows error",
        "ntstatus" => "NTSTATUS",
        "http" => "HTTP status",
        "id" => "Id of the agent",
        _ => "Name",
    };

    static BitPicture Make(CodeReading reading, int[] widths, string severity)
    {
        var facility = reading.Facility ?? ((reading.Number >> 16) & (widths[2] == 11 ? 0x7FFu : 0xFFFu)).ToString(CultureInfo.InvariantCulture);
        var code = (reading.Number & 0xFFFF).ToString(CultureInfo.InvariantCulture);
        string[] captions = [severity, "flags", $"facility {facility}", $"code {code}"];
        var digits = reading.Number.ToString("b32", CultureInfo.InvariantCulture);
        var parts = ImmutableArray.CreateBuilder<Part>();
        for (int i = 0, at = 0; i < widths.Length; at += widths[i], i++)
            parts.Add(new Part(Grouped(digits.Substring(at, widths[i])), captions[i], i > 1));
        return new BitPicture(parts.DrainToImmutable(), $"The 32 bits of {reading.Value}: {severity}, facility {facility}, code {code}.");
    }

    // From the right, so that 11 bits read as 000 0000 0111.
    static string Grouped(string bits)
    {
        var text = bits;
        for (var at = bits.Length - 4; at > 0; at -= 4) text = text.Insert(at, " ");
        return text;
    }
}
