namespace MarsKb.Search;

/// <summary>The parts of a document that count for how much.</summary>
enum Field : byte { Code, Title, Message, Asked, Translation, Cause, Action }

/// <summary>How much the parts of a document count, and the constants of BM25F.</summary>
static class Fields
{
    public const int Count = 7;

    /// <summary>Saturation of BM25F (Robertson, Zaragoza, Taylor: Simple BM25 Extension to Multiple Weighted Fields, 2004).</summary>
    public const float K1 = 1.2f;

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

    /// <summary>
    /// Average lengths in steps of a quarter of an octave, so that one changed document seldom changes the weights of all others.
    /// </summary>
    /// <param name="lengths">Lengths of each field added up, in units.</param>
    /// <param name="documents">How many documents have the field at all: rows of tables have neither messages nor causes.</param>
    public static float[] Averages(ReadOnlySpan<long> lengths, ReadOnlySpan<int> documents)
    {
        var averages = new float[Count];
        for (var f = 0; f < Count; f++)
        {
            var exact = documents[f] == 0 ? 1 : Math.Max(1, (double)lengths[f] / documents[f] * Unit);
            averages[f] = (float)Math.Pow(2, Math.Round(Math.Log2(exact) * 4) / 4);
        }
        return averages;
    }
}
