using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>Processor time of filing, opening, changing and asking, so that two builds can be put next to each other.</summary>
static class Cost
{
    /// <param name="folder">Where the index is kept, or null for memory.</param>
    public static void Print(string corpus, string queries, string? folder, TextWriter output)
    {
        var documents = Corpus.Read(corpus);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = folder is null ? IndexStore.InMemory() : IndexStore.Open(folder, Console.Error.WriteLine);
        var index = Timed("first index", () => SearchIndex.Build(documents, store: store));
        if (folder is not null)
        {
            Timed("commit", () => { store.Commit(); return 0; });
            store.Dispose();
            index = null;
            before = GC.GetTotalMemory(forceFullCollection: true);
            (store, index) = Timed("open again", () =>
            {
                var opened = IndexStore.Open(folder, Console.Error.WriteLine);
                return (opened, SearchIndex.Build(documents, store: opened));
            });
        }
        output.WriteLine($"memory next to the texts {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");
        Timed("warming", () => { index.Warm(); return 0; });
        output.WriteLine($"memory next to the texts {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");
        for (var pass = 1; pass <= 3; pass++)
        {
            foreach (var name in Corpus.Classes)
            {
                var set = Corpus.Queries(Path.Combine(queries, name + ".tsv"));
                var times = new List<double>(set.Count);
                var all = Environment.CpuUsage.TotalTime;
                foreach (var (_, query) in set)
                {
                    var start = Environment.CpuUsage.TotalTime;
                    // Blanks differ from pass to pass, so that no answer is given again.
                    if (name == "prefix") index.Suggest(query, 10);
                    else index.Search(new SearchRequest(query + new string(' ', pass)));
                    times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
                }
                all = Environment.CpuUsage.TotalTime - all;
                times.Sort();
                output.WriteLine($"pass {pass} {name,-8} mean {all.TotalMilliseconds / set.Count:0.000}  p99 {times[(int)(times.Count * 0.99)]:0.000} ms of processor time");
            }
        }
        output.WriteLine($"memory next to the texts {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");
        for (var change = 1; change <= 3; change++)
        {
            documents[documents.Count / 2] = documents[documents.Count / 2] with { Title = $"Another title of one entry, edition {change}" };
            index = Timed("one changed entry", () => SearchIndex.Build(documents, store: store));
        }

        T Timed<T>(string what, Func<T> work)
        {
            var start = Environment.CpuUsage.TotalTime;
            var result = work();
            output.WriteLine($"{what} {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0.000} s of processor time");
            return result;
        }
    }
}
