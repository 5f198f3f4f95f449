namespace MarsKb.Import;

enum NoteKind { Unsure, Left, Missing, Scope }

/// <param name="Line">First line concerned, from 1; 0 for the whole file.</param>
/// <param name="Confidence">0 to 1, for what the importer is not sure of.</param>
sealed record ImportNote(NoteKind Kind, string Path, int Line, int EndLine, string Text, double Confidence = 1);

/// <summary>What an import took, what it is not sure of and what it left, with the place of each.</summary>
sealed class ImportReport
{
    readonly List<ImportNote> notes = [];

    public IReadOnlyList<ImportNote> Notes => notes;

    public void Unsure(ArticleFile article, int line, double confidence, string text) => notes.Add(new ImportNote(NoteKind.Unsure, article.Path, line, line, text, confidence));

    public void Left(ArticleFile article, int from, int to, string text) => notes.Add(new ImportNote(NoteKind.Left, article.Path, from, to, text));

    public void Left(string path, string text) => notes.Add(new ImportNote(NoteKind.Left, path, 0, 0, text));

    public void Include(ArticleFile article, int line, string path, string why) => notes.Add(new ImportNote(NoteKind.Missing, article.Path, line, line, $"include '{path}': {why}"));

    public void Image(ArticleFile article, int line, string path) => notes.Add(new ImportNote(NoteKind.Missing, article.Path, line, line, $"image '{path}': pictures are not taken over"));

    public void Scope(ArticleFile article, int line, string what) => notes.Add(new ImportNote(NoteKind.Scope, article.Path, line, line, $"what follows holds for {what} only"));

    public void Add(ImportReport other) => notes.AddRange(other.notes);
}
