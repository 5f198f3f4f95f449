using System.Text;
using MarsKb.Import.Assemble;
using MarsKb.Import.Blocks;
using MarsKb.Import.Reports;

namespace MarsKb.Import;

/// <summary>Nothing is dropped silently.</summary>
public sealed class ImportReportTests
{
    [Fact]
    public void What_is_not_sure_has_a_place_a_reason_and_a_confidence()
    {
        var note = Assert.Single(Imported.Article("# A\n\n## Updates are slow\n\nThis is because of the weather.\n").Report.Notes);
        Assert.Equal((NoteKind.Unsure, 3), (note.Kind, note.Line));
        Assert.InRange(note.Confidence, 0.01, 0.75);
        Assert.Contains("it says nothing to do", note.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# A\n\nIntro.\n\n## General\n\nMore.\n\n| a | b |\n|--|--|\n| 1 | 2 |\n")]
    [InlineData("Text.\n\n```\ncode\n```\n\n<!-- note -->\n\n<script>x</script>\n\n## See also\n\n- x\n")]
    [InlineData("# A\n\n## It fails\n\nTo fix this, wait.\n\n### Colours\n\nLong ago.\n\n> [!NOTE]\n> Well.\n\n## Overview\n\nHm.\n")]
    [InlineData("# A\n\n1. One.\n2. Two.\n\n## Sizes\n\n<table><tr><td>1</td></tr></table>\n\n> Quoted.\n")]
    public void Every_line_is_in_an_entry_or_in_the_report(string text)
    {
        var import = Imported.Article(text);
        var told = new HashSet<int>();
        foreach (var note in import.Report.Notes) for (var line = note.Line; line <= note.EndLine; line++) told.Add(line);
        var words = Words(import);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var word = lines[i].Trim('#', ' ', '>', '|', '-', '`').Split('|')[0].Trim();
            if (word.Length == 0 || word.StartsWith("[!", StringComparison.Ordinal) || word is "A") continue;
            Assert.True(told.Contains(i + 1) || words.Contains(word.Split("**")[0], StringComparison.Ordinal), $"line {i + 1}: {lines[i]}");
        }
    }

    static string Words(ArticleImport import)
    {
        var words = new StringBuilder();
        foreach (var entry in import.Entries)
        {
            words.AppendLine(entry.Title).AppendLine(BlockText.Of(entry.Summary)).AppendLine(BlockText.Of(entry.Notes)).AppendJoin('\n', entry.Messages.Select(m => m.Text)).AppendLine();
            foreach (var remedy in entry.Causes) words.AppendLine(remedy.Text).AppendJoin('\n', remedy.Actions.Select(a => a.Text)).AppendLine();
            words.AppendJoin('\n', entry.Actions.Select(a => a.Text)).AppendLine();
        }
        return words.ToString();
    }
}
