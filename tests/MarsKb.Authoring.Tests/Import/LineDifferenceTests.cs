using MarsKb.Import.Merge;

namespace MarsKb.Import;

public sealed class LineDifferenceTests
{
    [Theory]
    [InlineData("a\nb\nc", "a\nx\nc", "- b|+ x")]
    [InlineData("a\nb", "b\na", "- a|+ a")]
    [InlineData("a\na", "a", "- a")]
    [InlineData("", "a\n\nb\n", "+ a|+ b")]
    [InlineData("a \n\n", "a", "")]
    public void Lines_that_went_and_came_are_in_the_order_of_the_text(string before, string after, string difference) =>
        Assert.Equal(difference, string.Join('|', LineDifference.Of(before, after)));

    [Fact]
    public void Of_long_lines_the_part_that_differs_is_shown()
    {
        var start = string.Concat(Enumerable.Repeat("same words ", 60));
        var lines = LineDifference.Of(start + "old end", start + "new end");
        Assert.All(lines, l => Assert.True(l.Length < 210));
        Assert.EndsWith("old end", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("new end", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Very_long_texts_are_compared_as_sets()
    {
        var before = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"a{i}"));
        var after = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => i == 7 ? "new" : $"a{2_999 - i}"));
        Assert.Equal(["- a2992", "+ new"], LineDifference.Of(before, after));
    }
}
