using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MarsKb.Import;

/// <summary>Whatever an article holds, it is read in bearable time, and what comes out is an entry that content can have.</summary>
public sealed class ImportFuzzTests
{
    // MARSKB_FUZZ=100000 for the long run.
    static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("MARSKB_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 300;

    static readonly string[] Pieces =
    [
        "# Title\n\n", "## Error code: TeaCold\n\n", "### Cause\n\n", "### Solution 1: Wait\n\n", "## Symptoms\n", "**Error message**: No (ID: 4711)\n\n", "- **Cause**: x\n", "- item\n", "1. step\n", "   - inner\n", "    ", "\t", "\n\n", "\n", "> [!NOTE]\n> note\n", "> quote\n",
        "| Error | Cause | Fix |\n|--|--|--|\n", "| a | b<br>- c | <ul><li>d |\n", "|", "<br>", "<table><tr><td>", "</table>", "<ul><li>", "</li></ul>", "<a id=\"x\"></a>**Bold.**\n\n", "```\n", "```error\nboom\n```\n", "~~~", "[!INCLUDE [x](a.md)]", "{% include a.md %}\n", "{{ x }}", ":::zone pivot=\"a\"\n", ":::\n",
        "# [Tab](#tab/a)\n", "---\n", "***\n", "[text](link.md \"t\")", "![i](p.png)", "<!-- c -->\n", "Term\n: definition\n\n", "To resolve this issue, do this:\n\n", "This error occurs because of rain. ", "`code`", "**", "*", "_", "[", "]", "(", ")", "<", ">", "&amp;", "&#0;", "\\", "\u0000", "\uFEFF", "\u202E", "é", "\uD83D\uDE00", "0x80070005", "<Name>", "%name;", "{a}", "}", "'", "\"", ":", "#",
    ];

    [Fact]
    public void Any_article_is_read()
    {
        var article = Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p));
        Prop.ForAll(article.ToArbitrary(), Reads).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds).WithStartSize(5).WithEndSize(150));
    }

    [Fact]
    public void Any_change_to_a_good_article_is_read()
    {
        var change = Gen.Choose(0, Good.Length).SelectMany(at => Gen.Choose(0, 80).SelectMany(gone => Gen.Elements(Pieces).SelectMany(piece => Gen.Choose(0, 40).Select(times => (at, gone, piece, times)))));
        var article = change.ListOf().Select(changes =>
        {
            var text = new StringBuilder(Good);
            foreach (var (at, gone, piece, times) in changes)
            {
                var place = Math.Min(at, text.Length);
                text.Remove(place, Math.Min(gone, text.Length - place)).Insert(place, string.Concat(Enumerable.Repeat(piece, times)));
            }
            return text.ToString();
        });
        Prop.ForAll(article.ToArbitrary(), Reads).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds).WithStartSize(1).WithEndSize(12));
    }

    const string Good = """
        ---
        title: Tea
        ---
        # Tea

        ## Tea too cold

        **Error message**: The tea is cold. (ID: 4711)

        | Causes | Recommended actions |
        |--|--|
        | **No fire** <br/> Nobody lit it. | Light it: <br><br>- Take a match.<br>- Strike it. |

        ## Errors

        | Error code | Message | Resolution |
        |--|--|--|
        | `TeaGone` | It is gone. | <ol><li>Buy some.</li><li>Boil it.</li></ol> |

        ## connection refused

        This message indicates that nobody is there. To resolve this issue, do this:

        1. Go there.

           ```bash
           go
           ```

        2. Come back.
        """;

    static bool Reads(string text)
    {
        var watch = Stopwatch.StartNew();
        var import = Imported.Article(text, ("a.md", "- Included.\n"));
        var address = new ArticleAddress("https://learn.test/", import.Article);
        foreach (var entry in import.Entries)
            if (Draft.Of(entry, import.Article, "tea", "CC BY 4.0", address, out var why) is null && !why.Contains("more than", StringComparison.Ordinal)) throw new InvalidOperationException($"No draft of \"{entry.Title}\": {why}");
        EntriesJson.Write(import.Entries);
        return watch.Elapsed < TimeSpan.FromSeconds(5);
    }
}
