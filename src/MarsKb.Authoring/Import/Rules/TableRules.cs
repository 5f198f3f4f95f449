using System.Collections.Immutable;
using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Rules for tables inside an entry, by what their columns say. A table of several errors is no part of an entry: <see cref="ErrorRow"/> reads its rows.</summary>
static class TableRules
{
    public static readonly ImmutableArray<TableRule> All =
    [
        new("table-of-fields", "A table of two columns with labels on the left is read row by row, as labelled paragraphs are.",
            "## TeaCold\n\n| Error message | The tea is cold in every pot |\n| --- | --- |\n| Cause | The fire is out. |\n| Resolution | Light the fire. |",
            TableKind.Fields, Fields),
        new("table-of-causes", "A table with a column for causes and one for remedies holds a cause with its actions in each row.",
            "## TeaCold\n\n**Error message**: The tea is cold.\n\n| Cause | Resolution |\n| --- | --- |\n| The fire is out. | Light it. |\n| The pot is open. | Close it. |",
            TableKind.Causes, (state, table, shape) => table.Rows.Aggregate(state.Shows(Evidence.Table), (s, row) => CauseRow(s, shape, row))
                .Move(at => at with { Field = Field.Summary, Remedies = 0 })),
        new("table-of-actions", "A table with a column for remedies alone holds a thing to do in each row.",
            "## TeaCold\n\n**Cause**: The fire is out.\n\n**Resolution**:\n\n| Pot | Action |\n| --- | --- |\n| blue | Light the fire. |\n| red | Close the pot. |",
            TableKind.Actions, Actions),
        new("table-of-contents", "A table that leads to sections of the page is a note.",
            "## TeaCold\n\n**Resolution**: Light the fire.\n\n| Part |\n| --- |\n| [Fire](#fire) |\n| [Pot](#pot) |",
            TableKind.Contents, (state, table, _) => state.AddNotes(table)),
    ];

    /// <summary>By the first rule for its shape, else as a block of the open field.</summary>
    public static EntryState Read(EntryState state, TableBlock table)
    {
        var shape = TableShape.Of(table);
        foreach (var rule in All)
            if (rule.Kind == shape.Kind && rule.Apply(state, table, shape) is { } read) return read.Take(table, rule);
        return BlockRules.ReadContent(state, table);
    }

    /// <summary>What the cells of a row say that stand in columns of one kind.</summary>
    public static IEnumerable<Block> Cells(TableShape shape, TableLine row, Field wanted) =>
        row.Cells.Zip(shape.Columns).Where(c => c.Second == wanted).SelectMany(c => c.First.Blocks);

    static EntryState Fields(EntryState state, TableBlock table, TableShape shape)
    {
        state = state.Shows(Evidence.Table);
        // A header of a table without a header may itself be a row: "Error code | 123".
        if (table.Header is { Cells: [var name, { Text.Length: > 0 } value] } && Labels.Match(name.Text) is { } first && Labels.Match(value.Text) is null)
            state = FieldCell(state, first, value, table.Header.Place);
        foreach (var row in table.Rows) state = FieldCell(state, Labels.Match(row.Cells[0].Text)!.Value, row.Cells[1], row.Place);
        return state.Move(at => at with { Field = Field.Summary });
    }

    static EntryState FieldCell(EntryState state, Label label, TableCell cell, Place place)
    {
        state = state.Enter(label, place);
        return label.Field == Field.Message ? state.AddMessage(cell.Text, true, state.Entry.Line) : BlockRules.Read(state, cell.Blocks);
    }

    static EntryState CauseRow(EntryState state, TableShape shape, TableLine row)
    {
        state = state.Enter(new Label(Field.Cause, 0), row.Place).Explain(Cells(shape, row, Field.Cause)).DropCauseWithoutText();
        return BlockRules.Read(state.Enter(new Label(Field.Action, 0), row.Place), Cells(shape, row, Field.Action)).EndLead();
    }

    static EntryState? Actions(EntryState state, TableBlock table, TableShape shape)
    {
        if (state.At.Field is not (Field.Action or Field.Summary or Field.Cause)) return null;
        return table.Rows.Aggregate(state, (s, row) => s.AddAction(new ImportedAction([.. row.Cells.SelectMany(c => c.Blocks)], row.Line)))
            .Move(at => at with { Lead = null });
    }
}
