using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>What a word means to the scanner.</summary>
[Flags]
enum WordFlags : byte
{
    None = 0,

    /// <summary>A number that follows may be a code: <c>error</c>, <c>ID</c>, <c>hr</c>.</summary>
    Marker = 1,

    /// <summary>A name of an entry.</summary>
    Name = 2,

    /// <summary>The second word of a pair by which a message is noticed.</summary>
    Anchor = 4,
}

/// <summary>Every word that matters, by a hash of its letters. Words of a log are looked up here and never become strings.</summary>
/// <remarks>Two words with one hash pass for the same; a message needs several in order and a name is compared by its letters afterwards.</remarks>
sealed class LogWords
{
    uint[] hashes = new uint[1024];
    int[] ids = new int[1024];
    WordFlags[] flags = new WordFlags[256];

    /// <summary>Words with an id; ids count from 1.</summary>
    public int Count { get; private set; }

    /// <summary>The hash of a word as the content writes it.</summary>
    public static uint Hash(ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[word.Length];
        var length = 0;
        foreach (var c in word)
            if (CharacterFolding.Fold(c) is var lower and not '\0') folded[length++] = lower;
        return HashOf(folded[..length]);
    }

    /// <summary>The hash of letters in any case: made of the first four, the last four and how many there are, so that long words cost no more than short ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HashOf(ReadOnlySpan<char> word)
    {
        const ulong LowerCase = 0x0020_0020_0020_0020;
        ulong first, last;
        if (word.Length >= 4)
        {
            ref var start = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(word));
            first = Unsafe.ReadUnaligned<ulong>(ref start);
            last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, (word.Length - 4) * sizeof(char)));
        }
        else
        {
            first = 0;
            foreach (var c in word) first = (first << 16) | c;
            last = first;
        }
        var hash = ((first | LowerCase) + (ulong)word.Length) * 0x9E37_79B9_7F4A_7C15;
        hash = (hash ^ (hash >> 32) ^ (last | LowerCase)) * 0xD6E8_FEB8_6659_FD93;
        return (uint)(hash >> 32);
    }

    /// <summary>The id of a word, 0 for one that does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint hash, out WordFlags found)
    {
        var mask = (uint)hashes.Length - 1;
        for (var at = hash & mask; ids[at] != 0; at = (at + 1) & mask)
            if (hashes[at] == hash)
            {
                found = flags[ids[at]];
                return ids[at];
            }
        found = WordFlags.None;
        return 0;
    }

    public int Add(uint hash, WordFlags more)
    {
        if (Count * 4 >= hashes.Length) Grow();
        var mask = (uint)hashes.Length - 1;
        var at = hash & mask;
        while (ids[at] != 0 && hashes[at] != hash) at = (at + 1) & mask;
        if (ids[at] == 0)
        {
            (hashes[at], ids[at]) = (hash, ++Count);
            if (Count == flags.Length) Array.Resize(ref flags, 2 * Count);
        }
        flags[ids[at]] |= more;
        return ids[at];
    }

    public void Flag(int id, WordFlags more) => flags[id] |= more;

    void Grow()
    {
        var (oldHashes, oldIds) = (hashes, ids);
        var size = hashes.Length * 2;
        (hashes, ids) = (new uint[size], new int[size]);
        var mask = (uint)size - 1;
        for (var i = 0; i < oldIds.Length; i++)
        {
            if (oldIds[i] == 0) continue;
            var at = oldHashes[i] & mask;
            while (ids[at] != 0) at = (at + 1) & mask;
            (hashes[at], ids[at]) = (oldHashes[i], oldIds[i]);
        }
    }

}
