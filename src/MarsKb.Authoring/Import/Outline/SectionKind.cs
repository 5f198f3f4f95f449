using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Outline;

/// <summary>What a section's heading says that it is.</summary>
static class SectionKind
{
    /// <summary>True for a part of one entry: "Cause", "Resolution 2", "Error message".</summary>
    public static bool IsField(Section section)
    {
        if (section.Heading is null || section.IsTab || Wording.IsBoilerplate(section.Title)) return false;
        if (Labels.Prefix(section.Title) is not { } prefix || Labels.Gathers(section.Title)) return false;
        var hasOwnWords = prefix.Rest < section.Title.Length;
        return prefix.Label.Field switch
        {
            Field.Action or Field.Cause or Field.Note => true,
            Field.Summary => !hasOwnWords,
            _ => !hasOwnWords && !IsNumberedCase(section, prefix.Label) && !HasOwnFields(section),
        };
    }

    /// <summary>"Scenario 1" with a cause and a remedy in its text is an error too.</summary>
    static bool IsNumberedCase(Section section, Label label) =>
        label.Number > 0 && section.Blocks.OfType<TextBlock>().Any(t => PhraseLabel.Read(t.Phrase) is { Label.Field: Field.Cause or Field.Action });

    /// <summary>"Issue 1" with its own "Cause" below is an error; "Issue" next to "Cause" is a part of one.</summary>
    static bool HasOwnFields(Section section) => section.Children.Any(c => Names(c, Field.Cause) || Names(c, Field.Action));

    /// <summary>True when the heading begins with a label of that field.</summary>
    public static bool Names(Section section, Field field) => Labels.Prefix(section.Title) is { } prefix && prefix.Label.Field == field;

    /// <summary>True for a heading that names what goes wrong.</summary>
    public static bool IsError(Section section) =>
        !Wording.IsBoilerplate(section.Title) && (NamesError(section) || Wording.IsProblem(section.Title) && !Wording.IsHowTo(section.Title));

    /// <summary>True for a heading with a code in it, or that is what the software prints.</summary>
    public static bool NamesError(Section section) =>
        section.Heading is { } heading && (CodeFinder.InHeading(heading.Phrase).Count > 0 || IsPrinted(section.Title));

    /// <summary>A heading that begins with a small letter is what the software prints.</summary>
    public static bool IsPrinted(string title) => title.Length > 0 && char.IsAsciiLetterLower(title[0]) && title.Contains(' ');
}
