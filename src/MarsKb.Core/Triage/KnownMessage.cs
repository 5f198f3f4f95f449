using MarsKb.Search;

namespace MarsKb.Triage;

/// <summary>A message as the words of it that a log must hold, in order.</summary>
/// <param name="Entry">Number of its entry.</param>
/// <param name="Words">Ids of words; <see cref="Gap"/> where something varies.</param>
/// <param name="IsShort">So few words that they must stand by themselves.</param>
/// <param name="Codes">The message holds the code of its entry.</param>
sealed record KnownMessage(int Entry, int[] Words, bool IsShort, bool Codes)
{
    public const int Gap = -1;

    /// <summary>A message with fewer words than these, beside "the" and the like, is short.</summary>
    public const int FewWords = 4;

    /// <summary>A piece of a message: words with their letters, or a gap.</summary>
    public readonly record struct Part(string? Word, bool EndsSentence);

    /// <summary>Cuts a message into words as the scanner cuts a log. Placeholders and the entry's own codes become gaps.</summary>
    /// <param name="codes">Codes of the entry in lower case.</param>
    public static List<Part> Read(string message, IReadOnlySet<string> codes, out bool holdsCode)
    {
        var parts = new List<Part>();
        holdsCode = false;
        for (var i = 0; i < message.Length;)
        {
            var c = message[i];
            if (c == '{' && message.IndexOf('}', i) is > 0 and var close)
            {
                AddGap(parts);
                i = close + 1;
                continue;
            }
            if (!IsWord(c))
            {
                if (c is '.' or '!' or '?' && (i + 1 == message.Length || char.IsWhiteSpace(message[i + 1])) && parts.Count > 0) parts[^1] = parts[^1] with { EndsSentence = true };
                i++;
                continue;
            }
            var start = i;
            if (CharacterFolding.IsUnspaced(c)) i++;
            else while (i < message.Length && IsWord(message[i]) && !CharacterFolding.IsUnspaced(message[i])) i++;
            var word = message[start..i].ToLowerInvariant();
            if (!codes.Contains(word))
            {
                parts.Add(new Part(word, false));
                continue;
            }
            // "(ID: 34513)" and "Error 34506." vary as a whole: logs spell codes in many ways.
            holdsCode = true;
            if (parts.Count > 0 && parts[^1] is { Word: "id" or "error" or "code", EndsSentence: false }) parts.RemoveAt(parts.Count - 1);
            AddGap(parts);
        }
        return parts;
    }

    static void AddGap(List<Part> parts)
    {
        if (parts.Count > 0 && parts[^1].Word is not null) parts.Add(new Part(null, false));
    }

    static bool IsWord(char c) => c < 0x80 ? char.IsAsciiLetterOrDigit(c) || c == '_' : char.IsLetterOrDigit(c);
}
