namespace MarsKb.Codes;

public sealed class CodeReaderTests
{
    [Fact]
    public void An_HRESULT_of_Windows_shows_its_parts_and_the_code_inside()
    {
        CodeMeaning meaning = Read("0x800700DF");
        Assert.Equal("hresult", meaning.Kind);
        Assert.Equal("0x800700DF", meaning.Code);
        Assert.Equal(["800700DF", "800700DFh", "-2147024673", "2147942623"], meaning.Spellings.ToArray());
        Assert.Equal(["hresult", "win32"], meaning.Readings.Select(reading => reading.Kind));
        Assert.Equal("error", meaning.Readings[0].Severity);
        Assert.Equal("7, Windows", meaning.Readings[0].Facility);
        Assert.Equal("HRESULT_FROM_WIN32(223)", meaning.Readings[0].Symbol);
        Assert.Equal("The file is larger than the limit allows.", meaning.Readings[0].Meaning);
        Assert.Equal(("223", "ERROR_FILE_TOO_LARGE"), (meaning.Readings[1].Value, meaning.Readings[1].Symbol));
        Assert.Equal(["1", "0000", "000 0000 0111", "0000 0000 1101 1111"], meaning.Readings[0].Bits.Select(bits => bits.Digits));
        Assert.Equal(["failed", "flags", "facility 7, Windows", "code 223"], meaning.Readings[0].Bits.Select(bits => bits.Label));
    }

    [Theory]
    [InlineData("0x80070005", "hresult", "E_ACCESSDENIED")]
    [InlineData("-2147024891", "hresult", "E_ACCESSDENIED")]
    [InlineData("80070005", "hresult", "E_ACCESSDENIED")]
    [InlineData("0x8004231F", "hresult", "VSS_E_INSUFFICIENT_STORAGE")]
    [InlineData("0x8024402C", "hresult", "WU_E_PT_WINHTTP_NAME_NOT_RESOLVED")]
    [InlineData("0x800B0109", "hresult", "CERT_E_UNTRUSTEDROOT")]
    [InlineData("0xC0000022", "ntstatus", "STATUS_ACCESS_DENIED")]
    [InlineData("0x80000005", "ntstatus", "STATUS_BUFFER_OVERFLOW")]
    [InlineData("0x00041301", "hresult", "SCHED_S_TASK_RUNNING")]
    [InlineData("0xD0000022", "hresult", "HRESULT_FROM_NT(STATUS_ACCESS_DENIED)")]
    [InlineData("5", "win32", "ERROR_ACCESS_DENIED")]
    [InlineData("407", "http", "Proxy Authentication Required")]
    [InlineData("0x5", "win32", "ERROR_ACCESS_DENIED")]
    [InlineData("34513", "id", null)]
    [InlineData("0x1FC07", "id", null)]
    [InlineData("e_accessdenied", "hresult", "E_ACCESSDENIED")]
    [InlineData("error_access_denied", "win32", "ERROR_ACCESS_DENIED")]
    [InlineData("STATUS_ACCESS_DENIED", "ntstatus", "STATUS_ACCESS_DENIED")]
    public void The_likeliest_reading_comes_first(string text, string kind, string? symbol)
    {
        CodeMeaning meaning = Read(text);
        Assert.Equal(kind, meaning.Kind);
        Assert.Equal((kind, symbol), (meaning.Readings[0].Kind, meaning.Readings[0].Symbol));
    }

    [Theory]
    [InlineData("403", "http id win32")]
    [InlineData("5", "win32 id")]
    [InlineData("34513", "id win32")]
    [InlineData("500", "http id win32")]
    [InlineData("258", "win32 id http ntstatus")]
    [InlineData("100050", "id")]
    [InlineData("80070005", "hresult win32 id")]
    [InlineData("0xD0000022", "hresult ntstatus")]
    [InlineData("0", "win32 id hresult ntstatus")]
    [InlineData("0xFFFFFFFF", "ntstatus hresult")]
    [InlineData("ERROR_ACCESS_DENIED", "win32 hresult")]
    public void No_reading_of_an_ambiguous_code_is_left_out(string text, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', Read(text).Readings.Select(reading => reading.Kind)));

    [Theory]
    [InlineData("34513", "34513", "0x86D1")]
    [InlineData("100050", "100050", "0x186D2")]
    [InlineData("0x186D2", "0x186D2", "100050")]
    [InlineData("1FC07", "0x1FC07", "130055")]
    public void An_id_has_a_twin(string text, string code, string twin)
    {
        CodeMeaning meaning = Read(text);
        Assert.Equal(code, meaning.Code);
        Assert.Equal([twin], meaning.Spellings.ToArray());
    }

    [Theory]
    [InlineData("E_ACCESSDENIED", "0x80070005")]
    [InlineData("error_file_too_large", "0x800700DF")]
    [InlineData("STATUS_ACCESS_DENIED", "0xC0000022")]
    [InlineData("ERROR_SUCCESS", "0")]
    public void A_symbol_is_spelled_as_the_number_that_it_finds(string symbol, string number) => Assert.Equal([number], Read(symbol).Spellings.ToArray());

    [Fact]
    public void An_unknown_name_has_no_readings()
    {
        CodeMeaning meaning = Read("SalFooBar");
        Assert.Equal(("SalFooBar", "name"), (meaning.Code, meaning.Kind));
        Assert.Empty(meaning.Readings);
        Assert.Empty(meaning.Spellings);
    }

    [Theory]
    [InlineData("0x00041301", "success")]
    [InlineData("0x40000000", "informational")]
    [InlineData("0x80000005", "warning")]
    [InlineData("0xC0000005", "error")]
    public void Severity_is_in_the_highest_bits(string text, string severity) => Assert.Equal(severity, Read(text).Readings[0].Severity);

    [Fact]
    public void Every_32_bit_value_has_a_reading()
    {
        for (ulong value = 0; value <= uint.MaxValue; value += 0x00FEDCBA)
        {
            CodeMeaning meaning = CodeReader.Read(new($"0x{value:X}", CodeForm.Hex, [(uint)value]));
            Assert.NotEmpty(meaning.Readings);
            Assert.Contains(meaning.Readings, reading => reading.Number == value);
        }
    }

    private static CodeMeaning Read(string text) => CodeReader.Read(Assert.IsType<ErrorCode>(ErrorCode.Parse(text)));
}
