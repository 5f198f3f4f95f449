namespace MarsKb.Codes;

public sealed class CodeTablesTests
{
    [Fact]
    public void The_tables_hold_as_many_codes_as_the_headers()
    {
        Assert.Equal(2219, CodeTables.Win32.Count);
        Assert.InRange(CodeTables.HResult.Count, 2000, 3000);
        Assert.Equal(1791, CodeTables.NtStatus.Count);
    }

    [Theory]
    [InlineData(0, "ERROR_SUCCESS")]
    [InlineData(2, "ERROR_FILE_NOT_FOUND")]
    [InlineData(112, "ERROR_DISK_FULL")]
    [InlineData(223, "ERROR_FILE_TOO_LARGE")]
    [InlineData(258, "WAIT_TIMEOUT")]
    [InlineData(395, "ERROR_CLOUD_FILE_ACCESS_DENIED")]
    [InlineData(1392, "ERROR_FILE_CORRUPT")]
    [InlineData(1722, "RPC_S_SERVER_UNAVAILABLE")]
    [InlineData(9003, "DNS_ERROR_RCODE_NAME_ERROR")]
    [InlineData(10061, "WSAECONNREFUSED")]
    [InlineData(12007, "ERROR_INTERNET_NAME_NOT_RESOLVED")]
    [InlineData(15841, "ERROR_API_UNAVAILABLE")]
    public void A_Win32_code_has_its_usual_name(uint number, string name) => Assert.Equal(name, CodeTables.Win32.Name(number));

    [Theory]
    [InlineData(0x00000000u, "S_OK")]
    [InlineData(0x80004005u, "E_FAIL")]
    [InlineData(0x80070005u, "E_ACCESSDENIED")]
    [InlineData(0x800423F4u, "VSS_E_WRITERERROR_NONRETRYABLE")]
    [InlineData(0x80090016u, "NTE_BAD_KEYSET")]
    public void An_HRESULT_has_its_usual_name(uint number, string name) => Assert.Equal(name, CodeTables.HResult.Name(number));

    [Fact]
    public void Every_Win32_code_below_100_has_a_meaning()
    {
        for (uint number = 0; number < 100; number++)
        {
            if (CodeTables.Win32.Name(number) is { } name) Assert.True(CodeTables.Meaning("win32", number) is not null, name);
        }
    }

    [Fact]
    public void Every_code_of_the_shadow_copy_service_has_a_meaning()
    {
        for (uint number = 0x80042300; number <= 0x800423FF; number++)
        {
            if (CodeTables.HResult.Name(number) is { } name) Assert.True(CodeTables.Meaning("hresult", number) is not null, name);
        }
    }

    [Fact]
    public void Meanings_are_single_plain_sentences()
    {
        foreach (string[] row in CodeTables.Rows("meanings.tsv"))
        {
            Assert.Equal(3, row.Length);
            Assert.Contains(row[0], new[] { "win32", "hresult", "ntstatus", "http" });
            Assert.EndsWith(".", row[2]);
            Assert.InRange(row[2].Length, 5, 140);
        }
    }

    [Fact]
    public void Every_HTTP_failure_has_a_meaning()
    {
        for (uint status = 400; status <= 599; status++) Assert.Equal(HttpStatuses.Phrase(status) is null, CodeTables.Meaning("http", status) is null);
    }
}
