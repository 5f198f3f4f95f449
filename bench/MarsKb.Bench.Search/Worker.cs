using System.Diagnostics;
using System.Text.Json;
using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>Builds an index and runs queries on request: one line in, one line of JSON out.</summary>
/// <remarks>
/// <c>BUILD corpus.tsv folder</c>, <c>LOAD class file</c>, <c>RUN class from to threads</c>, <c>MEM</c>, <c>QUIT</c>.
/// Queries of the class <c>prefix</c> are completed, all others searched.
/// </remarks>
static class Worker
{
    public static void Run(TextReader input, TextWriter output)
    {
        SearchIndex? index = null;
        var sets = new Dictionary<string, List<(string Id, string Query)>>(StringComparer.Ordinal);
        var runs = 0;
        while (input.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["QUIT"]: return;
                case ["BUILD", var corpus, ..]:
                    var documents = Corpus.Read(corpus);
                    var before = GC.GetTotalMemory(forceFullCollection: true);
                    var watch = Stopwatch.StartNew();
                    index = SearchIndex.Build(documents);
                    Reply(new { build_s = watch.Elapsed.TotalSeconds, index_bytes = GC.GetTotalMemory(forceFullCollection: true) - before, rss_mb = Resident() });
                    break;
                case ["LOAD", var name, var file]:
                    sets[name] = Corpus.Queries(file);
                    Reply(new { });
                    break;
                case ["RUN", var name, var from, var to, var threads] when index is not null && sets.TryGetValue(name, out var queries):
                    var range = queries.GetRange(int.Parse(from), Math.Min(queries.Count, int.Parse(to)) - int.Parse(from));
                    Reply(Measure(index, range, complete: name == "prefix", int.Parse(threads), runs++));
                    break;
                case ["MEM"]: Reply(new { rss_mb = Resident() }); break;
                default: Reply(new { error = "what is " + line }); break;
            }
        }

        void Reply(object answer)
        {
            output.WriteLine(JsonSerializer.Serialize(answer));
            output.Flush();
        }
    }

    static object Measure(SearchIndex index, List<(string Id, string Query)> queries, bool complete, int threads, int run)
    {
        // Blanks that differ from run to run, so that no answer of an earlier run is given again.
        var blanks = new string(' ', run % 100);
        var us = new double[queries.Count];
        var ids = new int[queries.Count][];
        var watch = Stopwatch.StartNew();
        if (threads == 1) for (var i = 0; i < queries.Count; i++) One(i);
        else Parallel.For(0, queries.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, One);
        return new { wall = watch.Elapsed.TotalSeconds, us, ids };

        void One(int i)
        {
            var start = Stopwatch.GetTimestamp();
            var keys = complete
                ? index.Suggest(queries[i].Query, 10).Select(s => s.Key)
                : index.Search(new SearchRequest(queries[i].Query + blanks)).Hits.Select(h => h.Key);
            ids[i] = [.. keys.Select(int.Parse)];
            us[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
    }

    static long Resident()
    {
        using var me = Process.GetCurrentProcess();
        return me.WorkingSet64 >> 20;
    }
}
