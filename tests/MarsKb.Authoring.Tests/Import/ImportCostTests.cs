using System.Diagnostics;
using System.Text;
using MarsKb.Import.Reports;
using MarsKb.Infra;

namespace MarsKb.Import;

/// <summary>Time grows with the length of an article and with nothing else. The bound is wide, for shared machines; a quadratic step misses it by far.</summary>
[Collection(Alone.Name)]
public sealed class ImportCostTests
{
    const int Size = 256 << 10;

    static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("[")]
    [InlineData("[a")]
    [InlineData("![")]
    [InlineData("](")]
    [InlineData("*a ")]
    [InlineData("**a** ")]
    [InlineData("a**b")]
    [InlineData("_a_")]
    [InlineData("<a")]
    [InlineData("<div>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<b><i>")]
    [InlineData("a <!-- ")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. a\n   ")]
    [InlineData("|a")]
    [InlineData("| a | b |\n")]
    [InlineData("{{")]
    [InlineData("{% ")]
    [InlineData(":::\n")]
    [InlineData("# a\n")]
    [InlineData("### [t](#tab/a)\n")]
    [InlineData("## Cause\n\n")]
    [InlineData("[!INCLUDE [a](a.md)] ")]
    [InlineData("**Cause**: a\n\n")]
    [InlineData("a\n: b\n\n")]
    [InlineData("To fix this, wait. ")]
    [InlineData("error: \"a b c\" ")]
    [InlineData("`error code` ")]
    [InlineData("0x80070005 ")]
    [InlineData("Cause 1: ")]
    [InlineData("[a]: b\n")]
    [InlineData("<br>")]
    [InlineData("<br>- a")]
    public void A_quarter_of_a_megabyte_of_anything_is_no_trap(string piece)
    {
        var text = new StringBuilder("# Title\n\n## Error 4711\n\n").Insert(23, piece, Size / piece.Length).ToString();
        Imported.Article("# Warm\n\n**Cause**: x <b>y</b>\n\n<p>z</p>\n");
        var best = TimeSpan.MaxValue;
        // Time of this process, in which no other test runs: the machine may have other things to do.
        for (var run = 0; run < 3 && best > Most; run++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            Imported.Article(text, ("a.md", "x"));
            var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
            if (spent < best) best = spent;
        }
        Assert.True(best < Most, $"{best.TotalMilliseconds:0} ms");
    }

    [Fact]
    public void Lists_nested_over_many_lines_are_cut_and_reported()
    {
        var text = new StringBuilder("## It fails\n\nTo fix this:\n\n");
        for (var depth = 0; depth < 500; depth++) text.Append(' ', depth * 2).Append("- a\n");
        Assert.Contains(Imported.Article(text.ToString()).Report.Notes, n => n.Kind == NoteKind.Left && n.Text.Contains("nested too deep", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_table_is_read_in_pieces()
    {
        var text = new StringBuilder("## Errors\n\n| Error code | Message | Fix |\n|--|--|--|\n");
        for (var row = 0; row < 2_000; row++) text.Append("| ").Append(10_000 + row).Append(" | It **fails**. | [Wait](w.md). |\n");
        var entries = Imported.Entries(text.ToString());
        Assert.Equal(2_000, entries.Count);
        Assert.Equal((11_999, 2_004), (int.Parse(entries[^1].Codes[0], System.Globalization.CultureInfo.InvariantCulture), entries[^1].Line));
    }
}
