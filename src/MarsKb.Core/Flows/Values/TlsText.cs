namespace MarsKb.Flows.Values;

/// <summary>Whether TLS 1.2 is on, in the output of <c>[Net.ServicePointManager]::SecurityProtocol</c> or of the registry.</summary>
static class TlsText
{
    public static string? Find(string text)
    {
        if (FromRegistry(text) is { } setting) return setting;
        var lower = text.ToLowerInvariant();
        if (lower.Contains("tls12", StringComparison.Ordinal) || lower.Contains("tls13", StringComparison.Ordinal) || lower.Contains("tls 1.2", StringComparison.Ordinal) || lower.Contains("systemdefault", StringComparison.Ordinal)) return "tls12";
        return lower.Contains("tls", StringComparison.Ordinal) || lower.Contains("ssl3", StringComparison.Ordinal) ? "no-tls12" : null;
    }

    /// <summary>Values below the key of TLS 1.2: switched off by <c>Enabled</c> 0 or <c>DisabledByDefault</c> 1. <c>SchUseStrongCrypto</c> decides for .NET.</summary>
    static string? FromRegistry(string text)
    {
        string? found = null;
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split([' ', '\t', ':', '=', '"'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || Number(words[^1]) is not { } value) continue;
            switch (words[0].ToLowerInvariant())
            {
                case "enabled" when value == 0:
                case "disabledbydefault" when value != 0:
                case "schusestrongcrypto" or "systemdefaulttlsversions" when value == 0:
                    return "no-tls12";
                case "enabled" or "disabledbydefault" or "schusestrongcrypto" or "systemdefaulttlsversions":
                    found = "tls12";
                    break;
            }
        }
        return found;
    }

    static long? Number(string word)
    {
        if (word.StartsWith("dword", StringComparison.OrdinalIgnoreCase)) word = word[5..];
        if (word.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(word.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var hex) ? hex : null;
        return long.TryParse(word, System.Globalization.NumberStyles.None, null, out var number) ? number : null;
    }
}
