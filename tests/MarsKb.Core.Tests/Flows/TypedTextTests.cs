using MarsKb.Flows.Values;

namespace MarsKb.Flows;

public sealed class TypedTextTests
{
    static TypedValue Read(InputType type, string text, string? min = null, string? max = null, string? unit = null) =>
        TypedText.Read(new InputSpec(type, unit, Example(type), min, max, null), text);

    static string Example(InputType type) => type switch
    {
        InputType.Version => "5.1 or 7.4.2",
        InputType.Size => "12 GB",
        InputType.Duration => "2 h",
        InputType.DateTime => "2026-11-22 14:05",
        _ => "5",
    };

    [Theory]
    [InlineData(InputType.Number, "12", 12)]
    [InlineData(InputType.Number, "-3.5", -3.5)]
    [InlineData(InputType.Percent, "12 %", 12)]
    [InlineData(InputType.Percent, "12.5%", 12.5)]
    [InlineData(InputType.Size, "1 KB", 1_024)]
    [InlineData(InputType.Size, "1.5kb", 1_536)]
    [InlineData(InputType.Size, "2 GiB", 2_147_483_648)]
    [InlineData(InputType.Size, "17 bytes", 17)]
    [InlineData(InputType.Duration, "2 h", 7_200)]
    [InlineData(InputType.Duration, "30 min", 1_800)]
    [InlineData(InputType.Duration, "1 d 6 hours", 108_000)]
    [InlineData(InputType.Duration, "1h30m", 5_400)]
    [InlineData(InputType.Duration, "01:30", 5_400)]
    [InlineData(InputType.Duration, "0:01:30", 90)]
    [InlineData(InputType.Duration, "P1D", 86_400)]
    [InlineData(InputType.Duration, "PT1H30M", 5_400)]
    [InlineData(InputType.Duration, "P2W", 1_209_600)]
    public void A_value_is_read(InputType type, string text, double order) => Assert.Equal((decimal)order, Read(type, text).Order);

    [Theory]
    [InlineData("2026-11-22", "2026-11-22 00:00")]
    [InlineData("2026-11-22 14:05", "2026-11-22 14:05")]
    [InlineData("2026-11-22T14:05:00Z", "2026-11-22 14:05")]
    [InlineData("2026-11-22T14:05:00+02:00", "2026-11-22 12:05")]
    [InlineData("22 Nov 2026 14:05", "2026-11-22 14:05")]
    [InlineData("November 22, 2026", "2026-11-22 00:00")]
    [InlineData("22.11.2026 14:05", "2026-11-22 14:05")]
    [InlineData("11/22/2026 2:05 PM", "2026-11-22 14:05")]
    [InlineData("22/11/2026", "2026-11-22 00:00")]
    public void A_time_is_read_as_people_and_Windows_write_it(string text, string time) =>
        Assert.Equal(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture).Ticks, Read(InputType.DateTime, text).Order);

    [Theory]
    [InlineData("2.0.9190.0", "2.0.9249.0")]
    [InlineData("2.0.9249", "2.0.9249.1")]
    [InlineData("5.1.20348.2340", "7.4.2")]
    [InlineData("v2", "10.0")]
    public void Versions_compare_by_their_parts(string less, string more) =>
        Assert.True(Read(InputType.Version, less).Order < Read(InputType.Version, more).Order);

    [Theory]
    [InlineData(InputType.Version, "new", "Enter a version such as 5.1 or 7.4.2.")]
    [InlineData(InputType.Version, "1.2.3.4.5", "Enter a version such as 5.1 or 7.4.2.")]
    [InlineData(InputType.Version, "1.", "Enter a version such as 5.1 or 7.4.2.")]
    [InlineData(InputType.Version, "", "Enter a version such as 5.1 or 7.4.2.")]
    [InlineData(InputType.Number, "1,500", "Enter a number such as 5, with a point and no commas.")]
    [InlineData(InputType.Number, "1e9", "Enter a number such as 5.")]
    [InlineData(InputType.Size, "12", "Enter a size such as 12 GB, with its unit: B, KB, MB, GB or TB.")]
    [InlineData(InputType.Size, "12 parsecs", "Enter a size such as 12 GB.")]
    [InlineData(InputType.Percent, "101", "Enter a percentage from 0 to 100 such as 5.")]
    [InlineData(InputType.Duration, "2", "Enter a duration such as 2 h, with its unit: s, min, h, d or weeks.")]
    [InlineData(InputType.DateTime, "03/04/2026", "Enter a date or a date with a time such as 2026-11-22 14:05: day and month cannot be told apart here.")]
    [InlineData(InputType.DateTime, "yesterday", "Enter a date or a date with a time such as 2026-11-22 14:05.")]
    [InlineData(InputType.Text, "  ", "Enter a text such as 5.")]
    public void What_cannot_be_read_is_refused_with_what_to_type(InputType type, string text, string fault) => Assert.Equal(fault, Read(type, text).Fault);

    [Fact]
    public void Bounds_hold_and_are_named_with_their_unit()
    {
        Assert.Equal("Enter a number of days of at least 1 days.", Read(InputType.Number, "0", "1", "99", "days").Fault);
        Assert.Equal("Enter a number of days of at most 99 days.", Read(InputType.Number, "100 days", "1", "99", "days").Fault);
        Assert.Null(Read(InputType.Number, "99 days", "1", "99", "days").Fault);
        Assert.Equal("Enter a size of at least 1 GB.", Read(InputType.Size, "1023 MB", "1 GB").Fault);
    }

    [Fact]
    public void Nothing_that_is_typed_makes_it_throw()
    {
        foreach (var type in Enum.GetValues<InputType>().Where(t => t != InputType.Paste))
            foreach (var text in (string[])["", ":", "::", "P", "PT", "P1", "T", "%", "-", ".", "1.1.", "99999999999999999999999", new string('9', 5_000), "9999999999 weeks", "\0", "٣", "½", "1:99999999999", "P99999999999Y", "999999999999999 TB"])
                _ = Read(type, text);
    }
}
