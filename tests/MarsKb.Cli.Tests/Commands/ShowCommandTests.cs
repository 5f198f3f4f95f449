using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed class ShowCommandTests(ContentFixture content) : IClassFixture<ContentFixture>
{
    [Theory]
    [InlineData("34513")]
    [InlineData("ID: 34513")]
    [InlineData("0x86D1")]
    public void An_entry_is_shown_by_any_spelling(string code)
    {
        var run = Show(code);

        Assert.Equal(0, run.Exit);
        Assert.StartsWith("34513  Invalid vault credentials\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Cause: Something is wrong\n  1. Mend it.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Source: Where it comes from", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_shown_row_by_row()
    {
        var run = Show("size-limits");

        Assert.Equal(0, run.Exit);
        Assert.Contains("Windows 7\n  Limit: 1,700 GB\n  Server core: No\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_names_its_page_and_shows_its_map_and_its_entry_leads_to_it()
    {
        using var own = new ContentFixture();
        own.Write("flows/a-flow.yaml", ContentFixture.Flow);

        var run = Marskb.Run("show", "A-Flow", "--content", own.Folder);
        Assert.Equal(0, run.Exit);
        Assert.StartsWith("a-flow  What it may be\nflow, Registration, /flows/a-flow\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Takes about 3 minutes.\nNeeds: Administrator\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("1. Which is it? (Then 2)\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(["id", "title", "version"], Marskb.Run("show", "a-flow", "--json", "--content", own.Folder).Json.EnumerateObject().Take(3).Select(p => p.Name));
        Assert.Contains("Guided flow: /flows/a-flow\n", Marskb.Run("show", "34513", "--content", own.Folder).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_of_several_entries_gives_the_choice()
    {
        var run = Show("9000");

        Assert.Equal(0, run.Exit);
        Assert.Contains("7001  First of two", run.Out, StringComparison.Ordinal);
        Assert.Contains("7002  Second of two", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0x80070005")]
    [InlineData("-2147024891")]
    public void A_code_without_entry_says_what_it_means(string code)
    {
        var run = Show(code);

        Assert.Equal(0, run.Exit);
        Assert.Contains("0x80070005", run.Out, StringComparison.Ordinal);
        Assert.Contains("ERROR_ACCESS_DENIED", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing-has-this-name")]
    [InlineData("the backup failed")]
    [InlineData("99999999999999999999")]
    public void Nothing_known_is_1(string code)
    {
        var run = Show(code);

        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Contains("marskb search", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("34513", "key", "codes", "aliases")]
    [InlineData("size-limits", "key", "title", "url")]
    [InlineData("9000", "total", "page", "items")]
    [InlineData("0x80070005", "code", "kind", "spellings")]
    public void Json_is_the_document_of_the_API(string code, params string[] members) =>
        Assert.Equal(members, Show(code, "--json").Json.EnumerateObject().Take(3).Select(p => p.Name));

    [Fact]
    public void Faulty_content_is_answered_from_with_a_word_about_it()
    {
        using var faulty = new ContentFixture();
        faulty.Write("entries/100.md", "---\nkey: [\n---\n");

        var run = Marskb.Run("show", "34513", "--content", faulty.Folder);

        Assert.Equal(0, run.Exit);
        Assert.Contains("marskb lint", run.Error, StringComparison.Ordinal);
    }

    Marskb Show(params string[] args) => Marskb.Run(["show", .. args, "--content", content.Folder]);
}
