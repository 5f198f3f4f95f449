using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MarsKb.Import.Drafts;
using MarsKb.Infra;

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

    /// <summary>Parts of real articles, with lines lost, doubled, cut and swapped.</summary>
    [Fact]
    [Trait("Category", "Shared")]
    public void Any_change_to_a_real_article_is_read()
    {
        if (SharedFolder.Path is not { } shared || !Directory.Exists(Path.Combine(shared, "corpora/learn"))) return;
        var articles = Directory.EnumerateFiles(Path.Combine(shared, "corpora/learn"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllLines).Where(l => l.Length > 1).ToArray();
        var change = Gen.Choose(0, 6).SelectMany(kind => Gen.Choose(0, 9999).SelectMany(at => Gen.Choose(0, 9999).SelectMany(by => Gen.Elements(Pieces).Select(piece => (kind, at, by, piece)))));
        var article = Gen.Elements(articles).SelectMany(lines => Gen.Choose(0, lines.Length - 1).SelectMany(from => Gen.Choose(1, 120).SelectMany(length => change.ListOf().Select(changes => Changed([.. lines.Skip(from).Take(length)], changes)))));
        Prop.ForAll(article.ToArbitrary(), Reads).Check(Config.QuickThrowOnFailure.WithMaxTest(Rounds).WithStartSize(1).WithEndSize(15));
    }

    static string Changed(List<string> lines, IEnumerable<(int Kind, int At, int By, string Piece)> changes)
    {
        foreach (var (kind, at, by, piece) in changes)
        {
            if (lines.Count == 0) break;
            var line = at % lines.Count;
            var text = lines[line];
            var place = text.Length == 0 ? 0 : by % text.Length;
            if (kind == 0) lines.RemoveAt(line);
            else if (kind == 1) lines.Insert(by % lines.Count, text);
            else if (kind == 2) (lines[line], lines[by % lines.Count]) = (lines[by % lines.Count], text);
            else if (kind == 3) lines[line] = text[..place];
            else if (kind == 4) lines[line] = text[place..];
            else if (kind == 5) lines[line] = text.Insert(place, piece);
            else lines[line] = new string(' ', by % 9) + text;
        }
        return string.Join('\n', lines);
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
        var before = Environment.CpuUsage.TotalTime;
        var import = Imported.Article(text, ("a.md", "- Included.\n"));
        var address = new ArticleAddress("https://learn.test/", import.Article);
        foreach (var entry in import.Entries)
            if (Draft.Of(entry, import.Article, "tea", "CC BY 4.0", address, out var why) is null && !why.Contains("more than", StringComparison.Ordinal)) throw new InvalidOperationException($"No draft of \"{entry.Title}\": {why}");
        EntriesJson.Write(import.Entries);
        // Held to a second in the long run only, which has the process for itself; a machine that is busy with other things does not count.
        var used = Environment.CpuUsage.TotalTime - before;
        return (used < watch.Elapsed ? used : watch.Elapsed) < TimeSpan.FromSeconds(Rounds > 1_000 ? 1 : 30);
    }
}
