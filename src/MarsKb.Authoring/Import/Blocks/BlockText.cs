using System.Text;

namespace MarsKb.Import.Blocks;

/// <summary>Blocks as plain text.</summary>
static class BlockText
{
    public static string OneLine(Block block) => Phrase.Collapse(Of(block));

    public static string Of(Block block)
    {
        var text = new StringBuilder();
        Write(block, text, "");
        return text.ToString().Trim();
    }

    public static string Of(IEnumerable<Block> blocks)
    {
        var text = new StringBuilder();
        Blocks(blocks, text, "");
        return text.ToString().Trim();
    }

    static void Blocks(IEnumerable<Block> blocks, StringBuilder text, string indent)
    {
        var first = true;
        foreach (var block in blocks)
        {
            if (block is LostBlock or BreakBlock) continue;
            if (!first) text.Append('\n').Append(indent);
            first = false;
            Write(block, text, indent);
        }
    }

    static void Write(Block block, StringBuilder text, string indent)
    {
        switch (block)
        {
            case TextBlock t:
                text.Append(Lines(t.Phrase.Text).Replace("\n", "\n" + indent, StringComparison.Ordinal));
                break;
            case HeadingBlock h:
                text.Append(h.Phrase.OneLine);
                break;
            case CodeBlock c:
                text.Append(c.Code.TrimEnd('\n').Replace("\n", "\n" + indent, StringComparison.Ordinal));
                break;
            case ListBlock l:
                var number = 1;
                for (var i = 0; i < l.Items.Count; i++)
                {
                    if (i > 0) text.Append('\n').Append(indent);
                    var mark = l.Ordered ? $"{number++}. " : "- ";
                    text.Append(mark);
                    Blocks(l.Items[i].Blocks, text, indent + new string(' ', mark.Length));
                }
                break;
            case ListItem i:
                Blocks(i.Blocks, text, indent);
                break;
            case QuoteBlock q:
                Blocks(q.Blocks, text, indent);
                break;
            case TableBlock t:
                Blocks(t.Header is null ? t.Rows : t.Rows.Prepend(t.Header), text, indent);
                break;
            case TableLine r:
                text.Append(string.Join(" | ", r.Cells.Select(c => c.Text)));
                break;
        }
    }

    /// <summary>White space made single within lines; blank lines dropped.</summary>
    static string Lines(string text) =>
        text.Contains('\n') ? string.Join('\n', text.Split('\n').Select(Phrase.Collapse).Where(l => l.Length > 0)) : Phrase.Collapse(text);
}
