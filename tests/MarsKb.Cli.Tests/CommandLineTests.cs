using MarsKb.Cli.Infra;

namespace MarsKb.Cli;

public class CommandLineTests
{
    [Theory]
    [InlineData("unknown verb", "nothing")]
    [InlineData("no verb")]
    [InlineData("no text", "search")]
    [InlineData("no code", "show")]
    [InlineData("two codes", "show", "1", "2")]
    [InlineData("two folders", "lint", "a", "b")]
    [InlineData("unknown option", "lint", "--nothing")]
    [InlineData("no folder", "lint", "/no/such/folder")]
    [InlineData("no folder", "search", "a", "--content", "/no/such/folder")]
    [InlineData("no folder", "show", "1", "--content", "/no/such/folder")]
    [InlineData("limit too small", "search", "a", "--limit", "0")]
    [InlineData("limit too large", "search", "a", "--limit", "101")]
    [InlineData("limit is no number", "search", "a", "--limit", "ten")]
    public void Wrong_use_is_2_with_a_line_that_says_why(string why, params string[] args)
    {
        var run = Marskb.Run(args);

        Assert.True(run.Exit == 2, why);
        Assert.Empty(run.Out);
        Assert.StartsWith("marskb: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marskb lint", "--help")]
    [InlineData("marskb lint ../other/content", "lint", "--help")]
    [InlineData("marskb search -", "search", "--help")]
    [InlineData("marskb show 34513", "show", "-h")]
    public void Help_has_examples_and_exit_codes(string example, params string[] args)
    {
        var run = Marskb.Run(args);

        Assert.Equal(0, run.Exit);
        Assert.Contains(example, run.Out, StringComparison.Ordinal);
        Assert.Contains("2 wrong use", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void What_was_typed_comes_back_without_its_control_characters() =>
        Assert.DoesNotContain('\e', Marskb.Run("lint", "a\e[2J", "b\e]0;title\a").Error);
}
