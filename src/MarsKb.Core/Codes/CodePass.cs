using System.Collections.Immutable;

namespace MarsKb.Codes;

/// <summary>One pass over a text: reads words and marks, and notes what is a code and how sure that is.</summary>
/// <param name="text">Any text.</param>
/// <param name="buffer">Room for one word of <see cref="CodeLexer.LongestWord"/>.</param>
/// <param name="alone">The text is taken to be one code: spellings count that would be too doubtful amid other words.</param>
internal ref struct CodePass(string text, Span<char> buffer, bool alone)
{
    private readonly string _text = text;
    private readonly bool _alone = alone;
    private CodeLexer _lexer = new(text, buffer);
    private List<CodeMention>? _mentions;
    private Announcement _next;
    private HttpLine _http;
    private int _line = 1;
    private bool _afterWord;
    private bool _phone;

    /// <summary>Words that are no codes and say nothing about codes, and pieces of numbers.</summary>
    public int OtherWords { get; private set; }

    public readonly ImmutableArray<CodeMention> Mentions => _mentions is null ? [] : [.. _mentions];

    public void Run()
    {
        while (true)
        {
            CodeToken token = _lexer.Next();
            switch (token.Kind)
            {
                case CodeTokenKind.End:
                    _http.EndLine(_mentions, _text);
                    return;
                case CodeTokenKind.NewLine:
                    _http.EndLine(_mentions, _text);
                    _next.NewLine();
                    (_afterWord, _phone) = (false, false);
                    _line++;
                    break;
                case CodeTokenKind.Mark:
                    _http.Mark(token.Mark);
                    _next.Mark(token.Mark);
                    _afterWord &= token.Mark == '#';
                    _phone &= token.Mark is '-' or '(' or ')';
                    break;
                case CodeTokenKind.Script:
                    _phone = false;
                    Say(CodeMarkers.ScriptRole(token.Text));
                    break;
                case CodeTokenKind.Word:
                    ReadWord(token);
                    break;
            }
        }
    }

    /// <summary>Takes every mention for named.</summary>
    public readonly void Promote()
    {
        for (int i = 0; i < (_mentions?.Count ?? 0); i++) _mentions![i] = _mentions[i] with { Strength = CodeStrength.Named };
    }

    private void ReadWord(CodeToken token)
    {
        int skip = TextSkips.Guid(_text, token.Start);
        if (skip == 0) skip = TextSkips.Url(_text, token.End);
        if (skip > 0)
        {
            _http.Address();
            _lexer.SkipTo(skip);
            Say(WordRole.Plain);
            return;
        }

        _http.Word(token.Text, _mentions);
        ReadOnlySpan<char> word = token.Text.Trim('_');
        int start = token.Start + (token.Text.Length - token.Text.TrimStart('_').Length);
        int end = start + token.End - token.Start - (token.Text.Length - word.Length);
        WordRole role = word.IsEmpty || char.IsAsciiDigit(word[0]) ? WordRole.Plain : CodeMarkers.Role(word);
        if (role != WordRole.Plain || word.IsEmpty || !token.IsAscii)
        {
            Say(role);
            return;
        }

        int stuck = CodeMarkers.Stuck(word);
        if (TryNumber(word[stuck..], start + stuck, end, _next.IsCode || stuck > 0) || (stuck == 0 && TryName(word, start, end)))
        {
            _next.Word(WordRole.Plain);
            _afterWord = true;
            return;
        }

        // "HTTP/1.1 407": the version stands between the word and the status.
        if (_next.Role == WordRole.Http && word.Length == 1 && char.IsAsciiDigit(word[0])) return;
        Say(WordRole.Plain);
    }

    private void Say(WordRole role)
    {
        if (role is WordRole.Plain or WordRole.Owner or WordRole.Other) OtherWords++;
        _next.Word(role);
        _afterWord = role == WordRole.Plain;
    }

    private bool TryNumber(ReadOnlySpan<char> word, int start, int end, bool announced)
    {
        bool phone = _phone;
        _phone = false;
        if (word.IsEmpty || !(char.IsAsciiDigit(word[0]) || word[0] == '&' || word.Length == 8)) return false;
        NumberSurroundings around = new(_text, start, end);
        if (NumberSpelling.TryPrefixed(word, out uint value, out int digits))
        {
            if (around.FollowsPlus || IsMeasure(value)) return false;
            return Add(word, CodeForm.Hex, [value], start, end, Strength(announced, digits >= 4));
        }

        if (NumberSpelling.TryBareHex(word, out value))
        {
            bool shape = word.Length == 8 && NumberSpelling.LooksLikeFailure(value);
            return (shape || announced || _alone) && !around.IsPiece(announced) && Add(word, CodeForm.BareHex, [value], start, end, Strength(announced, shape));
        }

        if (NumberSpelling.TrySuffixed(word, out value))
        {
            bool shape = word.Length == 9 && NumberSpelling.LooksLikeFailure(value);
            return (shape || announced || _alone) && !around.IsPiece(announced) && Add(word, CodeForm.Hex, [value], start, end, Strength(announced, shape));
        }

        return around.HasMinus ? TryNegative(word, start, end, announced, around) : TryDecimal(word, start, end, announced, around, phone);
    }

    private bool TryNegative(ReadOnlySpan<char> digits, int start, int end, bool announced, NumberSurroundings around)
    {
        if (!NumberSpelling.TryNegative(digits, out uint value) || around.IsPiece(announced: true)) return false;
        bool shape = NumberSpelling.LooksLikeFailure(value);
        if (!_alone && !announced && !shape && digits.Length < 3) return false;
        return Add($"-{digits}", CodeForm.Decimal, [value], start - 1, end, Strength(announced, shape));
    }

    private bool TryDecimal(ReadOnlySpan<char> word, int start, int end, bool announced, NumberSurroundings around, bool phone)
    {
        if (!NumberSpelling.TryDecimal(word, out CodeForm form, out ImmutableArray<uint> values)) return false;
        uint value = values[0];
        announced |= _next.Role == WordRole.Http && value is >= 100 and <= 599;
        if (phone || around.IsPiece(announced))
        {
            // The country code of a telephone number, whose other groups follow.
            _phone = phone || (around.FollowsPlus && word.Length <= 3);
            return false;
        }

        if (!_alone && !announced && (word.Length is < 3 or > 10 || word[0] == '0' || TextSkips.IsDate(word) || IsMeasure(value))) return false;
        bool shape = value > int.MaxValue && NumberSpelling.LooksLikeFailure(value);
        announced |= around.FollowsHash && _next.Role != WordRole.Owner && (!_afterWord || word.Length >= 5);
        Add(word, form, values, start, end, _next.Role == WordRole.Owner && !announced ? CodeStrength.Bare : Strength(announced, shape));
        if (!announced && around.IsBracketed) _http.Bracketed(_mentions!.Count - 1, value);
        return true;
    }

    /// <summary>A line, a port, an offset: no code, unless only a code can look like that.</summary>
    private readonly bool IsMeasure(uint value) => _next.Role == WordRole.Other && !(value > int.MaxValue && NumberSpelling.LooksLikeFailure(value));

    private bool TryName(ReadOnlySpan<char> word, int start, int end)
    {
        NameSurroundings around = new(_text, start, end);
        if (_alone)
        {
            return CodeName.IsName(word) && !around.IsPiece(word.Contains('_')) && Add(word, CodeForm.Name, [], start, end, CodeStrength.Named);
        }

        bool named = _next.IsName && CodeName.IsHumped(word, 2);
        return (named || CodeName.HasShape(word)) && !around.IsPiece(word.Contains('_')) && !around.IsLabel
            && Add(word, CodeForm.Name, [], start, end, named || _next.IsCode ? CodeStrength.Named : CodeStrength.Shape);
    }

    private readonly CodeStrength Strength(bool announced, bool shape) => announced || _alone ? CodeStrength.Named : shape ? CodeStrength.Shape : CodeStrength.Bare;

    private bool Add(ReadOnlySpan<char> spelled, CodeForm form, ImmutableArray<uint> values, int start, int end, CodeStrength strength)
    {
        (_mentions ??= []).Add(new(new(spelled.ToString(), form, values), start, end - start, _line, strength));
        return true;
    }
}
