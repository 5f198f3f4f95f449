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

/// <summary>Every word that matters, by the hash of its letters in lower case. Words of a log are looked up here and never become strings.</summary>
/// <remarks>Two words with one hash pass for the same; a message needs several in order and a name is compared by its letters afterwards.</remarks>
sealed class LogWords
{
    public const uint Seed = 2166136261;

    uint[] hashes = new uint[1024];
    int[] ids = new int[1024];
    readonly List<WordFlags> flags = [WordFlags.None];

    /// <summary>Words with an id; ids count from 1.</summary>
    public int Count { get; private set; }

    public static uint Add(uint hash, char lower) => (hash ^ lower) * 16777619;

    public static uint Hash(ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var c in word)
            if (CharacterFolding.Fold(c) is var folded and not '\0') hash = Add(hash, folded);
        return hash;
    }

    /// <summary>The id of a word, 0 for one that does not matter.</summary>
    public int Find(uint hash, out WordFlags found)
    {
        var mask = (uint)hashes.Length - 1;
        for (var at = Spread(hash) & mask; ids[at] != 0; at = (at + 1) & mask)
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
        var at = Spread(hash) & mask;
        while (ids[at] != 0 && hashes[at] != hash) at = (at + 1) & mask;
        if (ids[at] == 0)
        {
            (hashes[at], ids[at]) = (hash, ++Count);
            flags.Add(WordFlags.None);
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
            var at = Spread(oldHashes[i]) & mask;
            while (ids[at] != 0) at = (at + 1) & mask;
            (hashes[at], ids[at]) = (oldHashes[i], oldIds[i]);
        }
    }

    // FNV's low bits are its weakest.
    static uint Spread(uint hash) => hash ^ (hash >> 15);
}
