using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using MarsKb.Codes;
using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>Reads one log after another in pieces, in memory that does not grow with them.</summary>
/// <remarks>
/// Each line is cut into words in one pass that allocates nothing: words are looked up by their hash, and the pass tells whether the line can hold
/// a code at all. Only such lines are given to <see cref="CodePass"/>, whose rules are those of the search.
/// </remarks>
sealed class LogScanner(TriagePatterns patterns, Tally tally)
{
    const int BufferSize = 192 << 10;
    const int ReadSize = 64 << 10;

    /// <summary>A line is looked at in pieces of this many characters at most.</summary>
    const int LongestPiece = 16 << 10;

    /// <summary>So many lines are kept for messages that are wrapped.</summary>
    const int KeptLines = 12;

    const int LongestSample = 600;

    const int LongestForeignWord = 128;

    /// <summary>A number further from the word that announces it is not meant by it.</summary>
    const int MarkerReach = 4;

    /// <summary>A message and its code may stand on lines of their own, at most so far apart.</summary>
    const int CodeBehindMessage = 4;

    static readonly byte[] Kinds = KindsOfCharacters();

    readonly LineRing ring = new();
    readonly CodeFinder codes = new(patterns);
    readonly LogWords words = patterns.Words;
    readonly char[] buffer = GC.AllocateUninitializedArray<char>(BufferSize);
    readonly char[] wordBuffer = new char[CodeLexer.LongestWord];
    readonly List<MessageFinder.Match> messages = [];
    MessageFinder finder = null!;
    int filled;
    int at;
    bool carriesMarker;
    bool mayHoldCode;
    bool mayHoldName;

    /// <summary>Lines so far, over all logs.</summary>
    public long Lines { get; private set; }

    /// <summary>Reads a log to its end.</summary>
    /// <param name="content">Bytes of text.</param>
    /// <returns>How it is encoded.</returns>
    /// <exception cref="UnreadableLogException">It is no text.</exception>
    public async Task<string> ReadAsync(Stream content, IProgress<long>? progress, CancellationToken cancel)
    {
        finder = new MessageFinder(patterns, ring);
        ring.Clear();
        (filled, at, carriesMarker) = (0, 0, false);
        var bytes = new byte[ReadSize];
        var length = await content.ReadAtLeastAsync(bytes.AsMemory(0, LogText.Sample), LogText.Sample, throwOnEndOfStream: false, cancel);
        var (encoding, name, mark) = LogText.Detect(bytes.AsSpan(0, length));
        var decoder = encoding.GetDecoder();
        var start = mark;
        while (length > 0)
        {
            while (start < length)
            {
                MakeRoom();
                decoder.Convert(bytes.AsSpan(start, length - start), buffer.AsSpan(filled), flush: false, out var used, out var made, out _);
                start += used;
                filled += made;
                ReadPieces(final: false);
            }
            cancel.ThrowIfCancellationRequested();
            progress?.Report(length);
            length = await content.ReadAsync(bytes, cancel);
            start = 0;
        }
        MakeRoom();
        decoder.Convert([], buffer.AsSpan(filled), flush: true, out _, out var last, out _);
        filled += last;
        ReadPieces(final: true);
        finder.Collect(messages, final: true);
        TakeMessages();
        if (Lines == 1 && tally.IsEmpty) ReadSingle();
        return name;
    }

    /// <summary>Moves what is still needed to the start of the buffer.</summary>
    void MakeRoom()
    {
        if (buffer.Length - filled > ReadSize / 2) return;
        var keep = at;
        for (var index = ring.LineCount - 1; index >= 0 && index >= ring.LineCount - KeptLines; index--)
        {
            // Very long lines are not worth keeping.
            if (ring[index].Start < 0 || at - ring[index].Start > 2 * LongestPiece) break;
            keep = ring[index].Start;
        }
        buffer.AsSpan(keep, filled - keep).CopyTo(buffer);
        ring.Shift(keep);
        filled -= keep;
        at -= keep;
    }

    void ReadPieces(bool final)
    {
        while (at < filled)
        {
            var text = buffer.AsSpan(at, filled - at);
            var end = text.IndexOf('\n');
            var whole = end >= 0 && end <= LongestPiece;
            if (!whole && !final && text.Length <= LongestPiece) return;
            var length = whole ? end : Math.Min(end < 0 ? text.Length : end, LongestPiece);
            var endsLine = whole;
            // Exports of event logs may be one line in all; an event is as much as a line then.
            if ((length > 1024 || pieceOpen) && text[..length].IndexOf("</Event>", StringComparison.Ordinal) is >= 0 and var close && close + 8 < length) (length, endsLine) = (close + 8, false);
            else if (!whole && length == LongestPiece) length = Cut(text[..length]);
            ReadPiece(at, length, endsLine);
            at += length + (endsLine ? 1 : 0);
        }
        if (final && pieceOpen) { Lines++; pieceOpen = false; }
    }

    bool pieceOpen;

    /// <summary>Where a line that is too long is cut: between two words if possible.</summary>
    static int Cut(ReadOnlySpan<char> text)
    {
        var blank = text[(text.Length / 2)..].LastIndexOfAny(' ', '>', ',');
        return blank < 0 ? text.Length : text.Length / 2 + blank + 1;
    }

    void ReadPiece(int start, int length, bool endsLine)
    {
        if (endsLine && length > 0 && buffer[start + length - 1] == '\r') length--;
        var line = ring.Begin(Lines + 1, start, length);
        ReadWords(buffer.AsSpan(start, length));
        if (mayHoldCode) TakeCodes(line, carriesMarker);
        carriesMarker = EndsWithMark(buffer.AsSpan(start, length)) && mayCarry;
        finder.Collect(messages, final: false);
        if (messages.Count > 0) TakeMessages();
        pieceOpen = !endsLine;
        if (endsLine) Lines++;
    }

    bool mayCarry;

    /// <summary>The hot loop: words, and whether the line can hold a code. It is compiled for speed at once: a log is over before the runtime notices how hot it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void ReadWords(ReadOnlySpan<char> text)
    {
        (mayHoldCode, mayHoldName) = (false, false);
        var before = 0;
        var sinceMarker = carriesMarker ? 0 : MarkerReach + 1;
        ReadOnlySpan<byte> kinds = Kinds;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c >= 128 || kinds[c] == 0)
            {
                if (c < 128)
                {
                    if (c == '&') i = Entity(text, i);
                    else i++;
                    continue;
                }
                i = ForeignWord(text, i, ref before);
                continue;
            }

            var start = i;
            var seen = 0;
            while ((uint)i < (uint)text.Length && (c = text[i]) < 128 && kinds[c] is var kind and not 0)
            {
                seen |= kind;
                i++;
            }
            if (i < text.Length && text[i] >= 128 && (char.IsLetterOrDigit(text[i]) || CodeText.IsInvisible(text[i])))
            {
                i = ForeignWord(text, start, ref before);
                continue;
            }

            var length = i - start;
            var id = words.Find(LogWords.HashOf(text.Slice(start, length)), out var flags);
            ring.Add(id, start, length);
            if ((flags & WordFlags.Anchor) != 0 && before > 0) finder.Notice(before, id);
            if ((flags & WordFlags.Name) != 0) mayHoldCode = mayHoldName = true;
            before = id;

            if ((flags & WordFlags.Marker) != 0 || (length is > 7 and <= 24 && EndsLikeCode(text.Slice(start, length))))
            {
                sinceMarker = 0;
                continue;
            }
            sinceMarker++;
            if (mayHoldCode) continue;
            if ((seen & Digit) == 0)
            {
                // A name: announced, or in the style of symbols.
                mayHoldCode = (sinceMarker <= MarkerReach && ((seen & Underscore) != 0 || HasHump(text.Slice(start, length))))
                    || (length >= 5 && (seen & Lower) == 0 && ((seen & Underscore) != 0 || text[start] == 'W'));
            }
            else mayHoldCode = CanBeCode(text, start, length, seen, sinceMarker);
        }
        mayCarry = sinceMarker <= 2;
    }

    /// <summary>A word with a digit in it that may be a code, or be one because of what stands before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool CanBeCode(ReadOnlySpan<char> text, int start, int length, int seen, int sinceMarker)
    {
        if (sinceMarker <= MarkerReach) return true;
        var word = text.Slice(start, length);
        var first = word[0];
        if (first is '0' && length > 3 && word[1] is 'x' or 'X')
            return length >= 6 && NumberSpelling.TryPrefixed(word, out var value, out _) && (value > int.MaxValue || patterns.HasValue(value));
        if (length is 8 or 9 && first is '8' or 'C' or 'c' or '4') return true;
        if (start > 0 && text[start - 1] == '&' && first is 'H' or 'h') return true;
        if (seen == Digit) return (length == 10 && (first is '2' or '3' || (start > 0 && text[start - 1] == '-'))) || (length == 3 && first is '4' or '5' && start > 0 && text[start - 1] == '(');
        if ((seen & Lower) == 0 && (seen & Underscore) != 0) return true;
        // "ID34513": a marker with its number stuck to it.
        if (char.IsAsciiDigit(first) || !char.IsAsciiDigit(word[^1])) return false;
        var head = CodeText.FirstDigit(word);
        return words.Find(LogWords.HashOf(word[..head]), out var flags) != 0 && (flags & WordFlags.Marker) != 0;
    }

    /// <summary><c>MyErrorCode</c>, <c>hResult</c>, <c>LastErrorId</c>: words that end so announce a code whatever stands before.</summary>
    static bool EndsLikeCode(ReadOnlySpan<char> word) =>
        (word[^1] | 0x20, word[^2] | 0x20, word[^3] | 0x20) is ('e', 'd', 'o') or ('t', 'l', 'u') or ('d', 'i', 'r') && CodeMarkers.Role(word) == WordRole.Code;

    static bool HasHump(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < word.Length; i++)
            if (char.IsAsciiLetterUpper(word[i]) && char.IsAsciiLetterLower(word[i - 1])) return true;
        return false;
    }

    /// <summary>A word with letters beyond ASCII. Such lines are few, and codes in them are spelled in many ways.</summary>
    int ForeignWord(ReadOnlySpan<char> text, int start, ref int before)
    {
        Span<char> letters = stackalloc char[LongestForeignWord];
        var (i, length) = (start, 0);
        for (; i < text.Length; i++)
        {
            var c = text[i];
            var folded = CharacterFolding.Fold(c);
            if (folded == '\0') continue;
            if (!char.IsLetterOrDigit(c) && c != '_') break;
            // Each letter of a script without blanks is a word.
            if (CharacterFolding.IsUnspaced(c) && length > 0) break;
            if (length < LongestForeignWord) letters[length++] = folded;
            if (!CharacterFolding.IsUnspaced(c)) continue;
            i++;
            break;
        }
        if (length == 0) return Math.Max(i, start + 1);
        mayHoldCode = true;
        var id = words.Find(LogWords.HashOf(letters[..length]), out var flags);
        ring.Add(id, start, i - start);
        if (id != 0 && before > 0 && (flags & WordFlags.Anchor) != 0) finder.Notice(before, id);
        before = id;
        return i;
    }

    /// <summary>Behind an entity such as <c>&amp;quot;</c>, whose letters are no word.</summary>
    static int Entity(ReadOnlySpan<char> text, int start)
    {
        for (var i = start + 1; i < text.Length && i <= start + 7; i++)
        {
            if (text[i] == ';') return i > start + 1 ? i + 1 : start + 1;
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] != '#') break;
        }
        return start + 1;
    }

    static bool EndsWithMark(ReadOnlySpan<char> text) => text.TrimEnd() is [.., ':' or '='];

    void TakeCodes(Line line, bool afterMarker)
    {
        var text = new string(buffer, line.Start, line.Length);
        var offset = 0;
        var scanned = text;
        if (afterMarker && ring.LineCount > 1 && ring[ring.LineCount - 2] is { Start: >= 0 } above)
        {
            // "Error code:" on the line above.
            var tail = Math.Min(above.Length, 64);
            scanned = string.Concat(buffer.AsSpan(above.Start + above.Length - tail, tail), "\n", text);
            offset = tail + 1;
        }
        var pass = new CodePass(scanned, wordBuffer, alone: false);
        pass.Run();
        foreach (var mention in pass.Mentions)
            if (mention.Start >= offset && mention.Strength != CodeStrength.Bare) Take(mention, scanned, offset, line, text);
        if (mayHoldName) TakeNames(line, text);
    }

    void Take(CodeMention mention, string scanned, int offset, Line line, string text)
    {
        if (CodeFinder.IsAmount(scanned, mention) || CodeFinder.IsRecord(scanned, mention)) return;
        var meant = codes.Understand(mention.Code);
        foreach (var entry in meant.Entries)
            if (!meant.IsSmall || CodeFinder.IsAgentId(scanned, mention) || SharesWords(entry)) TakeEntry(entry, patterns.Printed(entry, mention.Code), line, text, mention.Start - offset, mention.Length);
        if (meant.Entries.Length > 0 || meant.Unknown is null || CodeFinder.IsEvent(scanned, mention) || !CodeFinder.IsWorthListing(scanned, mention, meant)) return;
        if (!line.NamesUnknown || unknownOfLine.Add(meant.Unknown))
        {
            if (!line.NamesUnknown) { unknownOfLine.Clear(); unknownOfLine.Add(meant.Unknown); }
            tally.AddUnknown(meant.Unknown, meant.Meaning);
        }
        line.NamesUnknown = true;
    }

    readonly HashSet<string> unknownOfLine = new(StringComparer.Ordinal);

    /// <summary>The line has two words of the entry's message, or all that there are.</summary>
    bool SharesWords(int entry)
    {
        var own = patterns.SmallWords[entry];
        if (own.Count == 0) return false;
        var shared = new HashSet<int>();
        for (var word = ring.Current.FirstWord; word < ring.WordCount; word++)
            if (ring.Id(word) is > 0 and var id && own.Contains(id)) shared.Add(id);
        return shared.Count >= Math.Min(2, own.Count);
    }

    /// <summary>Names of entries in any case, which the scanner takes for words.</summary>
    void TakeNames(Line line, string text)
    {
        for (var word = line.FirstWord; word < ring.WordCount; word++)
        {
            if (ring.Id(word) == 0) continue;
            var (start, length) = ring.Place(word);
            if (length is < 3 or > CodeLexer.LongestWord) continue;
            var entries = patterns.FindName(text.Substring(start, length).ToLowerInvariant());
            if (entries.Length == 0 || new NameSurroundings(text, start, start + length).IsPiece(symbol: true)) continue;
            var code = new ErrorCode(text.Substring(start, length), CodeForm.Name, []);
            foreach (var entry in entries) TakeEntry(entry, patterns.Printed(entry, code), line, text, start, length);
        }
    }

    void TakeEntry(int entry, string? code, Line line, string text, int start, int length)
    {
        if (!line.AddEntry(entry)) return;
        var time = TimeOf(ring.LineCount - 1);
        if (tally.Of(entry) is { } hit && hit.OpenUntil >= line.Number)
        {
            // The code of a message that began above.
            hit.OpenUntil = 0;
            hit.MoveTo(line.Number, time);
            return;
        }
        tally.Add(entry, code, line.Number, line.Number, time, () => Sample(text, start, length));
    }

    void TakeMessages()
    {
        foreach (var match in messages)
        {
            var entry = match.Message.Entry;
            var (first, last) = (ring[match.FirstLine], ring[match.LastLine]);
            if (match.Message.IsShort && !StandsAlone(match)) continue;
            var hit = tally.Of(entry);
            if (NamesEntry(match, entry))
            {
                // Its code stands within and was counted; the message may have begun above.
                if (hit is not null && first.Number < last.Number) hit.BeginAt(first.Number, Sample(match));
                continue;
            }
            if (patterns.Entries[entry].Codes.Length > 0 && NamesOther(match)) continue;
            // A code with its message on the next line is one event.
            if (hit is not null && hit.LastLine == first.Number - 1 && match.FirstLine > 0 && ring[match.FirstLine - 1].Entries.Contains(entry)) continue;
            tally.Add(entry, null, first.Number, last.Number, TimeOf(match.FirstLine), () => Sample(match));
            if (match.Message.Codes && tally.Of(entry) is { } open) open.OpenUntil = last.Number + CodeBehindMessage;
        }
        messages.Clear();
    }

    bool NamesEntry(MessageFinder.Match match, int entry)
    {
        for (var index = match.FirstLine; index <= match.LastLine; index++)
            if (ring[index].Entries.Contains(entry)) return true;
        return false;
    }

    /// <summary>The same sentence belongs to many codes: with another code it is another error.</summary>
    bool NamesOther(MessageFinder.Match match)
    {
        for (var index = match.FirstLine; index <= match.LastLine; index++)
            if (ring[index].NamesUnknown || ring[index].Entries.Count > 0) return true;
        return false;
    }

    /// <summary>A short message such as "Access is denied" begins with its capital and is set off from what stands around it.</summary>
    bool StandsAlone(MessageFinder.Match match)
    {
        var (first, last) = (ring[match.FirstLine], ring[match.LastLine]);
        if (first.Start < 0 || last.Start < 0) return false;
        var (start, _) = ring.Place(match.FirstWord);
        var (lastStart, lastLength) = ring.Place(match.LastWord);
        var text = buffer.AsSpan(first.Start, first.Length);
        if (!char.IsUpper(text[start]) && !char.IsDigit(text[start])) return false;
        var left = text[..start].TrimEnd(' ');
        var right = buffer.AsSpan(last.Start, last.Length)[(lastStart + lastLength)..].TrimStart(' ');
        return (left.IsEmpty || !char.IsLetterOrDigit(left[^1]) || LineSeverities.Of(left[(left.LastIndexOf(' ') + 1)..]) != LineSeverity.Unknown || char.IsDigit(left[^1]))
            && (right.IsEmpty || !char.IsLetterOrDigit(right[0]));
    }

    /// <summary>The time of a line, or of the nearest one above that has one.</summary>
    ReadOnlySpan<char> TimeOf(long index)
    {
        for (var at = index; at >= 0 && at > ring.LineCount - LineRing.Lines && ring[at].Start >= 0; at--)
            if (LogTime.Part(buffer.AsSpan(ring[at].Start, ring[at].Length)) is { IsEmpty: false } part) return part;
        return [];
    }

    static Snippet Sample(string text, int start, int length)
    {
        var masked = SecretMask.Apply(text.Replace('\0', ' '), [(start, length)]);
        return Shorten(masked);
    }

    Snippet Sample(MessageFinder.Match match)
    {
        var text = new StringBuilder();
        var marks = new List<(int, int)>();
        for (var index = match.FirstLine; index <= match.LastLine; index++)
        {
            var line = ring[index];
            if (line.Start < 0) continue;
            if (text.Length > 0) text.Append('\n');
            var (from, to) = (Math.Max(match.FirstWord, line.FirstWord), Math.Min(match.LastWord, ring.EndOf(index) - 1));
            if (from <= to)
            {
                var (last, length) = ring.Place(to);
                var start = index == match.FirstLine ? ring.Place(from).Start : ring.Place(from).Start;
                marks.Add((text.Length + start, last + length - start));
            }
            text.Append(buffer, line.Start, line.Length);
        }
        return Shorten(SecretMask.Apply(text.Replace('\0', ' ').ToString(), marks));
    }

    /// <summary>A part of a long line, around its first mark.</summary>
    static Snippet Shorten(Snippet sample)
    {
        if (sample.Text.Length <= LongestSample) return sample;
        var mark = sample.Marks.IsEmpty ? 0 : sample.Marks[0].Start;
        var from = Math.Max(0, Math.Min(mark - LongestSample / 3, sample.Text.Length - LongestSample));
        var to = Math.Min(sample.Text.Length, from + LongestSample);
        // Half a surrogate pair is no character.
        if (from > 0 && char.IsLowSurrogate(sample.Text[from])) from++;
        if (to < sample.Text.Length && char.IsLowSurrogate(sample.Text[to])) to--;
        var (head, tail) = (from > 0 ? "… " : "", to < sample.Text.Length ? " …" : "");
        return new Snippet(head + sample.Text[from..to] + tail,
            [.. sample.Marks.Where(m => m.Start >= from && m.Start < to).Select(m => (m.Start - from + head.Length, Math.Min(m.Length, to - m.Start)))]);
    }

    /// <summary>A log of one line that is nothing but a code is what somebody typed.</summary>
    void ReadSingle()
    {
        if (ring.LineCount != 1 || ring[0].Start < 0) return;
        var text = new string(buffer, ring[0].Start, ring[0].Length);
        if (CodeScanner.Single(text) is not { } mention) return;
        var meant = codes.Understand(mention.Code);
        foreach (var entry in meant.Entries) TakeEntry(entry, patterns.Printed(entry, mention.Code), ring[0], text, mention.Start, mention.Length);
        if (meant is { Entries.Length: 0, Unknown: { } unknown }) tally.AddUnknown(unknown, meant.Meaning);
    }

    const byte Lower = 1, Upper = 2, Digit = 4, Underscore = 8;

    static byte[] KindsOfCharacters()
    {
        var kinds = new byte[128];
        for (var c = '0'; c <= '9'; c++) kinds[c] = Digit;
        for (var c = 'a'; c <= 'z'; c++) kinds[c] = Lower;
        for (var c = 'A'; c <= 'Z'; c++) kinds[c] = Upper;
        kinds['_'] = Underscore;
        return kinds;
    }
}
