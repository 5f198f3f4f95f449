using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Import.Blocks;

namespace MarsKb.Import.Vocabulary;

/// <summary>Finds the codes that an article gives for an error of its own, and not those that it merely speaks of.</summary>
static class CodeFinder
{
    static readonly char[] Between = [' ', '\t', '\n', ',', ';', '/', '(', ')', '[', ']', '"', '\'', '|', '=', '\u00A0'];

    /// <summary>What programs call the fields of an error are no errors.</summary>
    static readonly HashSet<string> NamesOfFields = new(["errorResponse", "errorCode", "errorMessage", "errorDetails", "statusCode", "statusMessage", "innerError", "innerException", "exitCode", "returnCode", "stackTrace", "NO_ERROR", "PowerShell", "GitHub"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The codes in a field or cell that holds codes: <c>0x80070002, 0x80070003</c>, <c>CBPFoo/Vault Credentials Error: 100110</c>.</summary>
    public static IReadOnlyList<string> InField(string text)
    {
        var codes = new List<string>();
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(w => w.Length > 0).ToList();
        foreach (var word in words)
            if (IsCode(word) && (!IsPlainWord(word) || words.Count == 1)) Add(codes, word);
        // A single word in a field of codes is one, whatever it looks like.
        if (codes.Count == 0 && words.Count == 1 && words[0].Length <= 80 && char.IsAsciiLetter(words[0][0]) && words[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')) Add(codes, words[0]);
        return codes;
    }

    /// <summary>True for text that is nothing but codes.</summary>
    public static bool IsCodes(string text)
    {
        var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(w => w.Length > 0 && w.ToLowerInvariant() is not ("or" or "and" or "error" or "code" or "id")).ToList();
        return words.Count is > 0 and <= 12 && words.All(w => IsCode(w) && !IsPlainWord(w));
    }

    /// <summary>The codes that a heading has: the whole of it, what follows "Error code:", a name before a dash, what stands in brackets.</summary>
    public static IReadOnlyList<string> InHeading(Phrase heading)
    {
        var codes = new List<string>();
        var text = WithoutProduct(heading.OneLine);
        if (Labels.Prefix(text) is { Label.Field: Field.Code } label && label.Rest < text.Length) return InField(Head(text[label.Rest..]));
        if (IsCodes(text)) return InField(text);
        var head = Head(text);
        if (head.Length < text.Length && IsCodes(head)) return InField(head);
        foreach (var code in InMessage(text)) Add(codes, code);
        // "(151195)" at the end of a heading is a code; four digits are a year.
        if (text.EndsWith(')') && text.LastIndexOf('(') is >= 0 and var open && text[(open + 1)..^1] is { Length: >= 5 and <= 8 } number && number.All(char.IsAsciiDigit)) Add(codes, number);
        if (text.IndexOf("error code", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            foreach (var word in text[at..].Split(')')[0].Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Plain))
                if (word.Length >= 3 && word.All(char.IsAsciiDigit)) Add(codes, word);
        foreach (var word in text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Plain))
            if (IsNumberedName(word) || word.StartsWith("UserError", StringComparison.Ordinal) && word.Length > 12) Add(codes, word);
        foreach (var run in heading.Runs)
            if ((run.Style & PhraseStyle.Code) != 0 && IsErrorName(Plain(run.Text))) Add(codes, Plain(run.Text));
        return codes;
    }

    /// <summary>"NuGet Error NU1000", "OneDrive error 0x8007018b": a short name before the word is whose error it is, not which.</summary>
    static string WithoutProduct(string heading)
    {
        var words = heading.Split(' ');
        if (words.Length < 3 || words[1].TrimEnd(':').ToLowerInvariant() is not ("error" or "errors" or "warning" or "warnings") || words[0].Length > 12 || Humps(words[0]) > 2 || words[0].Any(c => !char.IsAsciiLetter(c))) return heading;
        return string.Join(' ', words[1..]);
    }

    /// <summary>The codes that a message names as its own: <c>(ID: 34513)</c>, <c>[0x1FC07]</c>, <c>ErrorCode - FileFaultFault (ID 33621)</c>, <c>(407) Proxy …</c>.</summary>
    public static IReadOnlyList<string> InMessage(string text)
    {
        var codes = new List<string>();
        if (text.Length > MessageText.Longest) text = text[..MessageText.Longest];
        if (text.StartsWith('(') && text.IndexOf(')') is > 2 and < 14 and var close && text[1..close].All(char.IsAsciiDigit)) Add(codes, text[1..close]);
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is >= 3 and <= 7 && (text.AsSpan(digits).StartsWith(": ") || text.AsSpan(digits).StartsWith(" - "))) Add(codes, text[..digits]);
        foreach (var mention in CodeScanner.Scan(text))
        {
            var code = mention.Code;
            var own = code.Form switch
            {
                CodeForm.Decimal => mention.Strength == CodeStrength.Named && code.Text.TrimStart('-').Length >= 3 && !IsEvent(text, mention.Start),
                CodeForm.Hex => code.Text.Length >= 6,
                CodeForm.BareHex => mention.Strength == CodeStrength.Named || code.Text.Length == 8 && code.Text[0] is '8' or 'C' or 'c',
                _ => mention.Strength == CodeStrength.Named && IsErrorName(code.Text) && FollowsCodeWord(text, mention.Start),
            };
            if (own) Add(codes, code.Text);
        }
        return codes;
    }

    /// <summary>Codes that prose names in so many words: <c>the error code `40001`</c>.</summary>
    public static IReadOnlyList<string> InProse(Phrase phrase)
    {
        var codes = new List<string>();
        var before = "";
        foreach (var run in phrase.Runs)
        {
            if ((run.Style & PhraseStyle.Code) != 0 && EndsWithCodeWord(before) && IsCode(Plain(run.Text))) Add(codes, Plain(run.Text));
            before = run.Text;
        }
        return codes;
    }

    static void Add(List<string> codes, string code)
    {
        if (New(codes, code) is { } plain) codes.Add(plain);
    }

    /// <summary>Codes with more that they do not have yet, in any spelling.</summary>
    public static ImmutableList<string> With(ImmutableList<string> codes, IEnumerable<string> more)
    {
        foreach (var code in more)
            if (New(codes, code) is { } plain) codes = codes.Add(plain);
        return codes;
    }

    /// <returns>The code without the marks around it; null when it is none, or known already in some spelling.</returns>
    static string? New(IReadOnlyList<string> codes, string code)
    {
        var plain = Plain(code);
        if (plain.Length == 0) return null;
        var keys = ErrorCode.LookupKeys(plain, printed: true);
        foreach (var known in codes)
            if (known.Equals(plain, StringComparison.OrdinalIgnoreCase) || ErrorCode.LookupKeys(known, printed: true).Intersect(keys).Any()) return null;
        return plain;
    }

    static string Plain(string word) => word.Trim('`', '*', '"', '\'', '.', ',', ':', ';', '(', ')', '[', ']', ' ', '\u200B', '“', '”', '‘', '’', '{', '}', '<', '>');

    static string Head(string text)
    {
        foreach (var mark in (ReadOnlySpan<string>)[" - ", " – ", " — ", ": ", " ("])
            if (text.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at) return text[..at];
        return text;
    }

    static bool IsCode(string word)
    {
        if (word.Length is < 2 or > 120 || word.Contains("...", StringComparison.Ordinal) || word.Contains('…')) return false;
        if (word.All(char.IsAsciiDigit)) return word.Length is >= 2 and <= 10;
        return ErrorCode.Parse(word) is { } code && (code.Form != CodeForm.Name || IsErrorName(word));
    }

    static bool IsPlainWord(string word) => word.All(char.IsAsciiLetter) && Humps(word) < 2 && !word.All(char.IsAsciiLetterUpper) || word.Length < 4 && word.All(char.IsAsciiLetter);

    /// <summary>A name as programmers give them: several words without blanks, or capitals with underscores.</summary>
    static bool IsErrorName(string word)
    {
        if (word.Length is < 4 or > 120 || !char.IsAsciiLetter(word[0]) || NamesOfFields.Contains(word)) return false;
        foreach (var c in word)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')) return false;
        if (word.Contains('.') || word.Contains('-') && !word.Contains('_')) return IsNumberedName(word) || !word.Contains('.') && Humps(word) >= 4;
        return word.Contains('_') || Humps(word) >= 2 || IsNumberedName(word);
    }

    /// <summary>Capitals with a number: <c>NU1605</c>, <c>CS0103</c>, <c>AADSTS50011</c>.</summary>
    static bool IsNumberedName(string word)
    {
        var letters = 0;
        while (letters < word.Length && char.IsAsciiLetterUpper(word[letters])) letters++;
        var digits = letters;
        if (digits < word.Length && word[digits] == '-') digits++;
        return letters is >= 2 and <= 10 && word.Length - digits is >= 3 and <= 8 && word.AsSpan(digits).IndexOfAnyExceptInRange('0', '9') < 0 && !word.StartsWith("KB", StringComparison.Ordinal) && !word.StartsWith("SHA", StringComparison.Ordinal) && !word.StartsWith("RFC", StringComparison.Ordinal) && !word.StartsWith("UTF", StringComparison.Ordinal);
    }

    static int Humps(string word)
    {
        var humps = 0;
        for (var i = 0; i < word.Length; i++)
            if (char.IsAsciiLetterUpper(word[i]) && (i == 0 || !char.IsAsciiLetterUpper(word[i - 1])) && i + 1 < word.Length && char.IsAsciiLetterLower(word[i + 1])) humps++;
        return char.IsAsciiLetterLower(word[0]) ? humps + 1 : humps;
    }

    static bool IsEvent(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 14), at - Math.Max(0, at - 14)).TrimEnd(" :#(");
        return before.EndsWith("event ID", StringComparison.OrdinalIgnoreCase) || before.EndsWith("event", StringComparison.OrdinalIgnoreCase) || before.EndsWith("HTTP", StringComparison.OrdinalIgnoreCase);
    }

    static bool FollowsCodeWord(string text, int at) => EndsWithCodeWord(text[..at]);

    static bool EndsWithCodeWord(string before)
    {
        var text = before.AsSpan().TrimEnd(" :=-–(\"'`");
        return text.EndsWith("code", StringComparison.OrdinalIgnoreCase) || text.EndsWith("codes", StringComparison.OrdinalIgnoreCase);
    }
}
