using BenchmarkDotNet.Attributes;
using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>One query of each class, another one each time; and the building of an index, anew and after a change.</summary>
[MemoryDiagnoser]
public class SearchBenchmarks
{
    static readonly string Folder = Environment.GetEnvironmentVariable("MARSKB_CORPUS") ?? "corpus";

    List<SearchDocument> documents = [];
    List<(string Id, string Query)> queries = [];
    SearchIndex index = SearchIndex.Build([]);
    int next;

    [Params(1_000, 10_000, 100_000)]
    public int Entries { get; set; }

    [ParamsSource(nameof(AllClasses))]
    public string Class { get; set; } = "";

    public static IEnumerable<string> AllClasses => Corpus.Classes;

    [GlobalSetup]
    public void Setup()
    {
        documents = Corpus.Read(Path.Combine(Folder, $"corpus-{Entries}.tsv"));
        queries = Corpus.Queries(Path.Combine(Folder, $"q-{Entries}", Class + ".tsv"));
        index = SearchIndex.Build(documents);
    }

    /// <summary>The answer to a query that comes again within the last few hundred is kept, so no query comes again so soon.</summary>
    [Benchmark]
    public int Query()
    {
        var query = queries[next++ % queries.Count].Query;
        return Class == "prefix" ? index.Suggest(query, 10).Length : index.Search(new SearchRequest(query)).Total;
    }
}

/// <summary>What an index costs to build.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class BuildBenchmarks
{
    static readonly string Folder = Environment.GetEnvironmentVariable("MARSKB_CORPUS") ?? "corpus";

    List<SearchDocument> documents = [];
    List<SearchDocument> changed = [];
    readonly IndexStore store = IndexStore.InMemory();

    [Params(1_000, 10_000, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        documents = Corpus.Read(Path.Combine(Folder, $"corpus-{Entries}.tsv"));
        changed = [.. documents];
        changed[Entries / 2] = changed[Entries / 2] with { Title = "Another title of one entry" };
        SearchIndex.Build(documents, store: store);
    }

    [Benchmark(Baseline = true)]
    public SearchIndex Anew() => SearchIndex.Build(documents);

    /// <summary>One entry of all has changed.</summary>
    [Benchmark]
    public SearchIndex AfterAChange()
    {
        (documents, changed) = (changed, documents);
        return SearchIndex.Build(documents, store: store);
    }
}
