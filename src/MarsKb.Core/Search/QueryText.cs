using System.Collections.Immutable;
using MarsKb.Codes;

namespace MarsKb.Search;

/// <summary>What was pasted, cut into lines and tokens. All of it is scanned for codes; what is ranked is bounded.</summary>
sealed class QueryText
{
    /// <summary>Up to so many words, a text is a question and not something that software printed.</summary>
    public const int ShortTokens = 8;

    const int MostLines = 64;
    const int MostCharacters = 20_000;

    QueryText(string text, ImmutableArray<CodeMention> mentions, List<QueryLine> lines, int lineCount)
    {
        Text = text;
        Mentions = mentions;
        Lines = lines;
        LineCount = lineCount;
    }

    public string Text { get; }

    public ImmutableArray<CodeMention> Mentions { get; }

    /// <summary>The lines to rank on: those that name a failure first, then the others, in the order of the text.</summary>
    public IReadOnlyList<QueryLine> Lines { get; }

    /// <summary>Lines with words, of which only some may be in <see cref="Lines"/>.</summary>
    public int LineCount { get; }

    public bool IsShort => LineCount <= 1 && Lines.Sum(l => l.Tokens.Count(t => !t.IsPart)) <= ShortTokens;

    public static QueryText Read(string text)
    {
        var lines = new List<QueryLine>();
        var (start, number, seen, budget) = (0, 0, 0, MostCharacters);
        var severities = new List<LineSeverity>();
        // Lines that say that something failed are kept even when they come late in a long log.
        var again = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            for (start = 0, number = 1; start <= text.Length; number++)
            {
                var end = text.IndexOf('\n', start);
                if (end < 0) end = text.Length;
                if (!IsBlank(text.AsSpan(start, end - start)))
                {
                    if (pass == 0) severities.Add(LineSeverities.Of(text.AsSpan(start, Math.Min(end - start, 400))));
                    var severity = severities[pass == 0 ? seen++ : again++];
                    if (severity == LineSeverity.Failure == (pass == 0) && lines.Count < MostLines && budget > 0)
                    {
                        var length = Math.Min(end - start, budget);
                        budget -= length;
                        var tokens = Analyzer.Analyze(text, start, start + length);
                        VariableParts.Mark(text, start, start + length, tokens);
                        if (tokens.Count > 0) lines.Add(new QueryLine(number, start, tokens, severity));
                    }
                }
                start = end + 1;
            }
        }
        lines.Sort((a, b) => a.Start.CompareTo(b.Start));
        return new QueryText(text, CodeScanner.Scan(text), lines, seen);
    }

    static bool IsBlank(ReadOnlySpan<char> line)
    {
        foreach (var c in line) if (CharacterFolding.IsTokenCharacter(c)) return false;
        return true;
    }
}

/// <param name="Number">Line in the text, from 1.</param>
sealed record QueryLine(int Number, int Start, List<Token> Tokens, LineSeverity Severity);
