namespace MarsKb.Codes;

/// <summary>Tells from the characters right around a number whether it is only a piece of something else.</summary>
internal readonly ref struct NumberSurroundings(ReadOnlySpan<char> text, int start, int end)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly int _start = start;
    private readonly int _end = end;

    private char Left => At(_start - 1);

    private char BeforeLeft => At(_start - 2);

    private char Right => At(_end);

    private char AfterRight => At(_end + 1);

    /// <summary>A minus belongs to the number: it follows a blank, a bracket or an equals sign, not a word or another number.</summary>
    public bool HasMinus => Left == '-' && !CodeText.IsAsciiWord(BeforeLeft) && !CodeText.IsForeignWord(BeforeLeft) && BeforeLeft is not (')' or ']' or '-');

    /// <summary><c>docs#64894</c>.</summary>
    public bool FollowsHash => Left == '#';

    /// <summary><c>(407)</c>.</summary>
    public bool IsBracketed => Left == '(' && Right == ')';

    public bool FollowsPlus => Left == '+';

    /// <summary>
    /// A version, address, date, time, port, path, decimal, telephone number, place in a file, sum of money or percentage.
    /// </summary>
    /// <param name="announced">A marker such as <c>ID:</c> stands right before the number, so what is to its left is no part of it.</param>
    public bool IsPiece(bool announced) => IsPieceToTheRight() || (announced ? Left is '+' or '.' && IsWord(BeforeLeft) : IsPieceToTheLeft()) || HasThousands();

    private bool IsPieceToTheRight() => Right switch
    {
        '.' or '-' or '/' or '\\' or '@' or '*' or '+' => IsWord(AfterRight),
        ':' => char.IsAsciiDigit(AfterRight),
        '%' or '€' or '£' or '$' => true,
        _ => false,
    };

    private bool IsPieceToTheLeft() => Left switch
    {
        '.' or '-' or '(' or '[' or '#' or '*' => IsWord(BeforeLeft) || (Left == '-' && BeforeLeft is ')' or ']'),
        ':' => IsWord(BeforeLeft) || CodeText.IsBlank(BeforeLeft) || BeforeLeft is '*' or ']',
        '/' or '\\' or '+' or '@' or '$' or '€' or '£' or '~' => true,
        _ => false,
    };

    /// <summary><c>60,000</c>, also with an apostrophe or a narrow blank: three digits after the mark, one to three before it.</summary>
    private bool HasThousands()
    {
        if (IsSeparator(_end) && _end - _start <= 3 && DigitsFrom(_end + 1) == 3) return true;
        if (_end - _start != 3 || !IsSeparator(_start - 1)) return false;
        int before = 0;
        while (before < 4 && char.IsAsciiDigit(At(_start - 2 - before))) before++;
        return before is > 0 and < 4;
    }

    private bool IsSeparator(int at) => at >= 0 && at < _text.Length && _text[at] is ',' or '\'' or '’' or '\u00A0' or '\u202F';

    private int DigitsFrom(int at)
    {
        int digits = 0;
        while (digits < 4 && char.IsAsciiDigit(At(at + digits))) digits++;
        return digits;
    }

    private static bool IsWord(char c) => CodeText.IsAsciiWord(c) || CodeText.IsForeignWord(c);

    private char At(int index) => index >= 0 && index < _text.Length ? CodeText.Fold(_text[index]) : ' ';
}
