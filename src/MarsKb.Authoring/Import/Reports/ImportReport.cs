namespace MarsKb.Import.Reports;

enum NoteKind { Unsure, Left, Missing, Scope }

/// <param name="Line">First line concerned, from 1; 0 for the whole file.</param>
/// <param name="Confidence">0 to 1, for what the importer is not sure of.</param>
sealed record ImportNote(NoteKind Kind, string Path, int Line, int EndLine, string Text, double Confidence = 1)
{
    public static ImportNote Unsure(string path, int line, double confidence, string text) => new(NoteKind.Unsure, path, line, line, text, confidence);

    public static ImportNote Left(string path, int from, int to, string text) => new(NoteKind.Left, path, from, to, text);
}

/// <summary>What an import took, what it is not sure of and what it left, with the place of each.</summary>
sealed class ImportReport
{
    readonly List<ImportNote> notes = [];

    public IReadOnlyList<ImportNote> Notes => notes;

    public void Unsure(string path, int line, double confidence, string text) => notes.Add(ImportNote.Unsure(path, line, confidence, text));

    public void Left(string path, int from, int to, string text) => notes.Add(ImportNote.Left(path, from, to, text));

    /// <summary>A whole file.</summary>
    public void Left(string path, string text) => Left(path, 0, 0, text);

    public void Include(string path, int line, string include, string why) =>
        notes.Add(new ImportNote(NoteKind.Missing, path, line, line, $"include '{include}': {why}"));

    public void Image(string path, int line, string image) =>
        notes.Add(new ImportNote(NoteKind.Missing, path, line, line, $"image '{image}': pictures are not taken over"));

    public void Scope(string path, int line, string what) =>
        notes.Add(new ImportNote(NoteKind.Scope, path, line, line, $"what follows holds for {what} only"));

    public void Add(ImportReport other) => notes.AddRange(other.notes);

    public void Add(IEnumerable<ImportNote> more) => notes.AddRange(more);
}
