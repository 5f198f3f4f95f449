using System.Collections.Immutable;

namespace MarsKb.Checks;

/// <summary>The name of an operating system as somebody wrote it, understood: <c>Microsoft Windows Server 2019 Datacenter</c>.</summary>
/// <param name="Written">As written.</param>
/// <param name="System">Null for one that the check does not know.</param>
/// <param name="Editions">Editions that are named; empty when none is.</param>
/// <param name="IsCore">Server Core is named.</param>
/// <param name="Is32Bit">A 32-bit system is named.</param>
sealed record NamedSystem(string Written, KnownSystem? System, ImmutableArray<string> Editions, bool IsCore, bool Is32Bit)
{
    static readonly string[] Noise = ["microsoft", "edition", "evaluation", "or later", "64-bit", "64 bit", "x64", "(r)", "®", "™", "service pack 1", "service pack 2", "sp1", "sp2", "core", "server core", "installation"];

    public string Name => System?.Name ?? Written;

    /// <summary>Editions that the row of the system does not list.</summary>
    public ImmutableArray<string> UnlistedEditions
    {
        get
        {
            if (System?.Row is not { } row) return [];
            var listed = ListedEditions(row).Select(Fold).ToList();
            return [.. Editions.Where(e => !listed.Any(l => IsVariant(Fold(e), l)))];
        }
    }

    /// <summary>What stands in round brackets behind the name of the row: <c>Home Premium/Basic</c> are two.</summary>
    public static ImmutableArray<string> ListedEditions(RowPlace row)
    {
        var name = row.Name;
        var open = name.EndsWith(')') ? name.LastIndexOf('(') : -1;
        if (open < 0) return [];
        return [.. name[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries).SelectMany(Alternatives)];
    }

    public static NamedSystem Read(string written, ImmutableArray<KnownSystem> systems)
    {
        var text = Fold(written);
        var is32Bit = Contains(text, "32-bit") || Contains(text, "32 bit") || Contains(text, "x86");
        var isCore = Contains(text, "core");
        foreach (var noise in (string[])["microsoft", "(r)", "®", "™"]) text = Fold(text.Replace(noise, " ", StringComparison.Ordinal));
        // People leave words out: "Server 2019", "Windows 2012 R2", "Win 10".
        if (text.StartsWith("win ", StringComparison.Ordinal)) text = "windows " + text[4..];
        else if (text.StartsWith("server ", StringComparison.Ordinal) || text.StartsWith("storage server ", StringComparison.Ordinal)) text = "windows " + text;
        else if (text.StartsWith("windows 20", StringComparison.Ordinal)) text = "windows server " + text[8..];

        var found = systems.SelectMany(s => s.Names.Select(n => (System: s, Name: Fold(n))))
            .Where(x => text.StartsWith(x.Name, StringComparison.Ordinal) && (text.Length == x.Name.Length || text[x.Name.Length] is ' ' or '(' or '/' or ','))
            .OrderByDescending(x => x.Name.Length).FirstOrDefault();
        if (found.System is null) return new NamedSystem(written, null, [], isCore, is32Bit);
        return new NamedSystem(written, found.System, EditionsIn(text[found.Name.Length..]), isCore, is32Bit);
    }

    static ImmutableArray<string> EditionsIn(string rest)
    {
        // "2016/2012 R2/2012 (Standard, Workgroup)": the row's own name, cut after its first alternative.
        if (rest.StartsWith('/')) rest = rest.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open ? rest[open..] : "";
        var words = " " + rest.Replace('(', ',').Replace(')', ',').Replace(":", "", StringComparison.Ordinal) + " ";
        foreach (var noise in Noise.OrderByDescending(n => n.Length)) words = words.Replace($" {noise} ", " ", StringComparison.Ordinal).Replace($" {noise},", " ,", StringComparison.Ordinal);
        return [.. words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(WithoutRelease).Where(e => e.Length > 0).SelectMany(Alternatives).Distinct()];
    }

    /// <summary>Without <c>22H2</c>, <c>version 1809</c>, <c>build 17763</c>.</summary>
    static string WithoutRelease(string edition) =>
        string.Join(' ', edition.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !char.IsAsciiDigit(w[0]) && w is not ("version" or "build" or "32-bit" or "x86" or "bit" or "-")));

    /// <summary><c>Home Premium/Basic</c> is Home Premium or Home Basic.</summary>
    static IEnumerable<string> Alternatives(string edition)
    {
        var parts = edition.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) return [edition];
        var head = parts[0].LastIndexOf(' ') is > 0 and var blank ? parts[0][..(blank + 1)] : "";
        return [parts[0], .. parts.Skip(1).Select(p => head + p)];
    }

    // "Enterprise LTSC" is an Enterprise; "Professional" is what Windows 7 calls its Pro.
    static bool IsVariant(string edition, string listed) =>
        edition == listed || edition.StartsWith(listed + " ", StringComparison.Ordinal) || (edition == "professional" && listed == "pro");

    static bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length]))) return true;
        return false;
    }

    static string Fold(string text) => string.Join(' ', text.ToLowerInvariant().Split((char[])[' ', '\u00A0', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
