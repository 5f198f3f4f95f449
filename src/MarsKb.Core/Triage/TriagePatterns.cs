using System.Collections.Immutable;
using System.Numerics;
using MarsKb.Codes;
using MarsKb.Entries;
using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>What to look for in logs: the codes, names and messages of all entries. Built once per load of the content, used by many threads.</summary>
public sealed class TriagePatterns
{
    /// <summary>Pairs of words by which one message is noticed: a line break may part one of them.</summary>
    const int AnchorsPerMessage = 3;

    readonly Dictionary<uint, int[]> byValue;
    readonly Dictionary<string, int[]> byName;
    readonly Dictionary<ulong, (int Message, int Offset)[]> anchors = [];

    /// <summary>A bit for each anchor. Most pairs of a log are none, and this says so from the processor's cache.</summary>
    readonly ulong[] filter;

    public TriagePatterns(IEnumerable<Entry> entries)
    {
        Entries = [.. entries.Where(e => e.Codes.Length > 0 || e.Aliases.Length > 0 || e.Messages.Length > 0)];
        var codes = Entries.SelectMany((e, i) => e.Codes.Concat(e.Aliases).Select(c => (Code: ErrorCode.Parse(c), Entry: i))).Where(c => c.Code is not null).ToList();
        byValue = codes.Where(c => c.Code!.Form != CodeForm.Name).GroupBy(c => c.Code!.Values[0]).ToDictionary(g => g.Key, g => g.Select(c => c.Entry).Distinct().ToArray());
        byName = codes.Where(c => c.Code!.Form == CodeForm.Name).GroupBy(c => c.Code!.Text.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(c => c.Entry).Distinct().ToArray(), StringComparer.Ordinal);
        foreach (var (word, role) in CodeMarkers.All)
            if (role is WordRole.Error or WordRole.Code or WordRole.Id or WordRole.Label or WordRole.Http or WordRole.Failure) Words.Add(LogWords.Hash(word), WordFlags.Marker);
        foreach (var name in byName.Keys) Words.Add(LogWords.Hash(name), WordFlags.Name);
        Messages = ReadMessages();
        SmallWords = [.. Entries.Select(SmallWordsOf)];
        var pairs = Messages.SelectMany(Pairs).GroupBy(p => p.Pair).ToDictionary(g => g.Key, g => g.Count());
        foreach (var (message, i) in Messages.Select((m, i) => (m, i))) AddAnchors(message, i, pairs);
        filter = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, anchors.Count))];
        foreach (var pair in anchors.Keys) filter[Slot(pair, out var bit)] |= bit;
    }

    internal ImmutableArray<Entry> Entries { get; }

    internal LogWords Words { get; } = new();

    internal ImmutableArray<KnownMessage> Messages { get; }

    /// <summary>For an entry with a code below 1000, the words of its messages: without some of them the number is merely a number.</summary>
    internal ImmutableArray<HashSet<int>> SmallWords { get; }

    internal bool HasValue(uint value) => byValue.ContainsKey(value);

    /// <summary>Entries with this code; empty when none has it.</summary>
    internal int[] Find(ErrorCode code)
    {
        if (code.Form == CodeForm.Name)
        {
            if (FindName(code.Text.ToLowerInvariant()) is { Length: > 0 } named) return named;
            if (!CodeTables.IsSymbol(code.Text)) return [];
            foreach (var reading in CodeReader.Read(code).Readings)
                if (reading.Kind is "hresult" or "ntstatus" && byValue.TryGetValue(reading.Number, out var meant)) return meant;
            return [];
        }
        foreach (var value in code.Values)
            if (byValue.TryGetValue(value, out var found)) return found;
        return [];
    }

    internal int[] FindName(string lower) => byName.GetValueOrDefault(lower, []);

    /// <summary>Messages that have these two words side by side, with the place of the second.</summary>
    internal ReadOnlySpan<(int Message, int Offset)> Anchored(int left, int right)
    {
        var pair = Pair(left, right);
        return (filter[Slot(pair, out var bit)] & bit) == 0 ? default : anchors.GetValueOrDefault(pair);
    }

    /// <summary>The code of the entry that has this value or name, as the entry prints it.</summary>
    internal string? Printed(int entry, ErrorCode code)
    {
        foreach (var printed in Entries[entry].Codes)
            if (ErrorCode.Parse(printed) is { } own && (own.Form == CodeForm.Name ? string.Equals(own.Text, code.Text, StringComparison.OrdinalIgnoreCase) : code.Values.Contains(own.Values[0])))
                return printed;
        return Entries[entry].Codes.FirstOrDefault();
    }

    ImmutableArray<KnownMessage> ReadMessages()
    {
        var read = new List<(int Entry, List<KnownMessage.Part> Needed, List<KnownMessage.Part> All, bool Code)>();
        for (var e = 0; e < Entries.Length; e++)
        {
            var own = Entries[e].Codes.Select(c => c.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
            foreach (var message in Entries[e].Messages)
            {
                var all = Trim(KnownMessage.Read(message.Text, own, out var code));
                if (all.Count > 0) read.Add((e, FirstSentences(all), all, code));
            }
        }
        // Where two entries begin alike, only the whole message tells them apart; where they are alike, nothing does.
        var shared = SharedBy(read.Select(r => (r.Entry, Text(r.Needed))));
        read = [.. read.Select(r => shared.Contains(Text(r.Needed)) ? r with { Needed = r.All } : r)];
        shared = SharedBy(read.Select(r => (r.Entry, Text(r.Needed))));
        return
        [
            .. read.Where(r => !shared.Contains(Text(r.Needed)) && ContentWords(r.Needed) >= 2)
                .Select(r => new KnownMessage(
                    r.Entry, [.. r.Needed.Select(p => p.Word is null ? KnownMessage.Gap : Words.Add(LogWords.Hash(p.Word), WordFlags.None))],
                    ContentWords(r.Needed) < KnownMessage.FewWords, r.Code)),
        ];
    }

    static HashSet<string> SharedBy(IEnumerable<(int Entry, string Text)> messages) =>
        [.. messages.GroupBy(m => m.Text, StringComparer.Ordinal).Where(g => g.Select(m => m.Entry).Distinct().Count() > 1).Select(g => g.Key)];

    static string Text(List<KnownMessage.Part> parts) => string.Join(' ', parts.Select(p => p.Word ?? "*"));

    static int ContentWords(List<KnownMessage.Part> parts) => parts.Count(p => p.Word is { } word && !StopWords.All.Contains(word));

    static List<KnownMessage.Part> Trim(List<KnownMessage.Part> parts)
    {
        while (parts.Count > 0 && parts[^1].Word is null) parts.RemoveAt(parts.Count - 1);
        return parts;
    }

    /// <summary>As many sentences as say something: what follows is advice that not every log prints.</summary>
    static List<KnownMessage.Part> FirstSentences(List<KnownMessage.Part> all)
    {
        for (var i = 0; i < all.Count; i++)
            if (all[i].EndsSentence && all[..(i + 1)] is var first && ContentWords(first) >= KnownMessage.FewWords) return Trim(first);
        return all;
    }

    HashSet<int> SmallWordsOf(Entry entry)
    {
        if (!entry.Codes.Any(c => ErrorCode.Parse(c) is { Form: not CodeForm.Name, Values: [< 1000, ..] })) return [];
        var own = entry.Codes.ToHashSet(StringComparer.Ordinal);
        return [.. entry.Messages.SelectMany(m => KnownMessage.Read(m.Text, own, out _)).Select(p => p.Word).OfType<string>()
            .Where(w => !StopWords.All.Contains(w)).Select(w => Words.Add(LogWords.Hash(w), WordFlags.None))];
    }

    /// <summary>Pairs of neighbouring words with the place of the second.</summary>
    static IEnumerable<(ulong Pair, int Offset)> Pairs(KnownMessage message) =>
        Enumerable.Range(1, message.Words.Length - 1).Where(i => message.Words[i] > 0 && message.Words[i - 1] > 0).Select(i => (Pair(message.Words[i - 1], message.Words[i]), i));

    /// <summary>Notices a message by the rarest pair of each of its parts; a short one by all its pairs.</summary>
    void AddAnchors(KnownMessage message, int number, Dictionary<ulong, int> frequency)
    {
        var pairs = Pairs(message).ToList();
        var part = message.IsShort ? 1 : Math.Max(1, (pairs.Count + AnchorsPerMessage - 1) / AnchorsPerMessage);
        foreach (var chunk in pairs.Chunk(part))
        {
            var (pair, offset) = chunk.MinBy(p => frequency[p.Pair]);
            anchors[pair] = [.. anchors.GetValueOrDefault(pair, []), (number, offset)];
            Words.Flag(message.Words[offset], WordFlags.Anchor);
        }
    }

    int Slot(ulong pair, out ulong bit)
    {
        var hash = pair * 0x9E37_79B9_7F4A_7C15;
        bit = 1UL << (int)(hash >> 58);
        return (int)(hash >> 20) & (filter.Length - 1);
    }

    static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;
}
