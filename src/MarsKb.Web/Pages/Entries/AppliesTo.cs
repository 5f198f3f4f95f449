using MarsKb.Entries;

namespace MarsKb.Pages.Entries;

/// <summary>The line that says where an entry holds.</summary>
public static class AppliesTo
{
    /// <summary>Sentences such as <c>MARS agent 2.0.9249.0 or newer, on Windows Server 2019. Seen when …</c></summary>
    public static string Line(Applicability where)
    {
        var parts = new List<string> { Agent(where.Agent) };
        if (where.OperatingSystems.Length > 0) parts.Add("on " + List(where.OperatingSystems));
        if (where.Clouds.Length > 0) parts.Add("in " + List(where.Clouds.Select(Cloud)));
        var line = string.Join(", ", parts) + ".";
        if (where.Role is { Length: > 0 } role) line += $" Needs: {role.TrimEnd('.')}.";
        if (where.When is { Length: > 0 } when) line += $" {when.TrimEnd('.')}.";
        return line;
    }

    static string Agent(string? range) => range?.Trim() switch
    {
        null or "" => "MARS agent, all versions",
        ['>', '=', .. var from] => $"MARS agent {from.Trim()} or newer",
        ['>', .. var after] => $"MARS agent newer than {after.Trim()}",
        ['<', '=', .. var to] => $"MARS agent up to {to.Trim()}",
        ['<', .. var before] => $"MARS agent before {before.Trim()}",
        var between => $"MARS agent {between.Replace(" - ", " to ", StringComparison.Ordinal)}",
    };

    static string Cloud(string cloud) => cloud switch
    {
        "public" => "the public cloud",
        "us-government" => "Azure US Government",
        "china" => "Azure China",
        _ => cloud,
    };

    static string List(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
