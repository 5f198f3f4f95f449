using System.Text;
using MarsKb.Import.Blocks;
using MarsKb.Import.Reading;
using MarsKb.Import.Reports;

namespace MarsKb.Import;

/// <summary>Every block has a number from reading on, so that what became of it can be told.</summary>
public sealed class BlockNumberTests
{
    const string Article = """
        # Tea

        One. To fix this issue, do two.

        - a
          - b
        - c

        > [!NOTE]
        > d

        | e | f |
        | --- | --- |
        | g | - h <br> - i |

        <table><tr><td>j</td><td><ul><li>k</li></ul></td></tr></table>

        ```
        l
        ```
        """;

    [Fact]
    public void Blocks_are_numbered_in_the_order_of_the_article_those_inside_others_too()
    {
        var all = Read().SelectMany(b => b.WithInside).ToList();
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(b => b.Number));
        Assert.True(all.Count > 20);
    }

    [Fact]
    public void What_an_entry_has_taken_are_blocks_of_the_article()
    {
        var numbers = Read().SelectMany(b => b.WithInside).Select(b => b.Number).ToHashSet();
        var taken = Imported.Entries(Article.ReplaceLineEndings("\n")).SelectMany(e => e.Taken).ToList();
        Assert.NotEmpty(taken);
        Assert.All(taken, t => Assert.Contains(t.Block.Number, numbers));
        Assert.All(Imported.Entries(Article.ReplaceLineEndings("\n")).SelectMany(e => e.Summary.Concat(e.Notes).Concat(e.Actions.SelectMany(a => a.Blocks))), b => Assert.Contains(b.Number, numbers));
    }

    static List<Block> Read() =>
        ArticleReader.Read(ArticleFile.Parse("a.md", "/a.md", Encoding.UTF8.GetBytes(Article.ReplaceLineEndings("\n")), new DateOnly(2026, 11, 1)), new ImportReport(), (_, _) => null);
}
