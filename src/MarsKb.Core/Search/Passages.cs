using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace MarsKb.Search;

/// <summary>A piece of text that can be shown as a snippet, analysed.</summary>
/// <param name="Words">Where each term stands in the text.</param>
sealed record Passage(string Text, ImmutableArray<(int Term, int Start, int Length)> Words);

/// <summary>The passages of each document, analysed when a document is a hit; of those that are hits again and again, kept.</summary>
sealed class Passages(SearchDocument[] documents, TermWeights? weights)
{
    /// <summary>Documents whose passages are kept, so that memory does not grow with what is asked: about 20 MB.</summary>
    const int MostKept = 16_000;

    readonly ConcurrentDictionary<int, Passage[]> headings = new();
    readonly ConcurrentDictionary<int, Passage[]> bodies = new();

    /// <summary>Messages, then the lead; never empty.</summary>
    public Passage[] Headings(int document) => Kept(headings, document, static d => d.Messages.Append(d.Lead));

    /// <summary>The lines of causes and actions.</summary>
    public Passage[] Body(int document) => Kept(bodies, document, static d => Lines(d.CauseText).Concat(Lines(d.ActionText)));

    Passage[] Kept(ConcurrentDictionary<int, Passage[]> known, int document, Func<SearchDocument, IEnumerable<string>> texts)
    {
        if (known.TryGetValue(document, out var passages)) return passages;
        passages = [.. texts(documents[document]).Select(Read)];
        if (known.Count >= MostKept) known.Clear();
        return known[document] = passages;
    }

    Passage Read(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var words = ImmutableArray.CreateBuilder<(int, int, int)>();
        if (weights is not null)
            foreach (var token in Analyzer.Analyze(line)) words.Add((weights.Number(token.Term), token.Start, token.Length));
        return new Passage(line, words.ToImmutable());
    }

    static string[] Lines(string text) =>
        text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
