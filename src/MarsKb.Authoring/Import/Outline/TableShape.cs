using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Outline;

enum TableKind
{
    /// <summary>Says nothing about errors.</summary>
    Other,

    /// <summary>Each row is an error.</summary>
    Errors,

    /// <summary>Each row is a cause of one error, with what to do.</summary>
    Causes,

    /// <summary>Each row is something to do.</summary>
    Actions,

    /// <summary>Each row is a label and its text.</summary>
    Fields,

    /// <summary>Repeats what sections of the same page say.</summary>
    Contents,
}

/// <summary>What a table's columns say, by their headings and by what stands below them.</summary>
/// <param name="Columns">Null for a column that says nothing known.</param>
sealed record TableShape(TableKind Kind, IReadOnlyList<Field?> Columns)
{
    public static TableShape Of(TableBlock table)
    {
        if (IsFields(table)) return new TableShape(TableKind.Fields, []);
        if (IsContents(table)) return new TableShape(TableKind.Contents, []);
        var width = table.Header?.Cells.Count ?? table.Rows.Select(r => r.Cells.Count).DefaultIfEmpty(0).Max();
        var columns = new Field?[width];
        for (var i = 0; i < width; i++) columns[i] = table.Header is { } header ? Column(header.Cells[i].Text, table, i) : i == 0 && AreCodes(table, 0) ? Field.Code : i == 1 && columns[0] == Field.Code ? Field.Message : null;
        var names = columns.Contains(Field.Code) || columns.Contains(Field.Message) || columns.Contains(Field.Symptom);
        var helps = columns.Contains(Field.Action) || columns.Contains(Field.Cause);
        if (!names && columns.Contains(Field.Action) && columns.Contains(Field.Cause) && width > 2 && columns[0] is null)
        {
            columns[0] = Field.Symptom;
            names = true;
        }
        if (names && helps) return new TableShape(TableKind.Errors, columns);
        if (columns.Contains(Field.Code) && width > 1 && names && AreCodes(table, Array.IndexOf(columns, Field.Code)) && (columns.Contains(Field.Message) || columns.Contains(Field.Symptom)) && IsAboutErrors(table)) return new TableShape(TableKind.Errors, columns);
        if (columns.Contains(Field.Cause) && columns.Contains(Field.Action)) return new TableShape(TableKind.Causes, columns);
        if (columns.Contains(Field.Action)) return new TableShape(TableKind.Actions, columns);
        return new TableShape(TableKind.Other, columns);
    }

    /// <summary>A table of two columns whose first holds labels: <c>HRESULT | 0x80c80064</c>.</summary>
    static bool IsFields(TableBlock table)
    {
        if (table.Rows.Count == 0 || table.Rows.Any(r => r.Cells.Count < 2)) return false;
        if (table.Header is { Cells.Count: > 2 }) return false;
        if (!table.Rows.All(r => Labels.Match(r.Cells[0].Text) is { } label && label.Number == 0)) return false;
        // A header whose own first cell is a label and whose second is a text is such a row itself.
        if (table.Header is { Cells.Count: 2 } own && Labels.Match(own.Cells[0].Text) is not null && Labels.Match(own.Cells[1].Text) is null && own.Cells[1].Text.Split(' ').Length > 3) return true;
        // A header of two roles above a single row is a table of errors, whatever its row begins with.
        return table.Rows.Count > 1 || table.Header is null || Role(table.Header.Cells[^1].Text) is null or Field.Code;
    }

    /// <summary>A table whose rows lead to sections of the page.</summary>
    static bool IsContents(TableBlock table)
    {
        var links = table.Rows.Count(r => r.Cells.Any(c => c.Blocks.OfType<TextBlock>().Any(t => t.Phrase.Runs.Count > 0 && t.Phrase.Runs.All(x => string.IsNullOrWhiteSpace(x.Text) || x.Link?.StartsWith('#') == true))));
        return table.Rows.Count > 1 && links * 3 >= table.Rows.Count * 2;
    }

    static bool IsAboutErrors(TableBlock table) =>
        table.Header is null || table.Header.Cells.Any(c => c.Text.Contains("error", StringComparison.OrdinalIgnoreCase) || c.Text.Contains("HRESULT", StringComparison.OrdinalIgnoreCase) || c.Text.Contains("exception", StringComparison.OrdinalIgnoreCase) || c.Text.Contains("exit code", StringComparison.OrdinalIgnoreCase) || c.Text.Contains("status reason", StringComparison.OrdinalIgnoreCase));

    static Field? Column(string header, TableBlock table, int index)
    {
        if (Role(header) is not { } role) return null;
        return role switch
        {
            // "Error", "Status reason": what they hold decides.
            Field.Code or Field.Message or Field.Cause or Field.Symptom when AreCodes(table, index) => Field.Code,
            Field.Code => IsCodeWord(header) ? Field.Code : Field.Message,
            _ => role,
        };
    }

    static bool IsCodeWord(string header) => header.Contains("code", StringComparison.OrdinalIgnoreCase) || header.Contains("HRESULT", StringComparison.OrdinalIgnoreCase) || header.Trim().EndsWith("ID", StringComparison.Ordinal) || header.Contains("error string", StringComparison.OrdinalIgnoreCase);

    static Field? Role(string header)
    {
        var name = header.Trim().TrimEnd(':').ToLowerInvariant();
        if (name.Length is 0 or > 80) return null;
        if (Labels.Match(name) is { } label && label.Field != Field.Note) return label.Field == Field.Symptom && name is "details" or "description" or "issue description" or "error details" ? Field.Message : label.Field;
        if (Has("resolution", "solution", "workaround", "work around", "mitigation", "remediation", "recommend", "action", "fix", "remedy", "what to do", "how to resolve", "steps", "troubleshoot", "suggest", "resolve")) return Field.Action;
        if (Has("cause", "reason", "why")) return Field.Cause;
        if (Has("hresult", "error code", "error id", "error number", "error name", "exit code", "event code", "status code", "code")) return Field.Code;
        if (Has("message", "error", "exception")) return Field.Message;
        if (Has("symptom", "issue", "problem", "scenario", "description", "details", "condition", "explanation", "meaning", "failure")) return name.Contains("description", StringComparison.Ordinal) || name.Contains("details", StringComparison.Ordinal) || name.Contains("meaning", StringComparison.Ordinal) || name.Contains("explanation", StringComparison.Ordinal) ? Field.Message : Field.Symptom;
        return null;

        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (name.Contains(word, StringComparison.Ordinal)) return true;
            return false;
        }
    }

    static bool AreCodes(TableBlock table, int index)
    {
        var codes = 0;
        var filled = 0;
        foreach (var row in table.Rows)
        {
            if (index >= row.Cells.Count || row.Cells[index].Text.Length == 0) continue;
            filled++;
            if (CodeFinder.IsCodes(row.Cells[index].Text)) codes++;
        }
        return codes > 0 && codes * 2 >= filled;
    }
}
