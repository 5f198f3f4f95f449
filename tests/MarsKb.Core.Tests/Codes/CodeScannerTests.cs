using System.Collections.Immutable;

namespace MarsKb.Codes;

public sealed class CodeScannerTests
{
    [Theory]
    [InlineData("Invalid vault credentials provided. (ID: 34513)", "34513")]
    [InlineData("Some text (ID:34513) more", "34513")]
    [InlineData("we got ID 34513 today", "34513")]
    [InlineData("it says #34513 again", "34513")]
    [InlineData("Error 34506. The encryption passphrase is not set", "34506")]
    [InlineData("backup fails with 34513 since Monday", "34513")]
    [InlineData("error 100050 MARS", "100050")]
    [InlineData("http 407 azure backup", "407")]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required", "407")]
    [InlineData("The remote server returned an error: (407) Proxy Authentication Required.", "407")]
    [InlineData("Text before (407) Proxy Authentication Required.", "407")]
    [InlineData("hr=80070003 MARS backup", "80070003")]
    [InlineData("Failed: Hr: = [0x80070002] BackupRead failed", "0x80070002")]
    [InlineData("ERROR hr=-2147024894 The system cannot find", "-2147024894")]
    [InlineData("{\"hr\":2147942405,\"msg\":\"Access\"}", "2147942405")]
    [InlineData("<ErrorCode>34513</ErrorCode> text", "34513")]
    [InlineData("Event ID:      7031\nTask Category: None", "7031")]
    [InlineData("EventID: 8193 Volume Shadow Copy", "8193")]
    [InlineData("Error code:\r\n34513\r\ntext", "34513")]
    [InlineData("Verbindung fehlgeschlagen. Ereignis-ID: 34513 im Protokoll", "34513")]
    [InlineData("发生错误34513请重试", "34513")]
    [InlineData("エラー34513が発生しました", "34513")]
    [InlineData("операция: ошибка 34513 при копировании", "34513")]
    [InlineData("status code 407 from proxy here", "407")]
    [InlineData("service said status=407 today", "407")]
    [InlineData("TCP error code 10061: No connection", "10061")]
    [InlineData("Params: {ErrorCode = IdTokenExpired} here", "IdTokenExpired")]
    [InlineData("Failed: Error = SalBitmapError Unable to find", "SalBitmapError")]
    [InlineData("Error code: LowSpace on the server", "LowSpace")]
    [InlineData("> | file. (ID: 403)\n> more", "403")]
    [InlineData("the code is `34513` there", "34513")]
    [InlineData("x=1&id=403; and so on", "403")]
    [InlineData("&lt;b&gt;error&lt;/b&gt; &#39;34513&#39; code 407", "407")]
    public void A_code_that_the_text_announces_is_named(string text, string code) =>
        Assert.Contains(CodeScanner.Scan(text), mention => mention.Code.Text == code && mention.Strength == CodeStrength.Named);

    [Theory]
    [InlineData("80070002 azure backup", "80070002")]
    [InlineData("8007018B cloud file", "8007018B")]
    [InlineData("it failed, 0x1FC07, again", "0x1FC07")]
    [InlineData("[0x1fc07] internal service error", "0x1fc07")]
    [InlineData("'0x80070005(Access is denied.)' while backing up", "0x80070005")]
    [InlineData("0x80070005-backup", "0x80070005")]
    [InlineData("saw -2147024891 there", "-2147024891")]
    [InlineData("saw 2147942405 there", "2147942405")]
    [InlineData("crash C0000005 in module", "C0000005")]
    [InlineData("saw 80070005h there", "80070005h")]
    [InlineData("then SalLowDiskSpace: Backup failed", "SalLowDiskSpace")]
    [InlineData("then E_ACCESSDENIED came", "E_ACCESSDENIED")]
    [InlineData("then VSS_E_INSUFFICIENT_STORAGE came", "VSS_E_INSUFFICIENT_STORAGE")]
    [InlineData("then WSAECONNRESET came", "WSAECONNRESET")]
    [InlineData("備份失敗0x80070005請重試", "0x80070005")]
    [InlineData("\u001b[31mCBPException 0x1FC07\u001b[0m", "0x1FC07")]
    [InlineData("\"2026-03-01\",\"ERROR\",\"=cmd\",\"0x80070002\"", "0x80070002")]
    public void A_spelling_that_only_a_code_has_is_found_anywhere(string text, string code) =>
        Assert.Contains(CodeScanner.Scan(text), mention => mention.Code.Text == code && mention.Strength >= CodeStrength.Shape);

    [Theory]
    [InlineData("room 403 is free", "403")]
    [InlineData("\"GET / HTTP/1.1\" 407 123", "407")]
    [InlineData("error 403 forbidden GET /index.html", "403")]
    [InlineData("thread id 34513 waits", "34513")]
    [InlineData("see ticket #48812 please", "48812")]
    [InlineData("asdkjh qwe zxcvb 12039 lkj", "12039")]
    [InlineData("status of 407 jobs", "407")]
    [InlineData("took 34513 ms", "34513")]
    public void A_number_that_could_be_anything_is_bare(string text, string code) =>
        Assert.All(CodeScanner.Scan(text).Where(mention => mention.Code.Text == code), mention => Assert.Equal(CodeStrength.Bare, mention.Strength));

    [Theory]
    [InlineData("GUID {80070005-1111-2222-3333-444455556666} is not a code")]
    [InlineData("0x00007ff680070005 is an address")]
    [InlineData("at Foo.Bar(String x) in C:\\src\\Foo.cs:line 34513")]
    [InlineData("see http://host:34513/path?id=403 there")]
    [InlineData("agent version 2.0.9190.0 and 10.0.80070.5 here")]
    [InlineData("address 127.0.0.1:6049 refused")]
    [InlineData("at 2026-03-01 02:00:00 and 08/04 13:16:29.206")]
    [InlineData("more than 60,000 files and 1,234,567 more")]
    [InlineData("path D:\\Shares\\2019\\invoice-0415.pdf there")]
    [InlineData("mtffile.cpp(1372) [0000000053582120]")]
    [InlineData("listens on port 443 and :443")]
    [InlineData("call +44 80070005 today")]
    [InlineData("Start-OBRegistration wrote LastBackupFailedFiles.txt")]
    [InlineData("System.IO.IOException in Microsoft.Internal.CloudBackup.Engine here")]
    [InlineData("azure-docs#64894 says so")]
    [InlineData("module+0x1a2b there")]
    [InlineData("<EventRecordID> EventSourceName=\"x\" there")]
    [InlineData("BGP community 12076:5060 there")]
    [InlineData("costs $34513 or 100% or 2500€ there")]
    [InlineData("file from 20260301 there")]
    [InlineData("asked for 0x and 99999999999999999999")]
    public void Digits_of_other_things_are_no_codes(string text) => Assert.Empty(CodeScanner.Scan(text));

    [Theory]
    [InlineData("34513")]
    [InlineData("(ID:34513)")]
    [InlineData("SalFooBar")]
    [InlineData("1FC07")]
    public void A_code_alone_is_named(string text)
    {
        CodeMention mention = Assert.Single(CodeScanner.Scan(text));
        Assert.Equal(CodeStrength.Named, mention.Strength);
        Assert.Equal(mention.Code.Text, text.Substring(mention.Start, mention.Length));
    }

    [Fact]
    public void A_list_of_codes_is_named_in_its_order()
    {
        ImmutableArray<CodeMention> found = CodeScanner.Scan("0x80070005,0x80070002 and 34513");
        Assert.Equal(["0x80070005", "0x80070002", "34513"], found.Select(mention => mention.Code.Text));
        Assert.All(found, mention => Assert.Equal(CodeStrength.Named, mention.Strength));
    }

    [Fact]
    public void Lines_count_from_one_over_all_line_ends()
    {
        ImmutableArray<CodeMention> found = CodeScanner.Scan("first 0x80070005\nsecond\r\nthird 0x80070002\r0x80070003 fourth");
        Assert.Equal([1, 3, 4], found.Select(mention => mention.Line));
    }

    [Fact]
    public void Places_are_those_of_the_text_as_given()
    {
        const string Text = "\u30a8\u30e9\u30fc \uff10x80\u200b070005 and error 34513";
        ImmutableArray<CodeMention> found = CodeScanner.Scan(Text);
        Assert.Equal("\uff10x80\u200b070005", Text.Substring(found[0].Start, found[0].Length));
        Assert.Equal("0x80070005", found[0].Code.Text);
        Assert.Equal("34513", Text.Substring(found[1].Start, found[1].Length));
    }
}
