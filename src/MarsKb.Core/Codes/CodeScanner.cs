using System.Collections.Immutable;

namespace MarsKb.Codes;

/// <summary>How sure it is that a number or word in a text is an error code.</summary>
public enum CodeStrength
{
    /// <summary>A number that could be anything: a port, a duration, a thread id, a status in an HTTP log.</summary>
    Bare,

    /// <summary>Has the shape of a code wherever it stands: 0x…, eight hex digits that begin like an HRESULT, a symbolic name.</summary>
    Shape,

    /// <summary>The text says that it is one: <c>(ID: 34513)</c>, <c>error 34513</c>, or it is the whole text.</summary>
    Named,
}

/// <param name="Start">Offset of the spelling in the text, in UTF-16 code units.</param>
/// <param name="Line">Line in the text, from 1.</param>
public sealed record CodeMention(ErrorCode Code, int Start, int Length, int Line, CodeStrength Strength);

/// <summary>Finds codes in whatever is pasted, in one pass.</summary>
public static class CodeScanner
{
    /// <summary>All mentions in order of position. Linear in the length of the text; allocates for mentions only.</summary>
    public static ImmutableArray<CodeMention> Scan(string text)
    {
        if (Single(text) is { } whole) return [whole];
        Span<char> buffer = stackalloc char[CodeLexer.LongestWord];
        CodePass pass = new(text, buffer, alone: false);
        pass.Run();

        // A list of codes and nothing else is as good as a single one.
        if (pass.OtherWords == 0 && text.Length <= ErrorCode.LongestText) pass.Promote();
        return pass.Mentions;
    }

    /// <summary>The code that the whole text is, with the words that say so, or null.</summary>
    internal static CodeMention? Single(string text)
    {
        if (text.Length > ErrorCode.LongestText) return null;
        Span<char> buffer = stackalloc char[CodeLexer.LongestWord];
        CodePass pass = new(text, buffer, alone: true);
        pass.Run();
        return pass.OtherWords == 0 && pass.Mentions is [var only] ? only : null;
    }
}
