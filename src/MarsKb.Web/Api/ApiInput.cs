using System.Globalization;
using System.Text;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Entries;

namespace MarsKb.Api;

/// <summary>
/// What a request asks for, read value by value. The first fault is kept in <see cref="Problem"/>; reading goes on with
/// harmless values, so a handler reads everything and then looks once.
/// </summary>
abstract class ApiInput
{
    static readonly EntryKind[] AllKinds = [EntryKind.Error, EntryKind.Guide, EntryKind.Flow, EntryKind.Matrix];

    public ApiProblem? Problem { get; private set; }

    /// <summary>The text to search for; may be blank, not absent.</summary>
    public string Query()
    {
        var text = Text("q");
        if (text is null)
        {
            Refuse(ApiProblem.BadRequest("'q' is missing: the text to search for. It may be a code, a message or words."));
            return "";
        }

        if (Encoding.UTF8.GetByteCount(text) <= ApiLimits.QueryBytes) return text;
        Refuse(ApiProblem.TooLarge("'q' is too long: up to 65,536 bytes of UTF-8 are searched. Send the part that holds the error."));
        return "";
    }

    /// <summary>The most items to return, 1 to 100.</summary>
    public int Limit(int usual)
    {
        if (Whole("limit") is not { } limit) return usual;
        if (limit is >= 1 and <= 100) return (int)limit;
        Refuse(ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'limit' is {limit}: give a whole number from 1 to 100.")));
        return usual;
    }

    /// <summary>The page of a list, from 1.</summary>
    public int Page()
    {
        if (Whole("page") is not { } page) return 1;
        if (page is >= 1 and <= int.MaxValue) return (int)page;
        Refuse(ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'page' is {page}: pages count from 1.")));
        return 1;
    }

    /// <summary>One kind, or null for all.</summary>
    public EntryKind? Kind()
    {
        if (Text("kind") is not { Length: > 0 } word) return null;
        foreach (var kind in AllKinds)
            if (string.Equals(Words.Of(kind), word, StringComparison.OrdinalIgnoreCase)) return kind;
        Refuse(ApiProblem.BadRequest($"'kind' is not known. Give one of {string.Join(", ", AllKinds.Select(Words.Of))}, or leave it out."));
        return null;
    }

    /// <summary>The id of one component, or null for all.</summary>
    public string? Component(KnowledgeBase knowledge)
    {
        if (Text("component") is not { Length: > 0 } word) return null;
        foreach (var component in knowledge.Components)
            if (string.Equals(component.Id, word, StringComparison.OrdinalIgnoreCase)) return component.Id;
        Refuse(ApiProblem.BadRequest($"'component' is not known. Give one of {string.Join(", ", knowledge.Components.Select(c => c.Id))}, or leave it out."));
        return null;
    }

    /// <summary>A text, or null where it is absent or was refused.</summary>
    public abstract string? Text(string name);

    /// <summary>A whole number, or null where it is absent or was refused.</summary>
    protected abstract long? Whole(string name);

    protected void Refuse(ApiProblem problem) => Problem ??= problem;
}
