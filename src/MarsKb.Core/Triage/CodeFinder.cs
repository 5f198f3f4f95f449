using MarsKb.Codes;

namespace MarsKb.Triage;

/// <summary>Decides which codes of a line count: what is merely a number is none.</summary>
sealed class CodeFinder(TriagePatterns patterns)
{
    const int MostRemembered = 4096;

    /// <summary>Words after a number that make an amount of it.</summary>
    static readonly string[] Units =
        ["ms", "msec", "s", "sec", "secs", "seconds", "min", "minutes", "h", "hours", "days", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "b", "bytes", "rows", "files", "records", "items", "jobs", "events", "errors", "warnings", "times", "of"];

    /// <summary>Words before a hex number that is no code.</summary>
    static readonly string[] Owners =
        ["at", "address", "addr", "pointer", "ptr", "handle", "flags", "flag", "mask", "base", "attributes", "size", "offset", "module", "thread", "process", "logon", "session"];

    readonly Dictionary<string, Meant> remembered = new(StringComparer.Ordinal);

    /// <param name="Entries">Entries with this code.</param>
    /// <param name="Unknown">Usual spelling of a code that could be worth listing, else null.</param>
    /// <param name="IsSelfEvident">Nothing but a code looks like this.</param>
    public sealed record Meant(int[] Entries, string? Unknown, string? Meaning, bool IsSelfEvident, bool IsSmall, bool IsWin32);

    public Meant Understand(ErrorCode code)
    {
        if (remembered.TryGetValue(code.Text, out var meant)) return meant;
        meant = Read(code);
        if (remembered.Count < MostRemembered) remembered[code.Text] = meant;
        return meant;
    }

    Meant Read(ErrorCode code)
    {
        var isSmall = code.Values is [< 1000, ..];
        if (patterns.Find(code) is { Length: > 0 } entries) return new Meant(entries, null, null, false, isSmall, false);
        var reading = CodeReader.Read(code);
        var meaning = reading.Readings.Select(r => r.Meaning).FirstOrDefault(m => m is not null) ?? reading.Readings.Select(r => r.Symbol).FirstOrDefault(s => s is not null);
        var likely = reading.Readings.FirstOrDefault();
        if (code.Form == CodeForm.Name) return new Meant([], likely?.Number == 0 ? null : reading.Code, meaning, likely is not null, false, false);
        var value = code.Values[0];
        var failure = value > int.MaxValue && value is not (uint.MaxValue or 0x80000000 or 0xC0000000);
        return new Meant([], value == 0 ? null : reading.Code, meaning, failure, isSmall, reading.Readings.Any(r => r.Kind == "win32" && r.Symbol is not null));
    }

    /// <summary>The number is an amount: <c>result: 34513 rows</c>.</summary>
    public static bool IsAmount(string line, CodeMention mention)
    {
        if (mention.Code.Form != CodeForm.Decimal) return false;
        var after = line.AsSpan(mention.Start + mention.Length);
        if (after.IsEmpty || after[0] is not (' ' or '\t')) return false;
        after = after.TrimStart();
        var end = 0;
        while (end < after.Length && char.IsAsciiLetter(after[end])) end++;
        foreach (var unit in Units)
            if (after[..end].Equals(unit, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>The id of a record, not of an error: <c>id=34513</c> of a query, <c>"id": 34513</c> of JSON.</summary>
    public static bool IsRecord(string line, CodeMention mention)
    {
        if (mention.Code.Form != CodeForm.Decimal) return false;
        var at = Before(line, mention.Start, out var word);
        if (word is not "id" || line.AsSpan(at + 2, mention.Start - at - 2).IndexOfAny('=', '"') < 0) return false;
        Before(line, at, out var owner);
        return CodeMarkers.Role(owner) is not (WordRole.Error or WordRole.Code);
    }

    /// <summary>It is the number of an event in a Windows log, not of an error.</summary>
    public static bool IsEvent(string line, CodeMention mention)
    {
        var before = Before(line, mention.Start, out var word);
        if (word.StartsWith("event", StringComparison.OrdinalIgnoreCase) || word.StartsWith("ereignis", StringComparison.OrdinalIgnoreCase)) return true;
        if (!word.Equals("id", StringComparison.OrdinalIgnoreCase) && !word.Equals("code", StringComparison.OrdinalIgnoreCase)) return false;
        Before(line, before, out var owner);
        return owner.StartsWith("event", StringComparison.OrdinalIgnoreCase) || owner.StartsWith("ereignis", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A number below 1000 that the line calls an id as the agent does: <c>(ID: 403)</c>.</summary>
    public static bool IsAgentId(string line, CodeMention mention)
    {
        Before(line, mention.Start, out var word);
        return word is "ID";
    }

    /// <summary>Whether a code without an entry is worth listing.</summary>
    public static bool IsWorthListing(string line, CodeMention mention, Meant meant)
    {
        var at = Before(line, mention.Start, out var word);
        if (mention.Code.Form == CodeForm.Name)
            return meant.IsSelfEvident || (mention.Strength == CodeStrength.Named && (word.EndsWith("code", StringComparison.OrdinalIgnoreCase) || IsAssigned(line, mention.Start)));
        var hex = mention.Code.Form != CodeForm.Decimal;
        Before(line, at, out var owns);
        // "handle 0x…", "Handle ID: 0x…"
        if (hex)
            foreach (var owner in Owners)
                if (word.Equals(owner, StringComparison.OrdinalIgnoreCase) || (word.Equals("id", StringComparison.OrdinalIgnoreCase) && owns.Equals(owner, StringComparison.OrdinalIgnoreCase))) return false;
        if (meant.IsSelfEvident) return !hex || mention.Code.Text.Length >= 8;
        if (mention.Strength != CodeStrength.Named) return false;
        var role = CodeMarkers.Role(word);
        var isError = role == WordRole.Error || (role == WordRole.Code && CodeMarkers.Role(owns) == WordRole.Error);
        if (mention.Code.Values is [>= 400 and <= 599, ..] && HttpStatuses.Phrase(mention.Code.Values[0]) is not null)
            return role == WordRole.Http || word.StartsWith("HTTP", StringComparison.OrdinalIgnoreCase) || owns.StartsWith("HTTP", StringComparison.OrdinalIgnoreCase) || line.AsSpan(0, mention.Start).EndsWith("(");
        if (meant.IsSmall) return isError && meant.IsWin32 && !hex;
        return isError || (role == WordRole.Code && !owns.Equals("exit", StringComparison.OrdinalIgnoreCase)) || (word is "ID" && line.AsSpan(0, at).TrimEnd().EndsWith("("))
            || (hex && word is "hr" or "HR" or "Hr" or "hResult");
    }

    static bool IsAssigned(string line, int start) => line.AsSpan(0, start).TrimEnd(" \t\"'[({").EndsWith("=");

    /// <summary>The word before a place, with the marks between passed over, and where it begins.</summary>
    static int Before(string line, int end, out ReadOnlySpan<char> word)
    {
        var at = end;
        while (at > 0 && !char.IsLetterOrDigit(line[at - 1])) at--;
        var stop = at;
        while (at > 0 && (char.IsLetterOrDigit(line[at - 1]) || line[at - 1] == '_')) at--;
        word = line.AsSpan(at, stop - at);
        return at;
    }
}
