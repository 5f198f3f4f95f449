using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Rules;

/// <summary>Reads one row of a table of errors: <c>| Error | Cause | Resolution |</c>.</summary>
static class ErrorRow
{
    public static readonly PartRule Rule = new("error-row", "Each row of a table with errors on one side and causes or remedies on the other is an entry; a table of one such row says what its section is about.",
        "## Tea errors\n\n| Error | Cause | Resolution |\n| --- | --- | --- |\n| TeaCold | The fire is out. | Light it. |\n| TeaGone | The pot is open. | Close it. |");

    /// <summary>A cell of codes that is longer holds a message with a code in it.</summary>
    const int LongestCodes = 60;

    /// <param name="titled">False when the row's own words become the entry's title.</param>
    public static EntryState Read(EntryState state, TableShape shape, TableLine row, bool titled)
    {
        state = state.Shows(Evidence.Table).Take(row, Rule).Reach(row.EndLine);
        var cells = row.Cells.Zip(shape.Columns, (cell, column) => (Cell: cell, Column: column)).ToList();
        string? named = null;
        foreach (var (cell, column) in cells)
            if (column is null or Field.Note or Field.Summary) state = Described(state, cell, ref named);
            else if (column == Field.Code) state = Coded(state, cell);
        foreach (var (cell, column) in cells)
            if (column is Field.Message or Field.Symptom) state = Said(state, cell, column == Field.Message);
        state = Remedies(Causes(state, shape, row), shape, row, state.Entry.Causes.Count).Move(at => at with { Field = Field.Summary });
        return titled ? state : state with { Entry = state.Entry with { Title = Title(state.Entry, shape, row, named) } };
    }

    /// <summary>A column that says nothing known may hold a name, and a message with its code in it.</summary>
    static EntryState Described(EntryState state, TableCell cell, ref string? named)
    {
        var text = cell.Text;
        var codes = text.All(c => char.IsAsciiDigit(c) || c == ' ') ? [] : CodeFinder.InMessage(text);
        if (codes.Count > 0) named ??= text;
        state = state.AddCodes(codes);
        return text.Length > 0 ? state.AddSummary(cell.Blocks) : state;
    }

    static EntryState Coded(EntryState state, TableCell cell)
    {
        var text = cell.Text;
        var codes = CodeFinder.InField(text);
        var says = codes.Count == 0 || !CodeFinder.IsCodes(text) && text.Length > LongestCodes;
        state = state.AddCodes(codes);
        return says && text.Contains(' ') ? Message(state, cell, true) : state;
    }

    static EntryState Said(EntryState state, TableCell cell, bool certain)
    {
        state = Message(state, cell, certain);
        return !certain && state.Entry.Codes.IsEmpty ? state.AddCodes(CodeFinder.InMessage(cell.Text)) : state;
    }

    static EntryState Causes(EntryState state, TableShape shape, TableLine row) => shape.Columns.Contains(Field.Cause)
        ? BlockRules.Read(state.Enter(new Label(Field.Cause, 0), row.Place), TableRules.Cells(shape, row, Field.Cause)).DropCauseWithoutText()
        : state;

    /// <param name="before">Causes of the entry before the row's own: remedies beside several causes help whichever it is.</param>
    static EntryState Remedies(EntryState state, TableShape shape, TableLine row, int before)
    {
        if (!shape.Columns.Contains(Field.Action)) return state;
        state = state.Enter(new Label(Field.Action, 0), row.Place);
        if (state.Entry.Causes.Count - before != 1) state = state.Move(at => at with { Remedies = 0 });
        return BlockRules.Read(state, TableRules.Cells(shape, row, Field.Action)).EndLead();
    }

    static string Title(ImportedEntry entry, TableShape shape, TableLine row, string? named) =>
        !entry.Codes.IsEmpty && shape.Columns.Contains(Field.Code) ? string.Join(", ", entry.Codes) : named ?? entry.Messages.FirstOrDefault()?.Text ?? BlockText.OneLine(row);

    /// <summary>A cell's running text is one message; each item of a list is one; labelled parts are read as such.</summary>
    static EntryState Message(EntryState state, TableCell cell, bool certain)
    {
        var texts = new List<string>();
        foreach (var block in cell.Blocks)
        {
            var isPart = block is TextBlock text && PhraseLabel.Read(text.Phrase) is not null || block is TableBlock or ListBlock;
            if (!isPart)
            {
                texts.Add(BlockText.OneLine(block));
                continue;
            }
            state = Flush(state);
            state = block is ListBlock list && !BlockRules.AreFields(list)
                ? list.Items.Aggregate(state, (s, item) => s.AddMessage(BlockText.Of(item), certain, item.Line))
                : BlockRules.Read(state, block);
        }
        return Flush(state);

        EntryState Flush(EntryState before)
        {
            var read = texts.Count > 0 ? before.AddMessage(string.Join(' ', texts), certain, before.Entry.Line) : before;
            texts.Clear();
            return read;
        }
    }
}
