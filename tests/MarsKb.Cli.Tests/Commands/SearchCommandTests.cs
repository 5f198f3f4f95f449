using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed class SearchCommandTests(ContentFixture content) : IClassFixture<ContentFixture>
{
    [Fact]
    public void A_code_is_found_first()
    {
        var run = Search("error 34513");

        Assert.Equal(0, run.Exit);
        Assert.StartsWith("34513  Invalid vault credentials  [exact]\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_the_document_of_the_API()
    {
        var run = Search("34513", "--json", "--limit", "1");

        Assert.Equal(["query", "understood", "total", "results"], run.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("exact", run.Json.GetProperty("results")[0].GetProperty("confidence").GetString());
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Several_arguments_are_one_text() => Assert.Equal("error 34513", Search("error", "34513", "--json").Json.GetProperty("query").GetString());

    [Fact]
    public void A_text_comes_from_standard_input()
    {
        var run = Marskb.RunWith("first line\nInvalid vault credentials were provided. (ID: 34513)\n", "search", "-", "--content", content.Folder);

        Assert.StartsWith("34513  ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_is_1()
    {
        var run = Search("qwrtzxcv");

        Assert.Equal((1, "", "Nothing found.\n"), (run.Exit, run.Out, run.Error));
        Assert.Equal(0, Search("qwrtzxcv", "--json").Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData(65_537, 'a')]
    [InlineData(40_000, 'é')]
    [InlineData(10_000_000, ' ')]
    public void A_text_above_64_KiB_is_wrong_use(int length, char letter)
    {
        var run = Marskb.RunWith(new string(letter, length), "search", "-", "--content", content.Folder);

        Assert.Equal(2, run.Exit);
        Assert.Contains("65,536", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-2147024891")]
    [InlineData("\"")]
    [InlineData("NEAR(")]
    public void Anything_may_be_searched(string text) => Assert.NotEqual(2, Search(text).Exit);

    Marskb Search(params string[] args) => Marskb.Run(["search", .. args, "--content", content.Folder]);
}
