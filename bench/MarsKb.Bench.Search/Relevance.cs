using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>How often the right entry comes first, and what a query costs, for each class of queries.</summary>
static class Relevance
{
    public static void Print(string corpus, string queries, TextWriter output)
    {
        var documents = Corpus.Read(corpus);
        GC.Collect();
        var (before, began) = (GC.GetTotalMemory(true), Environment.CpuUsage.TotalTime);
        var index = SearchIndex.Build(documents);
        output.WriteLine($"built in {(Environment.CpuUsage.TotalTime - began).TotalSeconds:0.0} s of processor time, {(GC.GetTotalMemory(true) - before) / 1e6:0} MB beside the texts");
        foreach (var name in Corpus.Classes)
        {
            var (first, reciprocal, sure, sureAndRight) = (0, 0.0, 0, 0);
            var set = Corpus.Queries(Path.Combine(queries, name + ".tsv"));
            var times = new List<double>(set.Count);
            foreach (var (_, query) in set.Take(100)) index.Search(new SearchRequest(query + " "));
            var all = Environment.CpuUsage.TotalTime;
            foreach (var (id, query) in set)
            {
                // Processor time, as others take theirs of the machine meanwhile.
                var start = Environment.CpuUsage.TotalTime;
                var hits = name == "prefix" ? null : index.Search(new SearchRequest(query)).Hits.ToList();
                var keys = hits?.ConvertAll(h => h.Key) ?? [.. index.Suggest(query, 10).Select(s => s.Key)];
                times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
                var rank = keys.IndexOf(id) + 1;
                if (rank == 1) first++;
                if (rank > 0) reciprocal += 1.0 / rank;
                if (hits is not [{ Confidence: not Confidence.Weak }, ..]) continue;
                sure++;
                if (rank == 1) sureAndRight++;
            }
            all = Environment.CpuUsage.TotalTime - all;
            times.Sort();
            output.WriteLine($"{name,-8} n {set.Count}  hit@1 {(double)first / set.Count:0.000}  MRR {reciprocal / set.Count:0.000}  sure and right {sureAndRight} of {sure}  "
                + $"processor ms: p50 {times[times.Count / 2]:0.000}  p99 {times[(int)(times.Count * 0.99)]:0.000}  mean {all.TotalMilliseconds / set.Count:0.000}");
        }
    }
}
