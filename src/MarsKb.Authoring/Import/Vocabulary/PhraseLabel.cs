using MarsKb.Import.Blocks;

namespace MarsKb.Import.Vocabulary;

/// <summary>A label at the beginning of a paragraph: <c>**Cause**: …</c>, <c>*Potential solutions*: …</c>, <c>Error code: …</c>.</summary>
/// <param name="Rest">What follows the label.</param>
sealed record PhraseLabel(Label Label, Phrase Rest)
{
    const int Longest = 60;

    public static PhraseLabel? Read(Phrase phrase)
    {
        if (phrase.Runs.Count == 0) return null;
        var text = phrase.Text;
        // The emphasised words at the beginning, which may be cut into several runs.
        var marked = 0;
        foreach (var run in phrase.Runs)
        {
            if ((run.Style & (PhraseStyle.Bold | PhraseStyle.Italic)) == 0 || (run.Style & PhraseStyle.Code) != 0) break;
            marked += run.Text.Length;
        }
        if (marked is > 0 and <= Longest && Labels.Match(text[..marked]) is { } label)
        {
            var rest = marked;
            while (rest < text.Length && (char.IsWhiteSpace(text[rest]) || text[rest] is ':')) rest++;
            if (rest < text.Length && text[rest] is '-' or '–' && rest + 1 < text.Length && text[rest + 1] == ' ') rest += 2;
            // An emphasised word that goes on as a sentence is no label, unless a colon or a capital follows.
            var colon = text.AsSpan(marked - 1, Math.Min(text.Length, rest) - marked + 1).Contains(':');
            if (colon || rest >= text.Length || char.IsUpper(text[rest]) || text[rest] is '`' or '"' || label.Number > 0) return new PhraseLabel(label, phrase.Slice(rest).Trim());
        }
        var end = text.AsSpan(0, Math.Min(text.Length, Longest)).IndexOf(':');
        // "Error: …" is how many messages begin; it is no label unless it is marked as one.
        if (end <= 0 || Labels.Match(text[..end]) is not { } plain || plain.Field == Field.Message && text[..end].Trim().ToLowerInvariant() is "error" or "exception" or "errors" || plain.Field == Field.Symptom && text[..end].Trim().ToLowerInvariant() is "summary") return null;
        return new PhraseLabel(plain, phrase.Slice(end + 1).Trim());
    }
}
