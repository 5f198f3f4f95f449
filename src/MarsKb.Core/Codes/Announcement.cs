namespace MarsKb.Codes;

/// <summary>What the text has just said about the next word: <c>error code:</c> announces a code, <c>thread ID</c> something else.</summary>
internal struct Announcement
{
    /// <summary>Most marks between a marker and its code, as in <c>"hr": ["0x…</c>.</summary>
    private const int MostMarks = 8;

    private int _marks;
    private bool _linked;
    private bool _labelled;
    private bool _endsLabelled;

    public WordRole Role { get; private set; }

    /// <summary>A code comes next, of whatever shape.</summary>
    public readonly bool IsCode => Role is WordRole.Error or WordRole.Code or WordRole.Id || (Role == WordRole.Label && _labelled);

    /// <summary>A code comes next, and even a plain name would be one: <c>error code: LowSpace</c>.</summary>
    public readonly bool IsName => Role == WordRole.Code && _labelled;

    public void Word(WordRole role)
    {
        switch (role)
        {
            case WordRole.Link when Role == WordRole.Failure:
                Role = WordRole.Error;
                _linked = true;
                return;
            case WordRole.Link when Role != WordRole.Plain:
                _linked = true;
                return;
            case WordRole.Label when Role is WordRole.Error or WordRole.Code or WordRole.Http:
                return;
            case WordRole.Id or WordRole.Code when Role == WordRole.Owner:
                role = WordRole.Owner;
                break;
            case WordRole.Link or WordRole.Filler:
                role = WordRole.Plain;
                break;
        }

        this = default;
        Role = role;
    }

    public void Mark(char mark)
    {
        _endsLabelled = mark is ':' or '=';
        _labelled |= _endsLabelled;
        bool keeps = mark is '.' ? _linked || Role == WordRole.Http : ":=([{<>\"'`*-~|/#“„”’«「『【".Contains(mark);
        if (!keeps || ++_marks > MostMarks) this = default;
    }

    /// <summary>A label may stand on the line above: <c>Error code:</c>. Anything else ends with its line.</summary>
    public void NewLine()
    {
        if (!_endsLabelled) this = default;
        _endsLabelled = false;
    }
}
