using System.Runtime.CompilerServices;

namespace MarsKb.Triage;

/// <summary>The last lines of a log with their words, so that a message that is wrapped over lines can be put together.</summary>
sealed class LineRing
{
    public const int Lines = 32;
    const int LinesMask = Lines - 1;
    const int WordsKept = 1 << 15;
    const int WordsMask = WordsKept - 1;

    readonly Line[] lines = new Line[Lines];
    readonly int[] ids = new int[WordsKept];
    readonly uint[] places = new uint[WordsKept];

    public LineRing()
    {
        for (var i = 0; i < lines.Length; i++) lines[i] = new Line();
    }

    /// <summary>Lines begun so far.</summary>
    public long LineCount { get; private set; }

    /// <summary>Words so far.</summary>
    public long WordCount { get; private set; }

    public Line Current => this[LineCount - 1];

    public Line this[long index] => lines[index & LinesMask];

    public Line Begin(long number, int start, int length)
    {
        var line = lines[LineCount++ & LinesMask];
        line.Begin(number, start, length, WordCount);
        return line;
    }

    /// <param name="start">Below 65,536, as lines come in pieces.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int id, int start, int length)
    {
        var at = (int)WordCount++ & WordsMask;
        ids[at] = id;
        places[at] = ((uint)start << 16) | (uint)length;
    }

    public int Id(long word) => ids[word & WordsMask];

    /// <summary>Where the word stands in its line.</summary>
    public (int Start, int Length) Place(long word) => ((int)(places[word & WordsMask] >> 16), (int)(places[word & WordsMask] & 0xFFFF));

    /// <summary>The line that holds the word, as an index; -1 when it is gone.</summary>
    public long LineOf(long word)
    {
        for (var index = LineCount - 1; index >= 0 && index > LineCount - Lines; index--)
            if (this[index].FirstWord <= word) return this[index].FirstWord <= word && word < EndOf(index) ? index : -1;
        return -1;
    }

    /// <summary>The word behind the last of a line.</summary>
    public long EndOf(long index) => index == LineCount - 1 ? WordCount : this[index + 1].FirstWord;

    public bool Has(long word) => word >= 0 && word < WordCount && word > WordCount - WordsKept / 2;

    /// <summary>The text moved towards the start of its buffer.</summary>
    public void Shift(int by)
    {
        foreach (var line in lines) line.Shift(by);
    }

    /// <summary>Forgets everything: another file begins.</summary>
    public void Clear()
    {
        LineCount = 0;
        WordCount = 0;
    }
}

/// <summary>One line, or a piece of a very long one.</summary>
sealed class Line
{
    readonly List<int> entries = [];

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    /// <summary>Offset in the buffer; negative when the text is gone.</summary>
    public int Start { get; private set; }

    public int Length { get; private set; }

    public long FirstWord { get; private set; }

    /// <summary>It names a code that no entry has.</summary>
    public bool NamesUnknown { get; set; }

    /// <summary>Entries whose codes it names.</summary>
    public IReadOnlyList<int> Entries => entries;

    public void Begin(long number, int start, int length, long firstWord)
    {
        (Number, Start, Length, FirstWord, NamesUnknown) = (number, start, length, firstWord, false);
        entries.Clear();
    }

    /// <summary>False when the line has named the entry before.</summary>
    public bool AddEntry(int entry)
    {
        if (entries.Contains(entry)) return false;
        entries.Add(entry);
        return true;
    }

    public void Shift(int by) => Start -= by;
}
