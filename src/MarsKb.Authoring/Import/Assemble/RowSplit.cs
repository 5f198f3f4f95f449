using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Assemble;

/// <summary>A row whose remedy names several messages, each with its own remedy, is several errors.</summary>
static class RowSplit
{
    /// <returns>A row for each; null for a row that is one error.</returns>
    public static List<TableLine>? Split(TableShape shape, TableLine row)
    {
        var column = IndexOf(shape, f => f == Field.Action);
        if (column < 0 || column >= row.Cells.Count || Parts(row.Cells[column].Blocks) is not { Count: > 1 } parts) return null;
        // Each remedy names its own message, so the row's message is none of theirs.
        var message = IndexOf(shape, f => f is Field.Message or Field.Symptom);
        return [.. parts.Select(part => new TableLine([.. row.Cells.Select((cell, i) => i == column ? new TableCell(part) : i == message ? new TableCell([]) : cell)], row.Place))];
    }

    static int IndexOf(TableShape shape, Func<Field?, bool> wanted)
    {
        for (var i = 0; i < shape.Columns.Count; i++)
            if (wanted(shape.Columns[i])) return i;
        return -1;
    }

    /// <summary>The blocks from each message's label to the next; null when they don't begin with one.</summary>
    static List<List<Block>>? Parts(List<Block> blocks)
    {
        var parts = new List<List<Block>>();
        foreach (var block in blocks)
            if (block is TextBlock text && PhraseLabel.Read(text.Phrase) is { Label.Field: Field.Message }) parts.Add([block]);
            else if (parts.Count > 0) parts[^1].Add(block);
            else return null;
        return parts;
    }
}
