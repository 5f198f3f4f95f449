using System.Globalization;

namespace MarsKb.Flows.Values;

/// <summary>Reads typed answers. A refusal says what to type, with the step's own example.</summary>
static class TypedText
{
    const int LongestText = 2_000;
    const int LongestPaste = 65_536;

    public static TypedValue Read(InputSpec spec, string text)
    {
        if (spec.Type == InputType.Paste) return ReadPaste(spec, text);
        text = text.Trim();
        if (text.Length == 0) return TypedValue.Wrong($"Enter {Noun(spec)} such as {spec.Example}.");
        if (text.Length > LongestText) return TypedValue.Wrong($"Enter at most {LongestText.ToString("N0", CultureInfo.InvariantCulture)} characters.");
        if (spec.Type == InputType.Text) return new TypedValue(0, text, null);
        if (Order(spec, text) is not { } order) return TypedValue.Wrong($"Enter {Noun(spec)} such as {spec.Example}{Advice(spec, text)}.");
        if (spec.Min is { } min && order < Order(spec, min)) return TypedValue.Wrong($"Enter {Noun(spec)} of at least {WithUnit(spec, min)}.");
        if (spec.Max is { } max && order > Order(spec, max)) return TypedValue.Wrong($"Enter {Noun(spec)} of at most {WithUnit(spec, max)}.");
        return new TypedValue(order, text, null);
    }

    /// <summary>The value of a text in the order of its type, or null when it is none. Bounds are not looked at.</summary>
    public static decimal? Order(InputSpec spec, string text) => spec.Type switch
    {
        InputType.Number => InputOrder.Number(Without(spec.Unit, text.Trim())),
        InputType.Version => InputOrder.Version(text.Trim()),
        InputType.Size => InputOrder.Size(text.Trim()),
        InputType.Percent => InputOrder.Number(Without("%", text.Trim())) is { } percent and >= 0 and <= 100 ? percent : null,
        InputType.DateTime => DateTimeText.Read(text.Trim()) is { } time ? time.Ticks : null,
        InputType.Duration => Durations.Read(text.Trim()),
        InputType.Paste => PastePatterns.Ordering(spec.Pattern!) is { } type ? Order(spec with { Type = type }, text) : null,
        _ => null,
    };

    static TypedValue ReadPaste(InputSpec spec, string text)
    {
        if (text.Length > LongestPaste) return TypedValue.Wrong("Paste at most 65,536 characters: the part that the command printed last is enough.");
        if (PastePatterns.Find(spec.Pattern!, text) is { } found) return new TypedValue(Order(spec, found) ?? 0, found, null);
        return TypedValue.Wrong($"There is {PastePatterns.Noun(spec.Pattern!)} nowhere in this text. Paste all that the command printed, or type the value itself, such as {PastePatterns.ExampleOf(spec.Pattern!)}.");
    }

    static string Without(string? unit, string text) =>
        unit is not null && text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? text[..^unit.Length].TrimEnd() : text;

    static string WithUnit(InputSpec spec, string value) => spec.Unit is null ? value : $"{value} {spec.Unit}";

    static string Noun(InputSpec spec) => spec.Type switch
    {
        InputType.Number => spec.Unit is null ? "a number" : $"a number of {spec.Unit}",
        InputType.Version => "a version",
        InputType.Size => "a size",
        InputType.Percent => "a percentage from 0 to 100",
        InputType.DateTime => "a date or a date with a time",
        InputType.Duration => "a duration",
        _ => "a text",
    };

    static string Advice(InputSpec spec, string text) => spec.Type switch
    {
        InputType.Number or InputType.Size or InputType.Percent when text.Contains(',') => ", with a point and no commas",
        InputType.Size when InputOrder.Number(text) is not null => ", with its unit: B, KB, MB, GB or TB",
        InputType.Duration when InputOrder.Number(text) is not null => ", with its unit: s, min, h, d or weeks",
        InputType.DateTime when text.Contains('/') => ": day and month cannot be told apart here",
        _ => "",
    };
}
