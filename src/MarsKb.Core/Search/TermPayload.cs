namespace MarsKb.Search;

/// <summary>
/// What the index keeps of a term in a document: one byte whose bits name the fields that have it (the highest: it stands in the code,
/// the title or a message), then for each of these fields how often, in units of <see cref="Fields.Unit"/>, seven bits a byte.
/// </summary>
static class TermPayload
{
    /// <summary>A byte for the fields, and up to three for each amount.</summary>
    public const int MostBytes = 1 + 3 * Fields.Count;

    const byte Prominent = 1 << Fields.Count;
    const int MostAmount = ushort.MaxValue;

    /// <param name="amounts">One for each field.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<int> amounts, bool isProminent, Span<byte> into)
    {
        var (fields, length) = (isProminent ? Prominent : (byte)0, 1);
        for (var f = 0; f < Fields.Count; f++)
        {
            if (amounts[f] == 0) continue;
            fields |= (byte)(1 << f);
            var rest = Math.Min(amounts[f], MostAmount);
            for (; rest >= 0x80; rest >>= 7) into[length++] = (byte)(rest | 0x80);
            into[length++] = (byte)rest;
        }
        into[0] = fields;
        return length;
    }

    /// <summary>The sum of the amounts, each times the factor of its field.</summary>
    public static float Frequency(ReadOnlySpan<byte> payload, ReadOnlySpan<float> factors)
    {
        var (sum, at) = (0f, 1);
        for (var f = 0; f < Fields.Count; f++)
        {
            if ((payload[0] & 1 << f) == 0) continue;
            var (amount, shift) = (0, 0);
            for (; payload[at] >= 0x80; shift += 7) amount |= (payload[at++] & 0x7F) << shift;
            amount |= payload[at++] << shift;
            sum += amount * factors[f];
        }
        return sum;
    }

    public static bool IsProminent(ReadOnlySpan<byte> payload) => (payload[0] & Prominent) != 0;

    /// <summary>The term stands in a translation only.</summary>
    public static bool IsForeign(ReadOnlySpan<byte> payload) => (payload[0] & ~Prominent) == 1 << (int)Field.Translation;
}
