using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Import.Assemble;
using MarsKb.Import.Drafts;
using MarsKb.Import.Merge;
using MarsKb.Import.Reading;
using MarsKb.Import.Reports;

namespace MarsKb.Import;

public enum ImportFormat
{
    /// <summary>One JSON file for each article.</summary>
    Json,

    /// <summary>A content folder of drafts.</summary>
    Entries,
}

/// <param name="Sources">Articles and folders of articles.</param>
/// <param name="Out">Folder for the result; nothing is written outside of it.</param>
/// <param name="BaseUrl">Address below which the articles are published, by their paths without <c>.md</c>; null when nobody knows.</param>
/// <param name="Licence">Licence of the articles' texts.</param>
/// <param name="Content">Folder of content whose flows may rest on earlier imports, beside those of the output folder itself; null for none.</param>
public sealed record ImportRequest(ImmutableArray<string> Sources, string Out, ImportFormat Format, string? BaseUrl = null, string? Licence = null, string? Content = null);

/// <param name="Lines">The report: one line for each thing.</param>
/// <param name="Changes">What changed since the last import into the same folder, entry by entry, with the flows that it touches.</param>
/// <param name="Changed">Entries that changed since the last import.</param>
/// <param name="Conflicts">Fields, sections and entries that upstream and somebody here changed.</param>
public sealed record ImportOutcome(int Articles, int Entries, int Guides, int Unsure, int Left, ImmutableArray<string> Lines, ImmutableArray<string> Changes, int Changed, int Conflicts);

/// <summary>Turns articles into entries.</summary>
public static class Importer
{
    /// <summary>Reads all sources and writes the result in one go: before that, or when it is cancelled, nothing has changed in the output folder.</summary>
    /// <param name="progress">Told of articles done and of all.</param>
    /// <exception cref="ImportRefusedException">A source is missing, or the output folder cannot be used.</exception>
    public static ImportOutcome Run(ImportRequest request, Action<int, int>? progress, CancellationToken cancel)
    {
        var report = new ImportReport();
        var work = new List<(ArticleFolder Folder, string Path, string Name)>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in request.Sources)
        {
            if (!Directory.Exists(source) && !File.Exists(source)) throw new ImportRefusedException($"There is no file or folder '{source}'.");
            var folder = ArticleFolder.Open(source, report);
            foreach (var path in folder.Articles) work.Add((folder, path, Unique(Path.GetFileNameWithoutExtension(path), names)));
        }
        if (work.Count == 0) throw new ImportRefusedException($"There is no article (.md) in {string.Join(", ", request.Sources.Select(s => $"'{s}'"))}.");

        using var output = OutputFolder.Open(request.Out);
        var reports = new ImportReport?[work.Count];
        var counts = new (int Entries, int Guides)[work.Count];
        var drafts = request.Format == ImportFormat.Entries ? new DraftFolder(request.BaseUrl, request.Licence) : null;
        var done = 0;
        Parallel.For(0, work.Count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (folder, path, name) = work[i];
            var own = reports[i] = new ImportReport();
            if (folder.Read(path, own) is { } article)
            {
                if (article.IsInclude) own.Left(path, "text that other articles include");
                else
                {
                    var import = ArticleImport.Of(article, folder.FindInclude);
                    own.Add(import.Report);
                    counts[i] = (import.Entries.Count(e => !e.IsGuide), import.Entries.Count(e => e.IsGuide));
                    if (drafts is null) output.Write(name + ".json", EntriesJson.Write(import.Entries));
                    else drafts.Add(i, name, import, own);
                }
            }
            progress?.Invoke(Interlocked.Increment(ref done), work.Count);
        });
        drafts?.Write(output, cancel);
        foreach (var own in reports) report.Add(own!);
        cancel.ThrowIfCancellationRequested();

        var lines = ReportText.Lines(report);
        output.Write("import-report.txt", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        var changes = ImmutableArray<string>.Empty;
        var changed = output.Commit(found => changes = ChangeText.Lines(found, [request.Out, .. request.Content is { } content ? [content] : Array.Empty<string>()]));
        return new ImportOutcome(
            work.Count, counts.Sum(c => c.Entries), counts.Sum(c => c.Guides),
            report.Notes.Count(n => n.Kind == NoteKind.Unsure), report.Notes.Count(n => n.Kind is NoteKind.Left or NoteKind.Missing), lines, changes,
            changed.Select(c => c.Path).Distinct().Count(), changed.Count(c => c.Kind == ChangeKind.Conflict));
    }

    static string Unique(string name, HashSet<string> names)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        return unique;
    }
}
