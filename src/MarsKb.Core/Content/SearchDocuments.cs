using MarsKb.Search;

namespace MarsKb.Content;

/// <summary>Turns entries, tables and rows into what the index holds.</summary>
static class SearchDocuments
{
    public static IEnumerable<SearchDocument> Of(KnowledgeBase knowledge) => throw new NotImplementedException();
}
