using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarsKb.Search;

/// <summary>What the index keeps of a document besides its terms, as bytes of a doc value.</summary>
/// <remarks>Lengths are kept exactly, in units of <see cref="Fields.Unit"/>: the norms of the library's similarities would round them to a byte.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
struct DocumentFacts
{
    public ulong HashHigh;
    public ulong HashLow;

    /// <summary>The document's place in its block, from 0.</summary>
    public int Place;

    public FieldLengths Lengths;

    /// <summary>One for each <see cref="Field"/>.</summary>
    [InlineArray(Fields.Count)]
    public struct FieldLengths
    {
        int first;
    }

    /// <summary>Of the block that the document belongs to.</summary>
    public readonly UInt128 Hash => new(HashHigh, HashLow);
}
