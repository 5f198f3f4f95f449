using System.Collections.Immutable;
using System.Globalization;

namespace MarsKb.Import.Reports;

/// <summary>The report as lines that editors can jump from: <c>path:line: what</c>.</summary>
static class ReportText
{
    public static ImmutableArray<string> Lines(ImportReport report) =>
        [.. report.Notes.OrderBy(n => n.Path, StringComparer.Ordinal).ThenBy(n => n.Line).ThenBy(n => n.Kind).ThenBy(n => n.Text, StringComparer.Ordinal).Select(Line).Distinct()];

    static string Line(ImportNote note)
    {
        var place = note.Line == 0 ? note.Path
            : note.EndLine > note.Line ? string.Create(CultureInfo.InvariantCulture, $"{note.Path}:{note.Line}-{note.EndLine}")
            : string.Create(CultureInfo.InvariantCulture, $"{note.Path}:{note.Line}");
        return note.Kind switch
        {
            NoteKind.Unsure => string.Create(CultureInfo.InvariantCulture, $"{place}: unsure ({note.Confidence:0.00}): {note.Text}"),
            NoteKind.Missing => $"{place}: missing: {note.Text}",
            NoteKind.Scope => $"{place}: scope: {note.Text}",
            _ => $"{place}: left: {note.Text}",
        };
    }
}
