using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MarsKb.Api;

/// <summary>What is wrong with a body and what would be right, in words: all of it follows from the record, its attributes and the body itself.</summary>
static class BodyFaults
{
    /// <summary>The required members that are not there; null counts as not there.</summary>
    /// <returns>Null when all are there.</returns>
    public static string? Missing(JsonElement json, JsonTypeInfo type)
    {
        var missing = type.Properties
            .Where(p => p.IsRequired && (!json.TryGetProperty(p.Name, out var value) || value.ValueKind == JsonValueKind.Null))
            .Select(p => $"'{p.Name}' is missing: {Wanted(p)}.{About(p)}")
            .ToList();
        return missing.Count == 0 ? null : string.Join(' ', missing);
    }

    /// <summary>The first number that is beyond the range of its member.</summary>
    /// <returns>Null when all fit.</returns>
    public static string? OutOfRange(object body, JsonTypeInfo type) => type.Properties
        .Where(p => Attribute<RangeAttribute>(p) is { } range && p.Get!(body) is { } value && !range.IsValid(value))
        .Select(p => string.Create(CultureInfo.InvariantCulture, $"'{p.Name}' is {p.Get!(body)}: {Wanted(p)}."))
        .FirstOrDefault();

    /// <summary>A member that is of another type than the record has.</summary>
    /// <param name="path">Where the serializer stopped, such as <c>$.volume.readOnly</c> or <c>$.data[1]</c>.</param>
    public static string WrongType(JsonElement json, JsonTypeInfo type, string path)
    {
        var (value, holder, member) = (json, type, (JsonPropertyInfo?)null);
        var name = path.TrimStart('$', '.');
        foreach (var part in name.Split('.', '['))
        {
            if (part.EndsWith(']'))
            {
                if (value.ValueKind != JsonValueKind.Array || !int.TryParse(part.TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= value.GetArrayLength()) break;
                value = value[index];
                continue;
            }
            if (holder?.Properties.FirstOrDefault(p => p.Name == part) is not { } found || value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value)) break;
            member = found;
            holder = found.PropertyType.IsPrimitive || Type(found) == typeof(string) ? null : type.Options.GetTypeInfo(Type(found));
        }
        if (member is null) return "The body holds a member that cannot be read. The API is described at /docs/api.";
        // The serializer refuses a text of the right type only when it cannot be decoded.
        return value.ValueKind == JsonValueKind.String && (Type(member) == typeof(string) || Type(member) == typeof(ImmutableArray<string>) && name.EndsWith(']'))
            ? NotUnicode(name)
            : $"'{name}' is {Word(value)}: {Wanted(member)}.";
    }

    public static string NotUnicode(string name) => $"'{name}' is not valid Unicode: it holds half of a surrogate pair or bytes that are not UTF-8.";

    /// <summary>What stands there, in words.</summary>
    public static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "a number" : "a number that is not whole or too large",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => "an object",
    };

    static string Wanted(JsonPropertyInfo member)
    {
        var type = Type(member);
        if (type == typeof(bool)) return "give true or false";
        if (type == typeof(string)) return "give a text in quotes";
        if (type == typeof(int)) return "give a whole number" + Bounds(Attribute<RangeAttribute>(member));
        if (type == typeof(decimal)) return "give a number such as 3200 or 0.5";
        if (type == typeof(ImmutableArray<string>)) return "give a list of texts";
        return type == typeof(JsonElement) ? "give a text, or a list of texts to a checklist" : "give an object";
    }

    static string Bounds(RangeAttribute? range) => range switch
    {
        null => "",
        { Maximum: int.MaxValue } => string.Create(CultureInfo.InvariantCulture, $" from {range.Minimum}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" from {range.Minimum} to {range.Maximum}"),
    };

    static string About(JsonPropertyInfo member) => Attribute<DescriptionAttribute>(member) is { } about ? " " + about.Description.Replace('`', '\'') : "";

    static Type Type(JsonPropertyInfo member) => Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;

    static T? Attribute<T>(JsonPropertyInfo member) where T : Attribute => member.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
