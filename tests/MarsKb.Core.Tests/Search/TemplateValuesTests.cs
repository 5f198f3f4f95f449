namespace MarsKb.Search;

public class TemplateValuesTests
{
    static IEnumerable<string> Read(string template, string text) => TemplateValues.Read(template, text, 0).Select(TemplateValues.Show);

    [Fact]
    public void The_value_between_the_words_of_the_message_is_shown() =>
        Assert.Equal([@"{volume} = Q:\very odd"], Read("insufficient storage in volume {volume} where the scratch folder is located",
            @"Backup failed due to insufficient storage in volume Q:\very odd where the scratch folder is located"));

    [Fact]
    public void Brackets_and_quotes_around_a_value_are_no_part_of_it() =>
        Assert.Equal([@"{path} = D:\MARSScratch", "{reason} = full"], Read("Scratch location {path} is refused: {reason}", "Scratch location [D:\\MARSScratch] is refused: \"full\"."));

    [Fact]
    public void The_last_value_ends_with_its_sentence() =>
        Assert.Equal([@"{path} = D:\a.vhd"], Read("The file is locked: {path}", @"The file is locked: D:\a.vhd. Try again later."));

    [Fact]
    public void A_message_that_is_wrapped_is_read_on() =>
        Assert.Equal(["{name} = SRV-01"], Read("The server {name} was not found", "The server\nSRV-01 was not found\n"));

    [Theory]
    [InlineData("{only}", "some text")]
    [InlineData("volume {volume} is full", "the disk is full")]
    [InlineData("volume {volume} is full", "volume is full")]
    [InlineData("volume {volume", "volume x")]
    public void What_is_not_met_is_left_out(string template, string text) => Assert.Empty(Read(template, text));
}
