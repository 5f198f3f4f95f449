using System.Collections.Immutable;
using System.Globalization;

namespace MarsKb.Checks;

/// <summary>What is known of a machine and of what it shall back up. Immutable; every question may be open.</summary>
public sealed class CheckAnswers
{
    /// <summary>Longest answer, in characters.</summary>
    const int Longest = 200;

    const decimal Most = 1_000_000_000;

    readonly ImmutableDictionary<string, ImmutableArray<string>> values;

    CheckAnswers(ImmutableDictionary<string, ImmutableArray<string>> values) => this.values = values;

    public static CheckAnswers None { get; } = new(ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    public bool IsEmpty => values.IsEmpty;

    /// <summary>Reads answers as typed. Names that are no question are passed over, and so are blank answers.</summary>
    /// <param name="given">Names of questions with their answers; several for <see cref="AnswerType.Choices"/>.</param>
    public static (CheckAnswers Answers, ImmutableArray<CheckProblem> Problems) Read(IEnumerable<(string Name, string Value)> given)
    {
        var values = None.values.ToBuilder();
        var problems = ImmutableArray.CreateBuilder<CheckProblem>();
        foreach (var (name, typed) in given)
        {
            if (CheckQuestions.Find(name) is not { } question || string.IsNullOrWhiteSpace(typed)) continue;
            if (Normal(question, typed.Trim()) is not { } value) problems.Add(new CheckProblem(question, Wanted(question)));
            else if (!values.TryGetValue(name, out var earlier)) values[name] = [value];
            else if (question.Type == AnswerType.Choices) values[name] = earlier.Contains(value) ? earlier : earlier.Add(value);
            else if (earlier[0] != value) problems.Add(new CheckProblem(question, "Give one answer, not several"));
        }
        return (new CheckAnswers(values.ToImmutable()), problems.ToImmutable());
    }

    /// <summary>All answers in the order of the questions; an address with them gives the same check again.</summary>
    public IEnumerable<(CheckQuestion Question, string Value)> All =>
        CheckQuestions.All.SelectMany(q => Values(q.Name).Select(v => (q, v)));

    /// <summary>The query of the address of this check, with its question mark; empty without answers.</summary>
    public string Query
    {
        get
        {
            var query = string.Join('&', All.Select(a => $"{a.Question.Name}={Uri.EscapeDataString(a.Value)}"));
            return query.Length == 0 ? "" : "?" + query;
        }
    }

    public ImmutableArray<string> Values(string name) => values.GetValueOrDefault(name, []);

    public bool Has(string name, string value) => Values(name).Contains(value);

    /// <summary>The one answer, or null.</summary>
    public string? Text(string name) => Values(name) is [var only, ..] ? only : null;

    public decimal? Number(string name) => Text(name) is { } text ? decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    internal CheckAnswers With(string name, string value) => new(values.SetItem(name, [value]));

    /// <summary>The answer in its one spelling, or null when it is none.</summary>
    static string? Normal(CheckQuestion question, string typed)
    {
        if (typed.Length > Longest || typed.Any(char.IsControl)) return null;
        switch (question.Type)
        {
            case AnswerType.Flag:
                return typed.ToLowerInvariant() switch { "true" or "yes" or "on" or "1" => "true", "false" or "no" or "off" or "0" => "false", _ => null };
            case AnswerType.Choice or AnswerType.Choices:
                return question.Choices.FirstOrDefault(c => string.Equals(c.Id, typed, StringComparison.OrdinalIgnoreCase))?.Id;
            case AnswerType.Number:
                return decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= Most
                    ? number.ToString("0.############################", CultureInfo.InvariantCulture) : null;
            case AnswerType.Version:
                return Version.TryParse(typed, out _) && typed.All(c => c == '.' || char.IsAsciiDigit(c)) ? typed : null;
            default:
                return typed;
        }
    }

    static string Wanted(CheckQuestion question) => question.Type switch
    {
        AnswerType.Flag => "Give true or false",
        AnswerType.Choice or AnswerType.Choices => "Give " + (question.Type == AnswerType.Choice ? "one" : "some") + " of " + string.Join(", ", question.Choices.Select(c => c.Id)),
        AnswerType.Number => "Enter a number such as 3200 or 0.5, without separators for thousands, up to 1000000000",
        AnswerType.Version => "Enter a version such as 2.0.9249.0",
        _ => "Enter the name of an operating system, such as Windows Server 2019, in up to 200 characters",
    };
}

/// <summary>An answer that cannot be read, with what would be right.</summary>
public sealed record CheckProblem(CheckQuestion Question, string Wanted);
