using System.Collections.Immutable;
using System.Globalization;

namespace MarsKb.Codes;

/// <summary>What a code says by itself, without any entry.</summary>
public static class CodeReader
{
    /// <summary>Every reading of the code: of an ambiguous number all are given, none is guessed away.</summary>
    /// <remarks>
    /// The bits of any number could be taken apart as HRESULT or NTSTATUS. A success of such a kind is a reading only where its number is known;
    /// otherwise every id would have two readings that nobody means.
    /// </remarks>
    public static CodeMeaning Read(ErrorCode code)
    {
        if (code.Form == CodeForm.Name) return ReadName(code.Text);
        ImmutableArray<CodeReading> readings = [.. ReadingsOf(code.Values[0], code.Form), .. code.Values.Skip(1).SelectMany(value => OtherReadingsOf(value, code.Form))];
        CodeReading first = readings[0];
        (string usual, ImmutableArray<string> others) = Spellings(first.Number, IsStatus(first.Kind), code.Form != CodeForm.Decimal);
        return new(usual, first.Kind, others, readings);
    }

    private static CodeMeaning ReadName(string name)
    {
        List<CodeReading> readings = [];
        string usual = name;
        if (CodeTables.HResult.TryNumber(name, out uint value))
        {
            usual = CodeTables.HResult.Spelled(name);
            readings.AddRange(StatusReadings.OfHResult(value));
        }
        else if (CodeTables.Win32.TryNumber(name, out value))
        {
            usual = CodeTables.Win32.Spelled(name);
            readings.Add(NumberReadings.Win32(value));
            if (value != 0) readings.Add(StatusReadings.HResult(0x80070000 | value));
        }

        if (CodeTables.NtStatus.TryNumber(name, out value))
        {
            if (readings.Count == 0) usual = CodeTables.NtStatus.Spelled(name);
            readings.Add(StatusReadings.NtStatus(value));
        }

        // A name may be one of several for its number: the one that was asked for is the one to show.
        if (readings.Count == 0) return new(name, "name", [], []);
        readings[0] = readings[0] with { Symbol = usual };
        CodeReading spelled = readings.Find(reading => IsStatus(reading.Kind)) ?? readings[0];
        return new(usual, readings[0].Kind, [spelled.Value], [.. readings]);
    }

    private static IEnumerable<CodeReading> ReadingsOf(uint value, CodeForm form)
    {
        bool hresult = CodeTables.HResult.Name(value) is not null, status = CodeTables.NtStatus.Name(value) is not null;
        if (value >= 0x40000000)
        {
            // Failures of HRESULTs begin with 0x8, those of statuses with 0xC; 0xD and 0x9 wrap a status into an HRESULT. A known name decides.
            bool wraps = StatusReadings.WrapsStatus(value), failedHResult = value >> 30 == 2, failedStatus = !failedHResult && !wraps;
            bool statusFirst = hresult == status ? failedStatus : status;
            IEnumerable<CodeReading> hresults = hresult || failedHResult || wraps || value >= 0xE0000000 ? StatusReadings.OfHResult(value) : [];
            IEnumerable<CodeReading> statuses = status || failedStatus ? [StatusReadings.NtStatus(value)] : [];
            foreach (CodeReading reading in statusFirst ? statuses.Concat(hresults) : hresults.Concat(statuses)) yield return reading;
            if (value <= int.MaxValue) yield return NumberReadings.Id(value);
            yield break;
        }

        bool isNumber = form == CodeForm.Decimal;
        if (!isNumber && hresult && value > ushort.MaxValue) yield return StatusReadings.HResult(value);
        foreach (CodeReading reading in NumberReadings.Of(value, isNumber)) yield return reading;
        if (hresult && (isNumber || value <= ushort.MaxValue)) yield return StatusReadings.HResult(value);
        if (status) yield return StatusReadings.NtStatus(value);
    }

    /// <summary>The second value of eight bare digits: a plain number, or hex that nobody would take for an id.</summary>
    private static IEnumerable<CodeReading> OtherReadingsOf(uint value, CodeForm form) => form == CodeForm.BareHex
        ? ReadingsOf(value, CodeForm.Decimal)
        : ReadingsOf(value, CodeForm.Hex).Where(reading => IsStatus(reading.Kind));

    private static bool IsStatus(string kind) => kind is "hresult" or "ntstatus";

    private static (string Usual, ImmutableArray<string> Others) Spellings(uint value, bool isStatus, bool isHex)
    {
        string number = value.ToString(CultureInfo.InvariantCulture), digits = value.ToString("X8", CultureInfo.InvariantCulture);
        if (isStatus)
        {
            string[] signed = value > int.MaxValue ? [unchecked((int)value).ToString(CultureInfo.InvariantCulture)] : [];
            return ($"0x{digits}", [digits, $"{digits}h", .. signed, number]);
        }

        string hex = string.Create(CultureInfo.InvariantCulture, $"0x{value:X}");
        return isHex ? (hex, [number]) : (number, [hex]);
    }
}
