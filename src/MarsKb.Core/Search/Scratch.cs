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

/// <summary>Working memory of one query, reused: one place per document and per term of the query instead of a dictionary.</summary>
sealed class Scratch(int documents)
{
    public Tally[] Tallies { get; } = new Tally[documents];

    public List<int> Touched { get; } = [];

    readonly List<int> marked = [];
    bool[] marks = new bool[1024];

    /// <summary>Notes that the line at hand has a term.</summary>
    public void Mark(int term)
    {
        // Terms are numbered while queries run.
        if (term >= marks.Length) Array.Resize(ref marks, Math.Max(term + 1, marks.Length * 2));
        if (marks[term]) return;
        marks[term] = true;
        marked.Add(term);
    }

    public bool IsMarked(int term) => (uint)term < (uint)marks.Length && marks[term];

    public void Clear()
    {
        foreach (var term in marked) marks[term] = false;
        marked.Clear();
        // Many small writes cost more than one large one.
        if (Touched.Count > Tallies.Length / 8) Array.Clear(Tallies);
        else foreach (var d in Touched) Tallies[d] = default;
        Touched.Clear();
    }
}

/// <summary>Lends working memory: as many pieces as there are queries at once.</summary>
sealed class ScratchPool(int documents)
{
    readonly ConcurrentBag<Scratch> free = [];

    public Scratch Rent() => free.TryTake(out var scratch) ? scratch : new Scratch(documents);

    public void Return(Scratch scratch)
    {
        scratch.Clear();
        free.Add(scratch);
    }
}
