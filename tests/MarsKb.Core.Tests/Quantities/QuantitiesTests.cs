namespace MarsKb.Quantities;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("1 KB", 1_024L)]
    [InlineData("1.5gb", 1_610_612_736L)]
    [InlineData("2 TiB", 2_199_023_255_552)]
    [InlineData("1 PB", 1_125_899_906_842_624)]
    [InlineData("7 bytes", 7L)]
    [InlineData("1,5 GB", null)]
    [InlineData("GB", null)]
    [InlineData("5", null)]
    [InlineData("5 days", null)]
    [InlineData("-1 GB", null)]
    public void Sizes_are_bytes_and_a_KB_has_1024(string text, long? bytes) => Assert.Equal(bytes, Size.Parse(text)?.Bytes);

    [Theory]
    [InlineData("90 s", 90)]
    [InlineData("1 d 6 h", 108_000)]
    [InlineData("1 month", 2_628_000)]
    [InlineData("12 months", 31_536_000)]
    [InlineData("1 year", 31_536_000)]
    [InlineData("365 days", 31_536_000)]
    [InlineData("1 week, 30min", 606_600)]
    [InlineData("5 GB", null)]
    [InlineData("h", null)]
    [InlineData("", null)]
    [InlineData("5_h", null)]
    public void Spans_are_seconds_and_a_month_is_a_twelfth_of_a_year(string text, int? seconds) => Assert.Equal(seconds, Span.Parse(text)?.Seconds);

    [Theory]
    [InlineData("2.0.9169.0", "2.0.9169")]
    [InlineData("v4.7", "4.7")]
    [InlineData("2", "2.0")]
    [InlineData("1.02.003", "1.2.3")]
    [InlineData("1.0.0.5", "1.0.0.5")]
    [InlineData("1.2.3.4.5", null)]
    [InlineData("1..2", null)]
    [InlineData("1.2b", null)]
    [InlineData("1234567890123456789.1", null)]
    public void Versions_are_written_in_one_way(string text, string? plain) => Assert.Equal(plain, VersionNumber.Parse(text)?.ToString());

    [Theory]
    [InlineData("2.0.9.1", "2.0.10")]
    [InlineData("1.9", "2")]
    [InlineData("2.0", "2.0.0.1")]
    public void Versions_are_ordered_by_number_not_by_letter(string lower, string higher)
    {
        Assert.True(VersionNumber.Parse(lower) < VersionNumber.Parse(higher));
        Assert.True(VersionNumber.Parse(higher) >= VersionNumber.Parse(lower));
    }

    [Theory]
    [InlineData("GB", true)]
    [InlineData("gb", false)]
    [InlineData("Days", true)]
    [InlineData("m", false)]
    [InlineData("B", false)]
    [InlineData("cups", false)]
    public void Running_text_uses_fewer_units(string word, bool isUnit) => Assert.Equal(isUnit, Units.FindInProse(word) is not null);
}
