using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

namespace MarsKb.Search;

/// <summary>Cuts text that software printed into tokens, in one pass and without going back.</summary>
/// <remarks>
/// A token is a run of letters, digits and underscores. <c>can't</c> is one word, GUIDs are dropped, CamelCase gives the whole and its humps,
/// <c>2.0.9190.0</c> stays whole and also gives <c>2.0.9190</c> and <c>9190</c>, <c>54,400</c> is <c>54400</c>, a host name is a token next to its labels.
/// Characters of scripts without blanks come one by one, typed so that the library's <c>CJKBigramFilter</c> pairs them.
/// It looks at a range of a text and at what stands around it, so it takes the text itself and not a reader.
/// </remarks>
sealed class ErrorTextTokenizer : Tokenizer
{
    /// <summary>Longer runs are cut here: nobody searches for them, and every step after this one may cost by length. The index refuses terms over 32,766 bytes.</summary>
    const int LongestToken = 64;

    readonly ICharTermAttribute term;
    readonly IOffsetAttribute offset;
    readonly ITypeAttribute type;
    readonly ITokenTraitsAttribute tokenTraits;

    /// <summary>Tokens that the last run of characters gave besides the first.</summary>
    readonly Queue<Piece> pieces = new();
    string text = "";
    int first;
    int at;
    int end;

    /// <param name="Start">Where the letters begin in the text.</param>
    /// <param name="Spelling">The letters where they are not simply those of the text, as in <c>54,400</c>.</param>
    readonly record struct Piece(int Start, int End, TokenTraits Traits, string? Spelling, int SpanStart, int SpanEnd, bool IsUnspaced = false);

    public ErrorTextTokenizer() : base(TextReader.Null)
    {
        term = AddAttribute<ICharTermAttribute>();
        offset = AddAttribute<IOffsetAttribute>();
        type = AddAttribute<ITypeAttribute>();
        tokenTraits = AddAttribute<ITokenTraitsAttribute>();
    }

    /// <summary>Sets what is cut next. Offsets of tokens are those of the text.</summary>
    public void Take(string whole, int start, int until)
    {
        SetReader(TextReader.Null);
        (text, first, end) = (whole, start, until);
    }

    public override void Reset()
    {
        base.Reset();
        at = first;
        pieces.Clear();
    }

    public override bool IncrementToken()
    {
        while (pieces.Count == 0)
        {
            if (at >= end) return false;
            Cut();
        }
        Emit(pieces.Dequeue());
        return true;
    }

    public override void End()
    {
        base.End();
        offset.SetOffset(end, end);
    }

    void Emit(in Piece piece)
    {
        ClearAttributes();
        offset.SetOffset(piece.SpanStart, piece.SpanEnd);
        tokenTraits.Traits = piece.Traits;
        if (piece.IsUnspaced) type.Type = StandardTokenizer.TOKEN_TYPES[StandardTokenizer.IDEOGRAPHIC];
        if (piece.Spelling is not null)
        {
            term.Append(piece.Spelling);
            return;
        }
        var letters = term.ResizeBuffer(Math.Min(piece.End - piece.Start, LongestToken));
        var length = 0;
        for (var i = piece.Start; i < piece.End && length < LongestToken; i++)
            if (IsLetter(text[i])) letters[length++] = text[i];
        term.Length = length;
    }

    /// <summary>Looks at the next run of characters.</summary>
    void Cut()
    {
        var c = text[at];
        if (!CharacterFolding.IsTokenCharacter(c)) at++;
        else if (IsGuid(at)) at += 36;
        else
        {
            if (char.IsAsciiLetter(c)) Host(at);
            if (char.IsAsciiDigit(c) && TryNumber()) return;
            if (CharacterFolding.IsUnspaced(c)) pieces.Enqueue(new Piece(at, at + 1, TokenTraits.None, null, at, ++at, IsUnspaced: true));
            else Word();
        }
    }

    /// <summary>Digits with groups of thousands or with dots; false for digits that are part of a longer run such as <c>8007018b</c>.</summary>
    bool TryNumber()
    {
        Span<char> digits = stackalloc char[LongestToken];
        var (length, dots, i, run) = (0, 0, at, 0);
        while (i < end && length < LongestToken)
        {
            if (char.IsAsciiDigit(text[i])) { digits[length++] = text[i++]; run++; }
            else if (text[i] == '.' && i + 1 < end && char.IsAsciiDigit(text[i + 1])) { digits[length++] = '.'; dots++; i++; run = 0; }
            else if (text[i] == ',' && dots == 0 && run is > 0 and <= 3 && IsThousands(i)) { i++; run = 0; }
            else break;
        }
        if (length == LongestToken || (i < end && CharacterFolding.IsTokenCharacter(text[i]) && !CharacterFolding.IsUnspaced(text[i]))) return false;

        var (start, whole) = (at, new string(digits[..length]));
        at = i;
        Add(whole, TokenTraits.Number);
        if (dots == 3 && whole.EndsWith(".0", StringComparison.Ordinal)) Add(whole[..^2], TokenTraits.Number | TokenTraits.Part);
        if (dots >= 2)
            foreach (var part in whole.Split('.')) if (part.Length >= 3) Add(part, TokenTraits.Number | TokenTraits.Part);
        return true;

        void Add(string spelling, TokenTraits traits) => pieces.Enqueue(new Piece(start, i, traits, spelling, start, i));
    }

    bool IsThousands(int comma)
    {
        if (comma + 3 >= end) return false;
        for (var i = 1; i <= 3; i++) if (!char.IsAsciiDigit(text[comma + i])) return false;
        return comma + 4 >= end || !char.IsAsciiDigit(text[comma + 4]);
    }

    void Word()
    {
        var (start, length, i, digit, hump, underscore, letter) = (at, 0, at, false, false, false, false);
        for (; i < end; i++)
        {
            var c = text[i];
            if (IsApostrophe(c) && i + 1 < end && i > start && char.IsLetter(text[i + 1]) && char.IsLetter(text[i - 1])) continue;
            if (!CharacterFolding.IsTokenCharacter(c) || CharacterFolding.IsUnspaced(c)) break;
            if (CharacterFolding.IsDropped(c)) continue;
            length++;
            underscore |= c == '_' && length <= LongestToken;
            letter |= c != '_';
            digit |= char.IsDigit(c) || c == '_';
            hump |= i > start && char.IsUpper(c) && char.IsLower(text[i - 1]);
        }
        at = i;
        if (length == 0 || !letter) return;
        if (hump || underscore)
        {
            Add(start, i, digit ? TokenTraits.None : TokenTraits.Name);
            Humps(start, i);
        }
        else if (digit)
        {
            Add(start, i, TokenTraits.None);
            DigitsOf(start, i);
        }
        else
            Add(start, i, TokenTraits.Word
                | (IsEllipsis(i) ? TokenTraits.Truncated : TokenTraits.None)
                | (IsLabel(start, i) ? TokenTraits.Part : TokenTraits.None));
    }

    void Add(int start, int until, TokenTraits traits) => pieces.Enqueue(new Piece(start, until, traits, null, start, until));

    /// <summary>A name of at least three labels with dots between is a token of its own, before its labels: <c>blob.core.windows.net</c>.</summary>
    void Host(int start)
    {
        if (start > first && (text[start - 1] is '-' or '_' || char.IsLetterOrDigit(text[start - 1])
            || (text[start - 1] == '.' && start - 1 > first && char.IsAsciiLetterOrDigit(text[start - 2])))) return;
        var (dots, i, limit) = (0, start, Math.Min(end, start + LongestToken));
        for (; i < limit && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '.'); i++)
        {
            if (text[i] != '.') continue;
            if (i + 1 >= limit || !char.IsAsciiLetterOrDigit(text[i + 1])) break;
            dots++;
        }
        if (dots < 2 || i == limit && limit < end) return;
        pieces.Enqueue(new Piece(start, i, TokenTraits.None, text[start..i], start, i));
    }

    /// <summary>One of at least three labels with dots between, as in a host name: it says less than a word of its own.</summary>
    bool IsLabel(int start, int until)
    {
        var dots = 0;
        for (var i = start - 1; i >= 0 && i > start - LongestToken && (text[i] is '.' or '*' or '-' || char.IsAsciiLetterOrDigit(text[i])); i--)
            if (text[i] == '.' && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1])) dots++;
        for (var i = until; i + 1 < text.Length && i < until + LongestToken && (text[i] is '.' or '-' || char.IsAsciiLetterOrDigit(text[i])); i++)
            if (text[i] == '.' && char.IsAsciiLetterOrDigit(text[i + 1])) dots++;
        return dots >= 2;
    }

    bool IsEllipsis(int i) => i < end && (text[i] == '…' || (i + 1 < end && text[i] == '.' && text[i + 1] == '.'));

    /// <summary>KB4538314 is also 4538314.</summary>
    void DigitsOf(int start, int until)
    {
        Span<char> letters = stackalloc char[LongestToken];
        var length = 0;
        for (var i = start; i < until && length < LongestToken; i++) if (IsLetter(text[i])) letters[length++] = text[i];
        var from = letters[..length].IndexOfAnyInRange('0', '9');
        // Digits of other scripts.
        if (from is < 1 or > 3) return;
        var digits = letters[from..length];
        if (digits.Length >= 4 && !digits.ContainsAnyExceptInRange('0', '9'))
            pieces.Enqueue(new Piece(start, until, TokenTraits.Number | TokenTraits.Part, digits.ToString(), start, until));
    }

    void Humps(int start, int until)
    {
        var (from, letters) = (start, 0);
        for (var i = start; i <= until; i++)
        {
            if (i > start && (i == until || text[i] == '_' || IsHump(i, until)))
            {
                if (letters > 1) Add(from, i, TokenTraits.Word | TokenTraits.Part);
                (from, letters) = (i < until && text[i] == '_' ? i + 1 : i, 0);
            }
            if (i < until && text[i] != '_' && IsLetter(text[i])) letters++;
        }
    }

    bool IsHump(int i, int until) => char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || (i + 1 < until && char.IsLower(text[i + 1])));

    /// <summary>Part of what is filed: apostrophes inside a word and characters that folding drops are not.</summary>
    static bool IsLetter(char c) => !IsApostrophe(c) && !CharacterFolding.IsDropped(c);

    static bool IsApostrophe(char c) => c is '\'' or '\u2019';

    bool IsGuid(int start)
    {
        if (start + 36 > end) return false;
        for (var i = 0; i < 36; i++)
        {
            var c = text[start + i];
            if (i is 8 or 13 or 18 or 23 ? c != '-' : !char.IsAsciiHexDigit(c)) return false;
        }
        return start + 36 == end || !char.IsAsciiLetterOrDigit(text[start + 36]);
    }
}
