using System.Globalization;
using System.Text;
using System.Text.Json;
using MarsKb.Content;
using MarsKb.Documents;
using MarsKb.Entries;
using MarsKb.Flows.Steps;

namespace MarsKb.Api;

/// <summary>
/// The rules for values that requests give, wherever they stand. The first fault is kept in <see cref="Problem"/>; reading goes on with
/// harmless values, so a handler reads everything and then looks once.
/// </summary>
class ApiInput
{
    static readonly EntryKind[] AllKinds = [EntryKind.Error, EntryKind.Guide, EntryKind.Flow, EntryKind.Matrix];

    public ApiProblem? Problem { get; private set; }

    /// <summary>The text to search for; may be blank, not absent.</summary>
    public string Query(string? text)
    {
        if (text is null)
        {
            Refuse(ApiProblem.BadRequest("'q' is missing: the text to search for. It may be a code, a message or words."));
            return "";
        }

        if (Encoding.UTF8.GetByteCount(text) <= ApiLimits.QueryBytes) return text;
        Refuse(ApiProblem.TooLarge("'q' is too long: up to 65,536 bytes of UTF-8 are searched. Send the part that holds the error."));
        return "";
    }

    /// <summary>One kind, or null for all.</summary>
    public EntryKind? Kind(string? word)
    {
        if (string.IsNullOrEmpty(word)) return null;
        foreach (var kind in AllKinds)
            if (string.Equals(Words.Of(kind), word, StringComparison.OrdinalIgnoreCase)) return kind;
        Refuse(ApiProblem.BadRequest($"'kind' is not known. Give one of {string.Join(", ", AllKinds.Select(Words.Of))}, or leave it out."));
        return null;
    }

    /// <summary>The id of one component, or null for all.</summary>
    public string? Component(string? word, KnowledgeBase knowledge)
    {
        if (string.IsNullOrEmpty(word)) return null;
        foreach (var component in knowledge.Components)
            if (string.Equals(component.Id, word, StringComparison.OrdinalIgnoreCase)) return component.Id;
        Refuse(ApiProblem.BadRequest($"'component' is not known. Give one of {string.Join(", ", knowledge.Components.Select(c => c.Id))}, or leave it out."));
        return null;
    }

    /// <summary>An answer to a step: a text, or a list of texts. Empty where it was refused.</summary>
    public AnswerValue Answer(string name, JsonElement value)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String) return AnswerValue.Of(value.GetString()!);
            if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String))
                return AnswerValue.OfList(value.EnumerateArray().Select(i => i.GetString()!));
            Refuse(ApiProblem.BadRequest($"'{name}' is {BodyFaults.Word(value)}: give a text in quotes, or a list of texts to a checklist."));
        }
        catch (InvalidOperationException)
        {
            Refuse(ApiProblem.BadRequest(BodyFaults.NotUnicode(name)));
        }
        return AnswerValue.Of("");
    }

    /// <summary>The most items to return, 1 to 100.</summary>
    protected int Limit(long? limit, int usual)
    {
        if (limit is null) return usual;
        if (limit is >= 1 and <= 100) return (int)limit;
        Refuse(ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'limit' is {limit}: give a whole number from 1 to 100.")));
        return usual;
    }

    public void Refuse(ApiProblem problem) => Problem ??= problem;
}
