namespace MarsKb.Codes;

/// <summary>Cuts text into words, marks and blanks in one pass, without allocating.</summary>
internal ref struct CodeLexer(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Longest word that can be a code; the buffer has this length. Longer words are passed over.</summary>
    public const int LongestWord = 128;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _at;

    public CodeToken Next()
    {
        while (_at < _text.Length && CodeText.IsInvisible(_text[_at])) _at++;
        if (_at >= _text.Length) return Token(CodeTokenKind.End, _text.Length);

        int start = _at;
        char c = CodeText.Fold(_text[start]);
        if (CodeText.IsAsciiWord(c) || CodeText.IsForeignWord(c)) return Word(start, start);
        if (c is '\n' or '\r') return NewLine();
        if (c == '\u001B') return EscapeSequence();
        if (CodeText.IsBlank(c)) return Blank();
        if (c == '&') return Ampersand();
        if (char.IsLetter(c)) return Script();

        _at++;
        return Token(CodeTokenKind.Mark, start, c);
    }

    /// <summary>Goes on at <paramref name="position"/>.</summary>
    public void SkipTo(int position) => _at = position;

    private readonly CodeToken Token(CodeTokenKind kind, int start, char mark = '\0') => new(kind, start, _at, default, mark, true);

    private CodeToken NewLine()
    {
        int start = _at++;
        if (_text[start] == '\r' && _at < _text.Length && _text[_at] == '\n') _at++;
        return Token(CodeTokenKind.NewLine, start);
    }

    private CodeToken Blank()
    {
        int start = _at;
        while (++_at < _text.Length && _text[_at] is not ('\n' or '\r' or '\u001B') && CodeText.IsBlank(CodeText.Fold(_text[_at]))) { }
        return Token(CodeTokenKind.Blank, start);
    }

    /// <summary>Colours of a terminal: <c>ESC [ 31 m</c>.</summary>
    private CodeToken EscapeSequence()
    {
        int start = _at++;
        if (_at < _text.Length && _text[_at] == '[')
        {
            _at++;
            while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is ';' or '?')) _at++;
            if (_at < _text.Length && char.IsAsciiLetter(_text[_at])) _at++;
        }

        return Token(CodeTokenKind.Blank, start);
    }

    /// <summary>The start of <c>&amp;H80070005</c>, an HTML entity, or just an ampersand.</summary>
    private CodeToken Ampersand()
    {
        int start = _at;
        if (IsVisualBasic(start, start + 1)) return Word(start, start + 1);

        // The longest entity that matters is "&#x0022;": a fixed look-ahead keeps the pass linear.
        ReadOnlySpan<char> ahead = _text.Slice(start + 1, Math.Min(8, _text.Length - start - 1));
        int end = ahead.IndexOf(';');
        if (end > 1 && IsEntity(ahead[..end]))
        {
            _at = start + 1 + end + 1;
            if (ahead[..end] is "amp" or "#38" && IsVisualBasic(start, _at)) return Word(start, _at);
            return ahead[..end] switch
            {
                "nbsp" or "#160" or "#xa0" or "#xA0" => Token(CodeTokenKind.Blank, start),
                "amp" or "#38" => Token(CodeTokenKind.Mark, start, '&'),
                "lt" or "#60" => Token(CodeTokenKind.Mark, start, '<'),
                "gt" or "#62" => Token(CodeTokenKind.Mark, start, '>'),
                _ => Token(CodeTokenKind.Mark, start, '"'),
            };
        }

        _at++;
        return Token(CodeTokenKind.Mark, start, '&');
    }

    /// <summary>H and a hex digit come after an ampersand that no word is stuck to.</summary>
    private readonly bool IsVisualBasic(int ampersand, int at) =>
        at + 1 < _text.Length
        && CodeText.Fold(_text[at]) is 'h' or 'H'
        && char.IsAsciiHexDigit(CodeText.Fold(_text[at + 1]))
        && (ampersand == 0 || !CodeText.IsAsciiWord(_text[ampersand - 1]));

    private static bool IsEntity(ReadOnlySpan<char> name)
    {
        if (name[0] != '#' && !char.IsAsciiLetter(name[0])) return false;
        foreach (char c in name[1..])
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }

        return true;
    }

    private CodeToken Script()
    {
        int start = _at, length = 0;
        while (_at < _text.Length)
        {
            char c = CodeText.Fold(_text[_at]);
            if (!CodeText.IsInvisible(c) && (c < '\u0080' || !(char.IsLetter(c) || c is '\u30FC') || CodeText.IsForeignWord(c))) break;
            _at++;
            length++;
        }

        return new(CodeTokenKind.Script, start, _at, _text.Slice(start, length), '\0', false);
    }

    /// <param name="start">Where the token begins.</param>
    /// <param name="from">Where its letters begin; after <paramref name="start"/>, an ampersand is put before them.</param>
    private CodeToken Word(int start, int from)
    {
        // Nearly every word is plain ASCII and ends at an ASCII character: it needs no second look.
        _at = from;
        while (_at < _text.Length && CodeText.IsAsciiWord(_text[_at])) _at++;
        if (from == start && (_at == _text.Length || _text[_at] < '\u0080'))
        {
            return new(CodeTokenKind.Word, start, _at, _at - start > LongestWord ? default : _text[start.._at], '\0', true);
        }

        int end = _at = from, length = 0;
        bool ascii = true, folded = from > start;
        if (folded) _buffer[length++] = '&';
        for (; _at < _text.Length; _at++)
        {
            char raw = _text[_at], c = CodeText.Fold(raw);
            if (CodeText.IsInvisible(raw))
            {
                folded = true;
                continue;
            }

            if (!CodeText.IsAsciiWord(c))
            {
                if (!CodeText.IsForeignWord(c)) break;
                ascii = false;
            }

            folded |= c != raw;
            if (length < LongestWord) _buffer[length] = c;
            length++;
            end = _at + 1;
        }

        _at = end;
        ReadOnlySpan<char> word = length > LongestWord ? default : folded ? _buffer[..length] : _text[start..end];
        return new(CodeTokenKind.Word, start, end, word, '\0', ascii);
    }
}
