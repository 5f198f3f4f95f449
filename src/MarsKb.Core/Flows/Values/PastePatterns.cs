using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MarsKb.Flows.Values;

/// <summary>The named patterns that find a value in what a command printed. docs/writing-flows.md lists them.</summary>
static partial class PastePatterns
{
    static readonly ImmutableArray<Pattern> All =
    [
        new("agent-version", "a version", "2.0.9249.0", InputType.Version, [], AgentVersion),
        new("powershell-version", "a version", "5.1.20348.2340", InputType.Version, [], PowerShellVersion),
        new("free-space", "a size", "12 GB", InputType.Size, [], FreeSpaceText.Find),
        new("tls", "a list of TLS versions", "tls12", null, ["tls12", "no-tls12"], TlsText.Find),
        new("task-state", "a task's state", "ready", null, ["ready", "disabled", "running"], StateText.OfTask),
        new("execution-policy", "an execution policy", "remote-signed", null, ["restricted", "all-signed", "remote-signed", "unrestricted", "undefined"], ExecutionPolicyText.Find),
        new("service-state", "a service's state", "running", null, ["running", "stopped"], StateText.OfService),
    ];

    public static ImmutableArray<string> Names { get; } = [.. All.Select(p => p.Name)];

    /// <summary>The value in a text, or null. A text that is nothing but the value, as somebody corrects it by hand, is taken as such.</summary>
    public static string? Find(string pattern, string text)
    {
        var named = Of(pattern);
        var bare = text.Trim();
        if (named.Words.Length > 0)
            foreach (var word in named.Words)
                if (string.Equals(bare, word, StringComparison.OrdinalIgnoreCase)) return word;
        if (named.Ordering == InputType.Version && bare.Contains('.') && InputOrder.Version(bare) is not null) return bare.TrimStart('v', 'V').TrimStart();
        if (named.Ordering == InputType.Size && InputOrder.Size(bare) is not null) return bare;
        return named.Find(text.ReplaceLineEndings("\n"));
    }

    /// <summary>The type whose order the value has, or null when it is one of <see cref="Words"/>.</summary>
    public static InputType? Ordering(string pattern) => Of(pattern).Ordering;

    public static ImmutableArray<string> Words(string pattern) => Of(pattern).Words;

    public static string Noun(string pattern) => Of(pattern).Noun;

    public static string ExampleOf(string pattern) => Of(pattern).Example;

    static Pattern Of(string name) => All[Names.IndexOf(name)];

    static string? AgentVersion(string text)
    {
        // Of several the one that a label names, else the first with four parts that begins as the agent's do.
        foreach (var label in (string[])["ProductVersion", "FileVersion", "Agent version", "Version"])
            foreach (var line in text.Split('\n'))
                if (line.TrimStart().StartsWith(label, StringComparison.OrdinalIgnoreCase) && FullVersion().Match(line) is { Success: true } labelled) return labelled.Value;
        var all = FullVersion().Matches(text);
        return all.FirstOrDefault(m => m.Value.StartsWith("2.", StringComparison.Ordinal))?.Value ?? all.FirstOrDefault()?.Value;
    }

    static string? PowerShellVersion(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith("PSVersion ", StringComparison.OrdinalIgnoreCase) && AnyVersion().Match(lines[i]) is { Success: true } listed) return listed.Value;
            // Version objects print as a table: Major  Minor  Build  Revision, a rule, the numbers; PowerShell 7 has Patch instead of Build.
            if (!lines[i].Contains("Major", StringComparison.Ordinal) || !lines[i].Contains("Minor", StringComparison.Ordinal)) continue;
            if (lines.Skip(i + 1).Take(4).Select(VersionRow).FirstOrDefault(v => v is not null) is { } row) return row;
        }
        return AnyVersion().Match(text) is { Success: true } first ? first.Value : null;
    }

    static string? VersionRow(string line)
    {
        var numbers = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(p => p.All(c => char.IsAsciiDigit(c) || c == '-')).ToList();
        if (numbers.Count < 2 || !char.IsAsciiDigit(numbers[0][0])) return null;
        return string.Join('.', numbers.TakeWhile(n => char.IsAsciiDigit(n[0])));
    }

    [GeneratedRegex(@"\b[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,7}\.[0-9]{1,7}\b", RegexOptions.NonBacktracking)]
    private static partial Regex FullVersion();

    [GeneratedRegex(@"\b[0-9]{1,5}(\.[0-9]{1,7}){1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex AnyVersion();

    sealed record Pattern(string Name, string Noun, string Example, InputType? Ordering, ImmutableArray<string> Words, Func<string, string?> Find);
}
