using MarsKb.Infra;
using MarsKb.Pages.Matrix;
using Xunit.Abstractions;

namespace MarsKb.Pages;

public sealed class TableCsvTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-5", "'-5")]
    [InlineData("  +1", "'  +1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("one\ntwo", "\"one\ntwo\"")]
    [InlineData("", "")]
    public void A_cell_is_text_for_every_spreadsheet(string text, string cell) => Assert.Equal(cell, TableCsv.Cell(text));

    [Fact]
    [Trait("Category", "Shared")]
    public void No_cell_of_the_corpus_begins_a_formula()
    {
        var rows = BadInput.For("insights-export", "csv/cells.jsonl");
        if (rows.Count == 0)
        {
            output.WriteLine("The shared corpora are not here; passed over.");
            return;
        }
        Assert.All(rows.Where(r => r.Text is not null), row =>
        {
            var cell = TableCsv.Cell(row.Text!);
            var shown = cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
            Assert.False(shown.Length > 0 && "=+-@\t\r\0＝".Contains(shown[0]), row.Id);
            Assert.Contains(row.Text!.Replace("\0", "", StringComparison.Ordinal), shown, StringComparison.Ordinal);
        });
    }
}
