using MarsKb.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace MarsKb.Yaml;

/// <summary>
/// Looks at the token stream before anything is parsed. The parser and whatever walks its result could be brought down by nesting (the stack)
/// or by aliases (the size of what they stand for); the scanner keeps no stack of its own.
/// </summary>
sealed class YamlGuard(SourceText source, int start, string text, DiagnosticBag bag)
{
    const int DeepestNesting = 64;
    const int MostAliases = 20;

    readonly Stack<Token> open = new();
    Token? quoted;
    Token? closed;
    bool sound = true;
    int aliases;

    /// <summary>Offsets in the file of comments that follow something on their line, by line.</summary>
    public Dictionary<int, int> Comments { get; } = [];

    /// <returns>False when the text must not be parsed; why is in the bag.</returns>
    public bool Check()
    {
        if (!TabsAreFine()) return false;
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        try
        {
            var contentSeen = false;
            while (scanner.MoveNext())
            {
                var token = scanner.Current!;
                if (!Look(token, contentSeen)) return false;
                contentSeen |= token is not (StreamStart or Comment);
            }
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException or ArgumentException)
        {
            Report(fault);
            return false;
        }
        if (open.TryPeek(out var unclosed) && unclosed is FlowSequenceStart or FlowMappingStart)
        {
            NotClosed(unclosed);
            return false;
        }
        return sound;
    }

    /// <summary>Says in our words what the scanner or the parser found.</summary>
    public void Report(Exception fault)
    {
        if (fault is not YamlException yaml)
        {
            if (open.TryPeek(out var unclosed) && unclosed is FlowSequenceStart or FlowMappingStart) NotClosed(unclosed);
            else bag.YamlSyntax(source.At(start), "its brackets, quotes or indentation do not fit together.");
            return;
        }
        Report(fault.Message, (int)yaml.Start.Index, (int)yaml.End.Index);
    }

    bool Look(Token token, bool contentSeen)
    {
        var at = At(token.Start.Index);
        switch (token)
        {
            case BlockMappingStart or BlockSequenceStart or FlowMappingStart or FlowSequenceStart:
                open.Push(token);
                if (open.Count <= DeepestNesting) return true;
                bag.YamlTooDeep(at, DeepestNesting);
                return false;
            case BlockEnd:
                open.TryPop(out _);
                return true;
            case FlowMappingEnd or FlowSequenceEnd:
                if (open.TryPop(out var opened) && (opened is FlowMappingStart) == (token is FlowMappingEnd) && opened is FlowMappingStart or FlowSequenceStart)
                {
                    closed = token;
                    return true;
                }
                bag.YamlSyntax(at, $"'{text[(int)token.Start.Index]}' closes nothing. Delete it, or put the text that it belongs to in single quotes.");
                return false;
            case Anchor:
                return Alias(at, '&');
            case AnchorAlias:
                return Alias(at, '*');
            case Tag:
                bag.Tag(at);
                sound = false;
                return true;
            case DocumentStart when !contentSeen:
                return true;
            case DocumentStart or DocumentEnd:
                // The scanner also makes this token for the end of the stream.
                if (token.Start.Index >= text.Length) return true;
                bag.SecondDocument(at, token is DocumentStart ? "---" : "...");
                return false;
            case VersionDirective or TagDirective:
                bag.SecondDocument(at, "%");
                return false;
            case Comment { IsInline: true }:
                Comments.TryAdd(at.Line, start + (int)token.Start.Index);
                return true;
            case Scalar { Style: ScalarStyle.DoubleQuoted or ScalarStyle.SingleQuoted }:
                quoted = token;
                return true;
            case Error error:
                Report(error.Value, (int)error.Start.Index, (int)error.End.Index);
                return false;
            default:
                return true;
        }
    }

    bool Alias(SourceLocation at, char mark)
    {
        bag.AnchorOrAlias(at, mark);
        sound = false;
        return ++aliases < MostAliases;
    }

    void Report(string message, int from, int to)
    {
        var at = At(from);
        if (message.Contains("quoted scalar", StringComparison.Ordinal) && !message.Contains("escape", StringComparison.Ordinal)) bag.UnclosedQuote(at);
        else if (message.Contains("unknown escape", StringComparison.Ordinal)) bag.BackslashInDoubleQuotes(at, Escape(from, to));
        else if (SwallowedLines() is { } opening) bag.UnclosedQuote(At(opening));
        else if (open.TryPeek(out var unclosed) && unclosed is FlowSequenceStart or FlowMappingStart) NotClosed(unclosed);
        else if (message.Contains("invalid mapping", StringComparison.Ordinal) || message.Contains("apping values are not allowed", StringComparison.Ordinal)) bag.ColonInText(at);
        else if (message.Contains("cannot start any token", StringComparison.Ordinal)) bag.ReservedStart(at, from < text.Length ? text[from] : ' ');
        else if (message.Contains("anchor or alias", StringComparison.Ordinal)) bag.AnchorOrAlias(at, from < text.Length ? text[from] : '*');
        else if (message.Contains("scanning a tag", StringComparison.Ordinal)) bag.Tag(at);
        else if (message.Contains("directive", StringComparison.Ordinal)) bag.SecondDocument(at, "%");
        else if (message.Contains("Block sequence entries", StringComparison.Ordinal)) bag.YamlSyntax(at, "a list item cannot stand on the line of its key. Begin the list on the next line; if '-' belongs to the text, put it in single quotes.");
        else if (Follows(closed, from)) bag.YamlSyntax(at, "something follows the closing bracket. If a list or mapping is meant, delete it; if a text that begins with '[' or '{', such as a link, put the whole text in single quotes.");
        else if (Follows(quoted, from)) bag.YamlSyntax(at, "something follows the closing quote. Put the whole text in one pair of single quotes, with '' for an apostrophe.");
        else if (message.Contains("expected key", StringComparison.Ordinal)) bag.YamlSyntax(at, "a line 'key: value' was expected. Mend its indentation, or put the text above in single quotes.");
        else if (message.Contains("expected '-'", StringComparison.Ordinal)) bag.YamlSyntax(at, "a list item that begins with '-' was expected. Mend the indentation.");
        else bag.YamlSyntax(at, "its indentation or its punctuation does not fit. Put texts with special characters in single quotes.");
    }

    /// <summary>A quoted text over several lines that holds what looks like further keys was surely meant to end on its first line.</summary>
    int? SwallowedLines()
    {
        if (quoted is null) return null;
        var body = text.AsSpan((int)quoted.Start.Index, (int)(quoted.End.Index - quoted.Start.Index));
        var lineEnd = body.IndexOf('\n');
        if (lineEnd < 0) return null;
        foreach (var line in body[(lineEnd + 1)..].EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && !line[..colon].Trim().Contains(' ')) return (int)quoted.Start.Index;
        }
        return null;
    }

    bool Follows(Token? token, int from) =>
        token is not null && token.End.Index <= from && text.AsSpan((int)token.End.Index, from - (int)token.End.Index).Trim("]} ").IsEmpty;

    string Escape(int from, int to)
    {
        for (var i = from; i + 1 < text.Length && text[i] != '\n'; i++)
            if (text[i] == '\\')
            {
                if (!"0abtnvfre \"/\\N_LPxuU\t".Contains(text[i + 1])) return text.Substring(i, 2);
                i++;
            }
        return to > from ? text[from..Math.Min(to, text.Length)] : "\\";
    }

    void NotClosed(Token token) =>
        bag.YamlSyntax(At(token.Start.Index), $"the '{text[(int)token.Start.Index]}' that opens here is not closed on its level. Close it, or put the text that begins with it in single quotes.");

    bool TabsAreFine()
    {
        var offset = 0;
        var fine = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var indentation = line[..(line.Length - line.TrimStart(" \t").Length)];
            if (indentation.Length < line.Length && indentation.IndexOf('\t') is var tab and >= 0)
            {
                bag.TabIndentation(At(offset + tab));
                fine = false;
            }
            offset += line.Length + 1;
        }
        return fine;
    }

    SourceLocation At(long index) => source.At(start + (int)index);
}
