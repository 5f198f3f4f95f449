using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>
/// Some documents as analysed, before anything is known of the others. Immutable: the unit of parallel work, and what is added
/// to an index, or taken from it, when content changes.
/// </summary>
sealed class Segment
{
    /// <summary>Documents of one segment: enough to keep a core busy, few enough to share the work evenly.</summary>
    public const int MostDocuments = 1024;

    /// <summary>Text of each term; everything else in here names terms by their place in this list.</summary>
    public required string[] Terms { get; init; }

    /// <summary>Words as written, folded; the patterns name them by their place in this list.</summary>
    public required Form[] Forms { get; init; }

    /// <summary>For each document where its occurrences begin; one more at the end.</summary>
    public required int[] Starts { get; init; }

    /// <summary>Document by document, by rising term.</summary>
    public required Occurrence[] Occurrences { get; init; }

    /// <summary>For each document the lengths of its fields, <see cref="Fields.Count"/> numbers each.</summary>
    public required int[] Lengths { get; init; }

    /// <summary>For each document whether it counts when average lengths are worked out.</summary>
    public required bool[] Counted { get; init; }

    public required Patterns Messages { get; init; }

    public required Patterns Titles { get; init; }

    public required Patterns Asked { get; init; }

    public int Count => Starts.Length - 1;

    /// <summary>A flow says again in short what entries say: it must not make their words look common, nor their texts long.</summary>
    public static bool Counts(SearchDocument document) => document.Kind != EntryKind.Flow;
}

/// <summary>A word as written, folded. Its spelling alone decides on its term.</summary>
/// <param name="Documents">In how many documents it stands.</param>
/// <param name="Own">In how many of them it stands in the language of the content, not only in a translation.</param>
/// <param name="IsWord">May be corrected and completed.</param>
readonly record struct Form(string Surface, int Term, int Documents, int Own, bool IsWord);

/// <summary>How often a term stands in one field of a document.</summary>
/// <param name="Amount">In units of <see cref="Fields.Unit"/>.</param>
/// <param name="IsForeign">The term stands in the document in a translation only.</param>
/// <param name="IsProminent">The term stands in the code, the title or a message.</param>
readonly record struct Occurrence(int Term, ushort Amount, Field Field, bool IsProminent, bool IsForeign);

enum Field : byte { Code, Title, Message, Asked, Translation, Cause, Action }

/// <summary>How much the parts of a document count.</summary>
static class Fields
{
    public const int Count = 7;

    /// <summary>Occurrences are counted in twentieths, so that sums do not depend on their order.</summary>
    public const float Unit = 0.05f;

    public const int Whole = 20;

    /// <summary>A hump of a CamelCase word says less than the word.</summary>
    public const int Part = 10;

    /// <summary>Codes weigh so much that their humps would outweigh titles: "low" and "disk" are everywhere.</summary>
    public const int PartOfCode = 2;

    public static readonly float[] Weight = [6f, 3f, 2.3f, 1.5f, 1.5f, 1f, 0.35f];

    /// <summary>How much a long field counts for less.</summary>
    public static readonly float[] LengthInfluence = [0.4f, 0.8f, 0.6f, 0.6f, 0.6f, 0.8f, 0.8f];
}

/// <summary>Lengths of all fields of some documents added up, and how many documents have the field at all: rows of tables have neither messages nor causes.</summary>
sealed record FieldTotals(long[] Lengths, int[] Documents)
{
    public static FieldTotals None => new(new long[Fields.Count], new int[Fields.Count]);

    public void Add(Segment segment, int sign)
    {
        for (var i = 0; i < segment.Lengths.Length; i++)
        {
            if (!segment.Counted[i / Fields.Count]) continue;
            var field = i % Fields.Count;
            Lengths[field] += sign * segment.Lengths[i];
            if (segment.Lengths[i] > 0) Documents[field] += sign;
        }
    }

    /// <summary>
    /// Average lengths in steps of a quarter of an octave, so that one changed document seldom changes the weights of all others,
    /// and an index comes out the same whether it was built at once or by and by.
    /// </summary>
    public float[] Averages()
    {
        var averages = new float[Fields.Count];
        for (var f = 0; f < Fields.Count; f++)
        {
            var exact = Documents[f] == 0 ? 1 : Math.Max(1, (double)Lengths[f] / Documents[f] * Fields.Unit);
            averages[f] = (float)Math.Pow(2, Math.Round(Math.Log2(exact) * 4) / 4);
        }
        return averages;
    }
}
