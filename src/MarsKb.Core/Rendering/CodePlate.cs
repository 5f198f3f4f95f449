using System.Collections.Immutable;
using Markdig.Syntax;

namespace MarsKb.Rendering;

/// <summary>A fenced code block: what the software prints or takes.</summary>
/// <param name="Caption">What it is; a default for the language when none is written.</param>
/// <param name="IsFolded">Closed at first.</param>
sealed record CodePlate(string Language, string Caption, bool IsFolded, string Code)
{
    const string Folded = "folded:";

    /// <summary>Languages with their default captions.</summary>
    public static ImmutableArray<(string Name, string Caption)> Languages { get; } =
        [("powershell", "PowerShell"), ("cmd", "Command prompt"), ("text", "Text"), ("registry", "Registry"), ("xml", "XML")];

    /// <summary>Commands are cut at spaces, so that an option never breaks after its hyphen.</summary>
    public bool IsCommand => Language is "powershell" or "cmd";

    /// <summary>Angle brackets are the language's own.</summary>
    public bool HasPlaceholders => Language != "xml";

    public static CodePlate Of(FencedCodeBlock block)
    {
        var language = block.Info ?? "";
        var caption = (block.Arguments ?? "").Trim();
        var folded = caption.StartsWith(Folded, StringComparison.Ordinal);
        if (folded) caption = caption[Folded.Length..].Trim();
        if (caption.Length == 0) caption = Languages.FirstOrDefault(l => l.Name == language).Caption ?? "Text";
        return new CodePlate(language, caption, folded, block.Lines.ToString());
    }
}
