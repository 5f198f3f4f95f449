namespace MarsKb.Import;

/// <summary>Gathers what becomes a content folder of drafts.</summary>
sealed class DraftFolder(ImportRequest request)
{
    public void Add(int order, string name, ArticleImport import, ImportReport report) => throw new NotSupportedException($"{request.Format} {order} {name} {import} {report}");

    public void Write(OutputFolder output, ImportReport report, CancellationToken cancel) => throw new NotSupportedException($"{output} {report} {cancel}");
}
