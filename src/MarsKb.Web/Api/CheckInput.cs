using System.Globalization;
using System.Text.Json;
using MarsKb.Checks;

namespace MarsKb.Api;

/// <summary>Reads the answers of a check from a JSON body, each of the type that its question has.</summary>
static class CheckInput
{
    public static CheckAnswers Read(BodyInput input)
    {
        var given = new List<(string, string)>();
        foreach (var question in CheckQuestions.All)
        {
            var found = question.Group is { } group ? input.Member(group, question.Member) : input.Member(question.Name);
            if (found is not { } value) continue;
            if (Values(question, value) is { } values) given.AddRange(values.Select(v => (question.Name, v)));
            else input.RefuseMember(question.Name, value, Wanted(question));
        }
        var (answers, problems) = CheckAnswers.Read(given);
        foreach (var problem in problems) input.Refuse($"'{problem.Question.Name}' cannot be read. {problem.Wanted}.");
        return answers;
    }

    /// <summary>The answers as typed; null when the value is of another type.</summary>
    static List<string>? Values(CheckQuestion question, JsonElement value)
    {
        switch (question.Type)
        {
            case AnswerType.Flag:
                return value.ValueKind switch { JsonValueKind.True => ["true"], JsonValueKind.False => ["false"], _ => null };
            case AnswerType.Number:
                return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? [number.ToString(CultureInfo.InvariantCulture)] : null;
            case AnswerType.Choices when value.ValueKind == JsonValueKind.Array:
                return value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) ? [.. value.EnumerateArray().Select(BodyInput.TextOf)] : null;
            case AnswerType.Choices:
                return null;
            default:
                return value.ValueKind == JsonValueKind.String ? [BodyInput.TextOf(value)] : null;
        }
    }

    static string Wanted(CheckQuestion question) => question.Type switch
    {
        AnswerType.Flag => "give true or false",
        AnswerType.Number => "give a number such as 3200 or 0.5",
        AnswerType.Choices => "give a list of texts",
        _ => "give a text in quotes",
    };
}
