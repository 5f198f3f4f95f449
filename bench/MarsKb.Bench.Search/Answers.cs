using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>Every answer in full, to be compared with those of another build.</summary>
static class Answers
{
    public static void Print(string corpus, string queries, TextWriter output)
    {
        var index = SearchIndex.Build(Corpus.Read(corpus));
        foreach (var name in Corpus.Classes)
            foreach (var (_, query) in Corpus.Queries(Path.Combine(queries, name + ".tsv")))
            {
                output.WriteLine($"{name}\t{query.Replace("\n", "\\n", StringComparison.Ordinal)}");
                foreach (var s in index.Suggest(query, 10)) output.WriteLine($"  s {s.Key} {s.Text}");
                if (name == "prefix") continue;
                var response = index.Search(new SearchRequest(query));
                output.WriteLine($"  {response.Total} {string.Join(' ', response.Understood.Codes)} {string.Join(' ', response.Understood.Terms)} {string.Join(' ', response.Understood.Corrections)}");
                foreach (var h in response.Hits) output.WriteLine($"  {h.Key} {h.Score} {h.Confidence} {string.Join("; ", h.Why)} | {h.Snippet.Text} {string.Join(' ', h.Snippet.Marks)}");
            }
    }
}
