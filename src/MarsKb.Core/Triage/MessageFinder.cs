namespace MarsKb.Triage;

/// <summary>Puts messages together from the words of the last lines: wrapped, with a time and a level before every line, with variable parts.</summary>
sealed class MessageFinder(TriagePatterns patterns, LineRing ring)
{
    /// <summary>Most words that stand before the text of a line: time, level, thread, source.</summary>
    const int LongestPrefix = 16;

    /// <summary>Most words of a variable part.</summary>
    const int LongestGap = 14;

    /// <summary>Lines over which a message may be wrapped.</summary>
    const int MostLines = 8;

    const int MostPending = 64;

    readonly List<Pending> pending = [];

    /// <param name="Word">The word that is the anchor's second.</param>
    /// <param name="Line">The line that it stands on, as an index.</param>
    readonly record struct Pending(int Message, int Offset, long Word, long Line);

    /// <summary>A message that the log holds.</summary>
    public readonly record struct Match(KnownMessage Message, long FirstLine, long LastLine, long FirstWord, long LastWord);

    /// <summary>Two words stand side by side; remembers the messages that have them so.</summary>
    public void Notice(int left, int right)
    {
        var word = ring.WordCount - 1;
        foreach (var (message, offset) in patterns.Anchored(left, right))
        {
            if (pending.Count == MostPending) return;
            pending.Add(new Pending(message, offset, word, ring.LineCount - 1));
        }
    }

    /// <summary>What has come together by the end of the current line. What lacks words yet is tried again after the next lines.</summary>
    /// <param name="final">No line follows.</param>
    public void Collect(List<Match> found, bool final)
    {
        if (pending.Count == 0) return;
        var kept = 0;
        for (var i = 0; i < pending.Count; i++)
        {
            var candidate = pending[i];
            var message = patterns.Messages[candidate.Message];
            if (!Forward(message.Words, candidate.Offset, candidate.Word, out var last))
            {
                // It may go on in a line that has not come yet.
                if (last == ring.WordCount && !final && ring.LineCount - candidate.Line < MostLines) pending[kept++] = candidate;
                continue;
            }
            if (!Backward(message.Words, candidate.Offset, candidate.Word, out var first)) continue;
            var match = new Match(message, ring.LineOf(first), ring.LineOf(last), first, last);
            if (match.FirstLine >= 0 && match.LastLine >= match.FirstLine && !found.Exists(m => m.Message == match.Message && m.FirstWord <= match.LastWord && match.FirstWord <= m.LastWord)) found.Add(match);
        }
        pending.RemoveRange(kept, pending.Count - kept);
    }

    public void Clear() => pending.Clear();

    /// <param name="last">The last word of the message; the count of words when they came to an end before the message did.</param>
    bool Forward(int[] words, int offset, long at, out long last)
    {
        for (var p = offset + 1; p < words.Length; p++)
        {
            at++;
            var gap = words[p] == KnownMessage.Gap;
            if (gap) p++;
            if (at >= ring.WordCount) { last = ring.WordCount; return false; }
            if (!gap && ring.Id(at) == words[p]) continue;
            var reach = gap ? LongestGap : ring.Id(at) != words[p] && StartsLine(at) ? LongestPrefix : 0;
            if (reach == 0) { last = at; return false; }
            // What stands before a wrapped line is passed over, and so is what varies; a gap may hold a line's end with what follows it.
            var wanted = words[p];
            var found = -1L;
            for (var ahead = at; ahead <= at + reach; ahead++)
            {
                if (ahead >= ring.WordCount) { last = ring.WordCount; return false; }
                if (gap && ahead > at && StartsLine(ahead)) reach = (int)Math.Min(ahead - at + LongestPrefix, LongestGap + LongestPrefix);
                if (ring.Id(ahead) != wanted || !GoesOn(words, p, ahead)) continue;
                found = ahead;
                break;
            }
            if (found < 0) { last = at; return false; }
            at = found;
        }
        last = at;
        return true;
    }

    /// <summary>The word after this one is right as well, so that a single word of a prefix does not pass for the message.</summary>
    bool GoesOn(int[] words, int p, long at) =>
        p + 1 >= words.Length || words[p + 1] == KnownMessage.Gap || at + 1 >= ring.WordCount || StartsLine(at + 1) || ring.Id(at + 1) == words[p + 1];

    bool Backward(int[] words, int offset, long at, out long first)
    {
        for (var p = offset - 1; p >= 0; p--)
        {
            at--;
            var gap = words[p] == KnownMessage.Gap;
            if (gap) p--;
            first = at;
            if (!ring.Has(at)) return false;
            if (!gap && ring.Id(at) == words[p]) continue;
            var found = -1L;
            if (gap)
            {
                for (var back = at; back >= at - LongestGap && ring.Has(back); back--)
                    if (ring.Id(back) == words[p]) { found = back; break; }
            }
            else
            {
                // Before the text of a wrapped line stands its prefix; the message began on the line above.
                var line = ring.LineOf(at);
                if (line > 0 && ring[line].FirstWord - 1 is var above && ring.Has(above) && at + 1 - ring[line].FirstWord <= LongestPrefix && ring.Id(above) == words[p]) found = above;
            }
            if (found < 0) return false;
            at = found;
        }
        first = at;
        return true;
    }

    bool StartsLine(long word)
    {
        var line = ring.LineOf(word);
        return line >= 0 && ring[line].FirstWord == word;
    }
}
