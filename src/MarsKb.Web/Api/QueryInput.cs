using System.Globalization;

namespace MarsKb.Api;

/// <summary>What the query string asks for.</summary>
sealed class QueryInput(IQueryCollection query) : ApiInput
{
    public override string? Text(string name)
    {
        var values = query[name];
        if (values.Count <= 1) return values.Count == 0 ? null : values[0] ?? "";
        Refuse(ApiProblem.BadRequest($"'{name}' is given {values.Count} times: give it once."));
        return null;
    }

    protected override long? Whole(string name)
    {
        if (Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(ApiProblem.BadRequest($"'{name}' is not a whole number."));
        return null;
    }
}
