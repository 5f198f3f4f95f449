namespace MarsKb.Codes;

internal enum CodeTokenKind
{
    End,
    Blank,
    NewLine,

    /// <summary>One punctuation mark.</summary>
    Mark,

    /// <summary>Letters, digits and underscores without a break.</summary>
    Word,

    /// <summary>A run of letters of a script without blanks between words.</summary>
    Script,
}

/// <summary>A piece of the text; its folded text is valid until the next token is read.</summary>
internal readonly ref struct CodeToken(CodeTokenKind kind, int start, int end, ReadOnlySpan<char> text, char mark, bool isAscii)
{
    public readonly CodeTokenKind Kind = kind;
    public readonly int Start = start;
    public readonly int End = end;

    /// <summary>Folded text of a word or script run; empty for a word longer than <see cref="CodeLexer.LongestWord"/>.</summary>
    public readonly ReadOnlySpan<char> Text = text;

    /// <summary>The folded mark, else NUL.</summary>
    public readonly char Mark = mark;

    /// <summary>False where a word has other letters or digits than ASCII.</summary>
    public readonly bool IsAscii = isAscii;
}
