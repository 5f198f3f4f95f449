using System.Collections.Immutable;

namespace MarsKb.Search;

/// <summary>A piece of text that can be shown as a snippet, analysed.</summary>
/// <param name="Words">Where each term stands in the text.</param>
sealed record Passage(string Text, ImmutableArray<(int Term, int Start, int Length)> Words);

/// <summary>The passages of each document, analysed when a document is a hit for the first time and then kept.</summary>
sealed class Passages(ImmutableArray<SearchDocument> documents, Vocabulary vocabulary)
{
    readonly Passage[]?[] headings = new Passage[]?[documents.Length];
    readonly Passage[]?[] bodies = new Passage[]?[documents.Length];

    /// <summary>Messages, then the lead; never empty.</summary>
    public Passage[] Headings(int document) =>
        headings[document] ??= [.. documents[document].Messages.Append(documents[document].Lead).Select(Read)];

    /// <summary>The lines of causes and actions.</summary>
    public Passage[] Body(int document) =>
        bodies[document] ??= [.. Lines(documents[document].CauseText).Concat(Lines(documents[document].ActionText)).Select(Read)];

    Passage Read(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var words = ImmutableArray.CreateBuilder<(int, int, int)>();
        foreach (var token in Analyzer.Analyze(line))
            if (vocabulary.Find(token.Term) is >= 0 and var term) words.Add((term, token.Start, token.Length));
        return new Passage(line, words.ToImmutable());
    }

    static string[] Lines(string text) =>
        text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
