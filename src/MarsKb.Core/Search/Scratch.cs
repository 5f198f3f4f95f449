using System.Collections.Concurrent;

namespace MarsKb.Search;

/// <summary>Working memory of one query, reused: one number per document and per term instead of a dictionary.</summary>
sealed class Scratch(int documents, int terms)
{
    /// <summary>Scores so far; zero for a document that was not touched.</summary>
    public float[] Scores { get; } = new float[documents];

    /// <summary>Idf of the query's terms that stand in code, title or message.</summary>
    public float[] Prominent { get; } = new float[documents];

    /// <summary>Best weight of the present term group.</summary>
    public float[] Best { get; } = new float[documents];

    /// <summary>1 for each term of the line at hand, else zero.</summary>
    public byte[] Marks { get; } = new byte[terms];

    public List<int> Touched { get; } = [];

    public void Clear()
    {
        foreach (var d in Touched) { Scores[d] = 0; Prominent[d] = 0; }
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
