using MarsKb.Import.Blocks;

namespace MarsKb.Import.Vocabulary;

/// <summary>Finds a message in running text: <c>a warning saying "Job could not be started"</c>, <c>the error `Access is denied to the vault`</c>.</summary>
static class QuotedMessage
{
    const int Nearby = 90;
    const int FewestWords = 3;

    static readonly string[] Before = ["error", "message", "warning", "exception", "saying", "says", "reads", "states", "fails with", "failed with"];

    public static string? Find(Phrase phrase)
    {
        var offset = 0;
        var text = phrase.Text;
        foreach (var run in phrase.Runs)
        {
            if (run.Style != PhraseStyle.None && IsAnnounced(text, offset) && IsMessage(run.Text, run.Style)) return run.Text;
            offset += run.Text.Length;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var close = text[i] switch { '"' => '"', '“' => '”', _ => '\0' };
            if (close == '\0') continue;
            var end = text.IndexOf(close, i + 1);
            if (end < 0) return null;
            if (IsAnnounced(text, i) && IsMessage(text[(i + 1)..end], PhraseStyle.None)) return text[(i + 1)..end].TrimEnd(',', ' ');
            i = end;
        }
        return null;
    }

    static bool IsAnnounced(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - Nearby), at - Math.Max(0, at - Nearby));
        var sentence = before.LastIndexOf(". ");
        if (sentence >= 0) before = before[(sentence + 2)..];
        foreach (var word in Before)
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static bool IsMessage(string text, PhraseStyle style)
    {
        var code = style.HasFlag(PhraseStyle.Code);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        // A command in code is no message.
        return words >= (style == PhraseStyle.None || code ? FewestWords : FewestWords + 1) && !(code && (text.Contains(" -", StringComparison.Ordinal) || text.StartsWith("az ", StringComparison.Ordinal))) && text.Any(char.IsLower);
    }
}
