using System.Globalization;
using MarsKb.Content;
using MarsKb.Entries;

namespace MarsKb.Api;

/// <summary>What the query string asks for.</summary>
sealed class QueryInput(IQueryCollection query) : ApiInput
{
    /// <summary>The text to search for; may be blank, not absent.</summary>
    public string Query() => Query(Text("q"));

    /// <summary>The most items to return, 1 to 100.</summary>
    public int Limit(int usual) => Limit(Whole("limit"), usual);

    /// <summary>One kind, or null for all.</summary>
    public EntryKind? Kind() => Kind(Text("kind"));

    /// <summary>The id of one component, or null for all.</summary>
    public string? Component(KnowledgeBase knowledge) => Component(Text("component"), knowledge);

    /// <summary>The page of a list, from 1.</summary>
    public int Page()
    {
        if (Whole("page") is not { } page) return 1;
        if (page is >= 1 and <= int.MaxValue) return (int)page;
        Refuse(ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'page' is {page}: pages count from 1.")));
        return 1;
    }

    /// <summary>A text, or null where it is absent or was refused.</summary>
    public string? Text(string name)
    {
        var values = query[name];
        if (values.Count <= 1) return values.Count == 0 ? null : values[0] ?? "";
        Refuse(ApiProblem.BadRequest($"'{name}' is given {values.Count} times: give it once."));
        return null;
    }

    long? Whole(string name)
    {
        if (Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(ApiProblem.BadRequest($"'{name}' is not a whole number."));
        return null;
    }
}
