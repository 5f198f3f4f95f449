using System.Collections.Concurrent;

namespace MarsKb.Search;

/// <summary>What a query has found out about one document so far. Together, as they are touched together.</summary>
struct Tally
{
    /// <summary>Score so far; zero for a document that was not touched.</summary>
    public float Score;

    /// <summary>Idf of the query's terms that stand in code, title or message.</summary>
    public float Prominent;

    /// <summary>Idf of the query's terms that the document has at all.</summary>
    public float Covered;

    /// <summary>Best weight of the present term group.</summary>
    public float Best;
}

/// <summary>Working memory of one query, reused: one place per document and per term instead of a dictionary.</summary>
sealed class Scratch(int documents, int terms)
{
    public Tally[] Tallies { get; } = new Tally[documents];

    /// <summary>1 for each term of the line at hand, else zero.</summary>
    public byte[] Marks { get; } = new byte[terms];

    public List<int> Touched { get; } = [];

    public void Clear()
    {
        // Many small writes cost more than one large one.
        if (Touched.Count > Tallies.Length / 8) Array.Clear(Tallies);
        else foreach (var d in Touched) Tallies[d] = default;
        Touched.Clear();
    }
}

/// <summary>Lends working memory: as many pieces as there are queries at once.</summary>
sealed class ScratchPool(int documents, int terms)
{
    readonly ConcurrentBag<Scratch> free = [];

    public Scratch Rent() => free.TryTake(out var scratch) ? scratch : new Scratch(documents, terms);

    public void Return(Scratch scratch)
    {
        scratch.Clear();
        free.Add(scratch);
    }
}
