namespace MarsKb.Cli.Output;

public class SafeTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("Größe 日本 🚀", "Größe 日本 🚀")]
    [InlineData("\e[2J", "\\u001b[2J")]
    [InlineData("a\nb\r\tc", "a\\u000ab\\u000d\\u0009c")]
    [InlineData("\u202egnp.exe", "\\u202egnp.exe")]
    [InlineData("\u0085\u2028\u2029\u009b", "\\u0085\\u2028\\u2029\\u009b")]
    public void A_line_cannot_act_on_the_terminal(string text, string safe) => Assert.Equal(safe, SafeText.Line(text));

    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced() => Assert.Equal("a\ufffdb", SafeText.Line("a\ud800b"));

    [Fact]
    public void Longer_text_keeps_its_lines() => Assert.Equal(["a", "b\\u001b", "c"], SafeText.Lines("a\r\nb\e\nc"));
}
