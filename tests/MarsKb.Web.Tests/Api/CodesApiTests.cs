namespace MarsKb.Api;

public class CodesApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task A_code_is_read_with_every_member_of_the_contract()
    {
        var code = await site.GetAsync("/api/v1/codes/-2147024891");

        Assert.Equal(["code", "kind", "spellings", "readings", "entries"], ApiSite.Members(code));
        Assert.Equal("0x80070005", code.GetProperty("code").GetString());
        Assert.Equal("hresult", code.GetProperty("kind").GetString());
        var reading = code.GetProperty("readings")[0];
        Assert.Equal(["kind", "value", "severity", "facility", "symbol", "meaning"], ApiSite.Members(reading));
        Assert.Equal("0x80070005", reading.GetProperty("value").GetString());
        Assert.Equal("error", reading.GetProperty("severity").GetString());
        Assert.Equal("0x80070005", Assert.Single(code.GetProperty("entries").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Every_reading_of_an_ambiguous_number_is_given()
    {
        var code = await site.GetAsync("/api/v1/codes/5");

        Assert.True(code.GetProperty("readings").GetArrayLength() > 1);
        Assert.Contains(code.GetProperty("readings").EnumerateArray(), r => r.GetProperty("symbol").GetString() == "ERROR_ACCESS_DENIED");
    }

    [Fact]
    public async Task An_unknown_name_has_no_readings()
    {
        var code = await site.GetAsync("/api/v1/codes/UserErrorNobodyKnows");

        Assert.Equal("name", code.GetProperty("kind").GetString());
        Assert.Equal(0, code.GetProperty("readings").GetArrayLength());
        Assert.Equal(0, code.GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_code_of_several_entries_names_them_all()
    {
        var code = await site.GetAsync("/api/v1/codes/9000");

        Assert.Equal(["7001", "7002"], code.GetProperty("entries").EnumerateArray().Select(e => e.GetString()));
    }

    [Theory]
    [InlineData("the%20backup%20failed")]
    [InlineData("%20")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("%c0%ae")]
    public async Task Prose_is_400_and_says_what_to_give(string text) =>
        Assert.Contains("0x80070005", await site.RefusedAsync(400, $"/api/v1/codes/{text}"), StringComparison.Ordinal);
}
