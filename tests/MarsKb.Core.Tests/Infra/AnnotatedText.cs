namespace MarsKb.Infra;

/// <summary>Text in which one <c>[|…|]</c> marks where a diagnostic must point.</summary>
/// <param name="Line">Line of the mark, from 1; 0 when there is none.</param>
/// <param name="Column">Column in UTF-16 code units, from 1.</param>
sealed record AnnotatedText(string Text, int Line, int Column)
{
    public static AnnotatedText Parse(string annotated)
    {
        var mark = annotated.IndexOf("[|", StringComparison.Ordinal);
        if (mark < 0) return new AnnotatedText(annotated, 0, 0);
        var end = annotated.IndexOf("|]", mark + 2, StringComparison.Ordinal);
        // "[||]" marks a place between two characters.
        if (annotated.AsSpan(mark).StartsWith("[||]")) end = mark + 2;
        var before = annotated.AsSpan(0, mark);
        var text = string.Concat(before, annotated.AsSpan(mark + 2, end - mark - 2), annotated.AsSpan(end + 2));
        return new AnnotatedText(text, before.Count('\n') + 1, mark - before.LastIndexOf('\n'));
    }
}
