using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MarsKb.Search;

/// <summary>
/// All documents of one key, which stand one after another: an entry and its causes, a table and its rows. The unit of change: the
/// index knows a block by the hash of its texts, so what has not changed is found again whatever its place.
/// </summary>
/// <param name="First">Number of its first document.</param>
readonly record struct Block(int First, int Count, UInt128 Hash)
{
    /// <param name="documents">Documents of one key one after another.</param>
    /// <returns>In the order of the documents; no two have one hash.</returns>
    public static Block[] Of(IReadOnlyList<SearchDocument> documents)
    {
        var blocks = new List<Block>(documents.Count);
        var known = new HashSet<UInt128>(documents.Count);
        var hash = new XxHash128();
        for (var first = 0; first < documents.Count;)
        {
            var count = 1;
            while (first + count < documents.Count && documents[first + count].Key == documents[first].Key) count++;
            for (var d = first; d < first + count; d++) Append(hash, documents[d]);
            var value = hash.GetCurrentHashAsUInt128();
            hash.Reset();
            // The same texts a second time are a block of their own.
            while (!known.Add(value)) value++;
            blocks.Add(new Block(first, count, value));
            first += count;
        }
        return [.. blocks];
    }

    static void Append(XxHash128 hash, SearchDocument document)
    {
        Append(hash, document.Key);
        Append(hash, document.Title);
        Append(hash, document.Lead);
        Append(hash, document.CauseText);
        Append(hash, document.ActionText);
        foreach (var list in (ReadOnlySpan<System.Collections.Immutable.ImmutableArray<string>>)
            [document.Codes, document.Aliases, document.Messages, document.Translations, document.Asked])
        {
            Append(hash, list.Length);
            foreach (var text in list) Append(hash, text);
        }
    }

    static void Append(XxHash128 hash, string text)
    {
        Append(hash, text.Length);
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    static void Append(XxHash128 hash, int number) => hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));
}
