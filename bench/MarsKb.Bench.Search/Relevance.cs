using System.Diagnostics;
using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>How often the right entry comes first, and what a query costs, for each class of queries.</summary>
static class Relevance
{
    public static void Print(string corpus, string queries, TextWriter output)
    {
        var index = SearchIndex.Build(Corpus.Read(corpus));
        using var me = Process.GetCurrentProcess();
        foreach (var name in Corpus.Classes)
        {
            var (first, reciprocal, sure, sureAndRight) = (0, 0.0, 0, 0);
            var set = Corpus.Queries(Path.Combine(queries, name + ".tsv"));
            var times = new List<double>(set.Count);
            me.Refresh();
            var processor = me.TotalProcessorTime;
            foreach (var (id, query) in set)
            {
                var start = Stopwatch.GetTimestamp();
                var hits = name == "prefix" ? null : index.Search(new SearchRequest(query)).Hits.ToList();
                var keys = hits?.ConvertAll(h => h.Key) ?? [.. index.Suggest(query, 10).Select(s => s.Key)];
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                var rank = keys.IndexOf(id) + 1;
                if (rank == 1) first++;
                if (rank > 0) reciprocal += 1.0 / rank;
                if (hits is not [{ Confidence: not Confidence.Weak }, ..]) continue;
                sure++;
                if (rank == 1) sureAndRight++;
            }
            me.Refresh();
            times.Sort();
            output.WriteLine($"{name,-8} n {set.Count}  hit@1 {(double)first / set.Count:0.000}  MRR {reciprocal / set.Count:0.000}  sure and right {sureAndRight} of {sure}  "
                + $"p50 {times[times.Count / 2]:0.000} ms  p99 {times[(int)(times.Count * 0.99)]:0.000} ms  processor {(me.TotalProcessorTime - processor).TotalMilliseconds / set.Count:0.000} ms");
        }
    }
}
