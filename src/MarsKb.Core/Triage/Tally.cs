using System.Collections.Immutable;
using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>Counts what was found. Its size depends on the content, not on the log.</summary>
sealed class Tally(TriagePatterns patterns)
{
    const int MostUnknownKept = 10_000;

    readonly Dictionary<int, Found> found = [];
    readonly Dictionary<string, (long Count, string? Meaning)> unknown = new(StringComparer.Ordinal);

    public bool IsEmpty => found.Count == 0 && unknown.Count == 0;

    public Found? Of(int entry) => found.GetValueOrDefault(entry);

    /// <param name="sample">Makes the sample; called for the first line only.</param>
    public void Add(int entry, string? code, long firstLine, long lastLine, ReadOnlySpan<char> time, Func<Snippet> sample)
    {
        if (!found.TryGetValue(entry, out var hit)) found[entry] = hit = new Found(code, firstLine, LogTime.Find(time), sample());
        hit.Add(lastLine, firstLine, time);
    }

    public void AddUnknown(string code, string? meaning)
    {
        if (unknown.TryGetValue(code, out var seen)) unknown[code] = (seen.Count + 1, seen.Meaning);
        else if (unknown.Count < MostUnknownKept) unknown[code] = (1, meaning);
    }

    public ImmutableArray<TriageHit> Hits() =>
    [
        .. found.Select(f => f.Value.ToHit(patterns.Entries[f.Key].Key, f.Value.Code ?? patterns.Entries[f.Key].Codes.FirstOrDefault()))
            .OrderByDescending(h => h.Count).ThenBy(h => h.Key, StringComparer.OrdinalIgnoreCase),
    ];

    public ImmutableArray<UnknownCode> Unknown() =>
    [
        .. unknown.Select(u => new UnknownCode(u.Key, u.Value.Count, u.Value.Meaning))
            .OrderByDescending(u => u.Count).ThenBy(u => u.Code, StringComparer.Ordinal).Take(TriageReport.MostUnknown),
    ];

    /// <summary>What was found of one entry.</summary>
    public sealed class Found(string? code, long firstLine, string? firstTime, Snippet sample)
    {
        readonly List<long> places = [];
        readonly char[] lastTime = new char[LogTime.Reach];
        int lastTimeLength;
        long stride = 1;
        long count;

        public string? Code { get; } = code;

        public long LastLine { get; private set; }

        /// <summary>A message that has begun may go on until this line; its code there is no second find.</summary>
        public long OpenUntil { get; set; }

        public void Add(long line, long firstLineOfThis, ReadOnlySpan<char> time)
        {
            if (count++ % stride == 0)
            {
                if (places.Count == 2 * TriageHit.MostPlaces)
                {
                    // Every second place says as much about where they are.
                    for (var i = 0; i < TriageHit.MostPlaces; i++) places[i] = places[2 * i];
                    places.RemoveRange(TriageHit.MostPlaces, places.Count - TriageHit.MostPlaces);
                    stride *= 2;
                }
                places.Add(firstLineOfThis);
            }
            MoveTo(line, time);
        }

        public void MoveTo(long line, ReadOnlySpan<char> time)
        {
            LastLine = line;
            if (time.IsEmpty) return;
            lastTimeLength = Math.Min(time.Length, lastTime.Length);
            time[..lastTimeLength].CopyTo(lastTime);
        }

        /// <summary>The only find so far turns out to begin earlier.</summary>
        public void BeginAt(long line, Snippet wrapped)
        {
            if (count != 1) return;
            (firstLine, sample) = (line, wrapped);
            places[0] = line;
        }

        public TriageHit ToHit(string key, string? shown)
        {
            var step = (places.Count + TriageHit.MostPlaces - 1) / TriageHit.MostPlaces;
            ImmutableArray<long> spread = [.. places.Where((_, i) => i % Math.Max(1, step) == 0)];
            return new TriageHit(key, shown, count, firstLine, LastLine, firstTime, LogTime.Find(lastTime.AsSpan(0, lastTimeLength)), sample, spread);
        }
    }
}
