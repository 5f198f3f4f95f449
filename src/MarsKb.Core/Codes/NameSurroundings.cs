namespace MarsKb.Codes;

/// <summary>Tells from the characters right around a name whether it is a piece of a longer one.</summary>
internal readonly ref struct NameSurroundings(ReadOnlySpan<char> text, int start, int end)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly int _start = start;
    private readonly int _end = end;

    /// <summary>A type, a file, a cmdlet, a path, a variable, or a function where the name is not a <paramref name="symbol"/>.</summary>
    public bool IsPiece(bool symbol) => Left switch
    {
        '.' or '-' or ':' => IsWord(At(_start - 2)) || At(_start - 2) == ':',
        '\\' or '/' or '$' or '@' => true,
        _ => false,
    } || Right switch
    {
        '.' or '-' or '\\' or '@' or '/' => IsWord(At(_end + 1)),
        ':' => IsWord(At(_end + 1)) || At(_end + 1) == ':',
        '(' => !symbol,
        _ => false,
    };

    /// <summary>The name of an element or an attribute: <c>&lt;EventRecordID&gt;</c>, <c>EventSourceName="…"</c>.</summary>
    public bool IsLabel => Left == '<' || Right == '=';

    private char Left => At(_start - 1);

    private char Right => At(_end);

    private static bool IsWord(char c) => CodeText.IsAsciiWord(c) || CodeText.IsForeignWord(c);

    private char At(int index) => index >= 0 && index < _text.Length ? CodeText.Fold(_text[index]) : ' ';
}
