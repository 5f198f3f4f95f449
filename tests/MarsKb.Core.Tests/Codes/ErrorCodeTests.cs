namespace MarsKb.Codes;

public sealed class ErrorCodeTests
{
    private const uint AccessDenied = 0x80070005;

    [Theory]
    [InlineData("0x80070005")]
    [InlineData("80070005")]
    [InlineData("0X80070005")]
    [InlineData("-2147024891")]
    [InlineData("2147942405")]
    [InlineData("80070005h")]
    [InlineData("80070005H")]
    [InlineData("&H80070005")]
    [InlineData("&H80070005&")]
    [InlineData("&amp;H80070005")]
    [InlineData("0xFFFFFFFF80070005")]
    [InlineData("0x0000000080070005")]
    [InlineData("0x80070005L")]
    [InlineData("0x80070005UL")]
    [InlineData("0x80070005.")]
    [InlineData("[0x80070005]")]
    [InlineData("'0x80070005'")]
    [InlineData("\"hr\": \"0x80070005\"")]
    [InlineData("&quot;0x80070005&quot;")]
    [InlineData("**0x80070005**")]
    [InlineData("Error 0x80070005")]
    [InlineData("hr=80070005")]
    [InlineData("HRESULT: 0x80070005")]
    [InlineData("Hr: = [0x80070005]")]
    [InlineData("error code: 0x80070005!")]
    [InlineData("Fehlercode: 0x80070005")]
    [InlineData("Código de error: 0x80070005")]
    [InlineData("エラー コード: 0x80070005")]
    [InlineData("错误代码：0x80070005")]
    [InlineData("\u22122147024891")]
    [InlineData("\u20132147024891")]
    [InlineData("\uff10\uff58\uff18\uff10\uff10\uff17\uff10\uff10\uff10\uff15")]
    [InlineData("0x80\u200b070005")]
    [InlineData("0x80\u00ad070005")]
    [InlineData("\u00a00x80070005\u00a0")]
    [InlineData("0x80070005\0")]
    [InlineData("\ufeff0x80070005\r\n")]
    public void Every_spelling_of_an_HRESULT_is_the_same_code(string text)
    {
        Assert.Equal(AccessDenied, ErrorCode.Parse(text)?.Values[0]);
        Assert.Equal("#2147942405", ErrorCode.LookupKeys(text)[0]);
    }

    [Theory]
    [InlineData("34513")]
    [InlineData("034513")]
    [InlineData("ID: 34513")]
    [InlineData("(ID:34513)")]
    [InlineData("(ID 34513)")]
    [InlineData("ID34513")]
    [InlineData("id=34513")]
    [InlineData("#34513")]
    [InlineData("error 34513")]
    [InlineData("Error 34513.")]
    [InlineData("error-34513")]
    [InlineData("error no. 34513")]
    [InlineData("Error Code : 34513")]
    [InlineData("code 34513")]
    [InlineData("Ereignis-ID: 34513")]
    [InlineData("code d'erreur : 34513")]
    [InlineData("0x86D1")]
    [InlineData("86D1h")]
    public void Every_spelling_of_an_id_is_the_same_code(string text) =>
        Assert.Equal(["#34513"], ErrorCode.LookupKeys(text).ToArray());

    [Theory]
    [InlineData("100050", "0x186D2")]
    [InlineData("130055", "0x1FC07")]
    [InlineData("130055", "1FC07")]
    [InlineData("130055", "[0x1FC07]")]
    [InlineData("130055", "0x01FC07")]
    [InlineData("230006", "0x38276")]
    [InlineData("407", "HTTP 407")]
    [InlineData("407", "(407)")]
    [InlineData("407", "HTTP/1.1 407")]
    [InlineData("407", "code 407")]
    [InlineData("5", "Win32 error 5")]
    [InlineData("SalLowDiskSpace", "sallowdiskspace")]
    [InlineData("SalLowDiskSpace", "Error: SalLowDiskSpace")]
    [InlineData("UserErrorFoo", "usererrorFOO")]
    public void Twins_share_a_key(string printed, string typed) =>
        Assert.Equal(ErrorCode.LookupKeys(printed, printed: true)[0], ErrorCode.LookupKeys(typed)[0]);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("_")]
    [InlineData("0x")]
    [InlineData("-0")]
    [InlineData("0x800700055")]
    [InlineData("0x00007ff680070005")]
    [InlineData("{80070005-1111-2222-3333-444455556666}")]
    [InlineData("10.0.80070.5")]
    [InlineData("+44 80070005")]
    [InlineData("4294967296")]
    [InlineData("-2147483649")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("34513.0")]
    [InlineData("34,513")]
    [InlineData("0\u044580070005")]
    [InlineData("0x8007OOO5")]
    [InlineData("0x8007 0005")]
    [InlineData("0x80070005,0x80070002")]
    [InlineData("9\u0669\u06f9")]
    [InlineData("\u0430ccessDenied")]
    [InlineData("room 403")]
    [InlineData("error 403 forbidden GET /index.html")]
    [InlineData("Sal Low Disk Space")]
    [InlineData("backup")]
    [InlineData("NTFS")]
    [InlineData("the backup failed")]
    [InlineData("error")]
    [InlineData("ErrorCode")]
    [InlineData("LastBackupFailedFiles.txt")]
    [InlineData("Start-OBRegistration")]
    [InlineData("System.IO.IOException")]
    [InlineData("http://host:34513/path")]
    [InlineData(":443")]
    [InlineData("line 34513")]
    [InlineData("02:00:00")]
    [InlineData("2026-03-01")]
    public void What_is_no_code_is_null(string text) => Assert.Null(ErrorCode.Parse(text));

    [Theory]
    [InlineData("SalFooBar")]
    [InlineData("UserErrorFoo")]
    [InlineData("KB4538314")]
    [InlineData("MY_OWN_ERROR")]
    [InlineData("WSAECONNRESET")]
    [InlineData("E_ACCESSDENIED")]
    public void A_word_that_nobody_writes_in_prose_is_a_name(string text)
    {
        ErrorCode code = Assert.IsType<ErrorCode>(ErrorCode.Parse(text));
        Assert.Equal(CodeForm.Name, code.Form);
        Assert.Empty(code.Values);
    }

    [Fact]
    public void Eight_bare_digits_are_hex_first_and_decimal_second()
    {
        Assert.Equal(["#2147942405", "#80070005"], ErrorCode.LookupKeys("80070005").ToArray());
        Assert.Equal(["#12345678", "#305419896"], ErrorCode.LookupKeys("12345678").ToArray());
    }

    [Theory]
    [InlineData("80070005", "#2147942405")]
    [InlineData("34513", "#34513")]
    [InlineData("0x8007018b", "#2147942795")]
    [InlineData("SalBitmapError", "salbitmaperror")]
    [InlineData("E_ACCESSDENIED", "e_accessdenied")]
    [InlineData("lowspace", "lowspace")]
    [InlineData("CBP-1234", "cbp-1234")]
    public void A_printed_code_has_one_key(string printed, string key) => Assert.Equal([key], ErrorCode.LookupKeys(printed, printed: true).ToArray());

    [Theory]
    [InlineData("E_ACCESSDENIED", "#2147942405")]
    [InlineData("error_access_denied", "#2147942405")]
    [InlineData("STATUS_ACCESS_DENIED", "#3221225506")]
    public void A_symbol_finds_the_value_that_it_stands_for(string symbol, string key)
    {
        var keys = ErrorCode.LookupKeys(symbol);
        Assert.Equal(symbol.ToLowerInvariant(), keys[0]);
        Assert.Contains(key, keys);
    }

    [Fact]
    public void A_small_number_never_finds_an_HRESULT()
    {
        Assert.Equal(["#5"], ErrorCode.LookupKeys("5").ToArray());
        Assert.Equal(["#5"], ErrorCode.LookupKeys("error code: 0x5").ToArray());
    }

    [Fact]
    public void A_symbol_never_finds_a_small_number() => Assert.Equal(["error_file_too_large", "#2147942623"], ErrorCode.LookupKeys("ERROR_FILE_TOO_LARGE").ToArray());

    [Theory]
    [InlineData("(0x80070005)", "0x80070005")]
    [InlineData("ID: 34513", "34513")]
    [InlineData("hr=\u22122147024891.", "-2147024891")]
    [InlineData("\uff13\uff14\uff15\uff11\uff13", "34513")]
    [InlineData("Error 'SalBitmapError'", "SalBitmapError")]
    public void The_text_of_a_code_is_its_spelling_alone(string text, string spelled) => Assert.Equal(spelled, ErrorCode.Parse(text)?.Text);
}
