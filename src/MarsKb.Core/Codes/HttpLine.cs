namespace MarsKb.Codes;

/// <summary>Tells the status in a line of an HTTP log from an error that somebody has.</summary>
internal struct HttpLine
{
    private int _firstMention;
    private bool _method;
    private bool _request;
    private int _bracketed;
    private uint _status;

    /// <summary>A request line has a method and after it a path or an address.</summary>
    public void Mark(char mark) => _request |= _method && mark == '/';

    public void Address() => _request |= _method;

    public void Word(ReadOnlySpan<char> word, List<CodeMention>? mentions)
    {
        _method |= word is "GET" or "POST" or "PUT" or "HEAD" or "DELETE" or "PATCH" or "OPTIONS" or "CONNECT" or "PROPFIND";
        if (_status == 0 || mentions is null) return;

        // "(407) Proxy Authentication Required": the words of the status say what the number is.
        if (HttpStatuses.Phrase(_status) is { } phrase && phrase.AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase) && word.Length > 1)
        {
            mentions[_bracketed] = mentions[_bracketed] with { Strength = CodeStrength.Named };
        }

        _status = 0;
    }

    /// <summary>Notes a number that stands alone in round brackets.</summary>
    public void Bracketed(int mention, uint value) => (_bracketed, _status) = (mention, value is >= 400 and <= 599 ? value : 0);

    /// <summary>In a request's line a status is bare, whatever stands before it; <c>ID: 403</c> is what the agent prints.</summary>
    public void EndLine(List<CodeMention>? mentions, string text)
    {
        int count = mentions?.Count ?? 0;
        for (int i = _firstMention; _request && i < count; i++)
        {
            CodeMention mention = mentions![i];
            if (mention.Code is { Form: CodeForm.Decimal, Values: [>= 100 and <= 599] } && !IsId(text.AsSpan(0, mention.Start))) mentions[i] = mention with { Strength = CodeStrength.Bare };
        }

        this = default;
        _firstMention = count;
    }

    private static bool IsId(ReadOnlySpan<char> before) => before.TrimEnd(" :=#").EndsWith("ID", StringComparison.OrdinalIgnoreCase);
}
