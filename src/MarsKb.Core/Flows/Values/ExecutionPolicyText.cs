namespace MarsKb.Flows.Values;

/// <summary>The execution policy of <c>LocalMachine</c> in the output of <c>Get-ExecutionPolicy -List</c>.</summary>
static class ExecutionPolicyText
{
    static readonly (string Printed, string Value)[] Policies =
    [
        ("Restricted", "restricted"), ("AllSigned", "all-signed"), ("RemoteSigned", "remote-signed"), ("Unrestricted", "unrestricted"), ("Bypass", "unrestricted"), ("Undefined", "undefined"),
    ];

    public static string? Find(string text)
    {
        var lines = text.Split('\n').Select(l => l.Split([' ', '\t', ':', ',', '"'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var words in lines)
            if (words.Contains("LocalMachine", StringComparer.OrdinalIgnoreCase) && words.Select(Policy).FirstOrDefault(p => p is not null) is { } policy) return policy;
        // Without a list there is one policy, the one in force.
        return lines.Any(w => w.Any(IsScope)) ? null : lines.SelectMany(w => w).Select(Policy).FirstOrDefault(p => p is not null);
    }

    static bool IsScope(string word) => word.Equals("MachinePolicy", StringComparison.OrdinalIgnoreCase) || word.Equals("CurrentUser", StringComparison.OrdinalIgnoreCase);

    static string? Policy(string word)
    {
        foreach (var (printed, value) in Policies)
            if (printed.Equals(word, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }
}
