using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MarsKb.Flows.Steps;
using MarsKb.Security;
using Microsoft.Net.Http.Headers;

namespace MarsKb.Api;

/// <summary>
/// What a JSON body asks for. Members are read by name and nothing is bound, so a member that is not part of the request
/// changes nothing. Read strictly: a member twice, comments, trailing commas and nesting beyond 32 are refused.
/// </summary>
sealed class BodyInput : ApiInput, IDisposable
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    readonly JsonDocument? body;

    BodyInput(JsonDocument body) => this.body = body;

    BodyInput(ApiProblem problem) => Refuse(problem);

    /// <param name="limit">Most bytes that the body may have.</param>
    public static async Task<BodyInput> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (!IsJson(request.ContentType))
            return new BodyInput(ApiProblem.WrongType("Send the body as JSON in UTF-8, with the header 'Content-Type: application/json'."));
        var tooLarge = ApiProblem.TooLarge(string.Create(CultureInfo.InvariantCulture, $"The body is too large: up to {limit / 1024} KiB are read."));
        if (request.ContentLength > limit)
        {
            await OversizedBody.DiscardAsync(request.HttpContext);
            return new BodyInput(tooLarge);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, throwOnEndOfStream: false, cancel);
            if (length <= limit) return Parse(buffer.AsSpan(0, length));
            await OversizedBody.DiscardAsync(request.HttpContext);
            return new BodyInput(tooLarge);
        }
        finally
        {
            // What people paste does not stay behind in a shared buffer.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    static BodyInput Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            // A copy: the document outlives the shared buffer.
            var body = JsonDocument.Parse(utf8.ToArray(), Strict);
            if (body.RootElement.ValueKind == JsonValueKind.Object) return new BodyInput(body);
            body.Dispose();
            return new BodyInput(ApiProblem.BadRequest("The body is not a JSON object: it begins with '{'."));
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            var column = (e.BytePositionInLine ?? 0) + 1;
            return new BodyInput(ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture,
                $"The body is not valid JSON at line {line}, byte {column}. Each member may stand once, nesting goes to 32 levels, comments and trailing commas are not allowed.")));
        }
        catch (InvalidOperationException)
        {
            return new BodyInput(ApiProblem.BadRequest("The body holds a name that is not valid Unicode."));
        }
    }

    public override string? Text(string name)
    {
        if (!Find(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String)
        {
            try
            {
                return value.GetString();
            }
            catch (InvalidOperationException)
            {
                Refuse(ApiProblem.BadRequest($"'{name}' is not valid Unicode: it holds half of a surrogate pair or bytes that are not UTF-8."));
                return null;
            }
        }

        Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: give a text in quotes."));
        return null;
    }

    /// <summary>True or false, or null where it is absent or was refused.</summary>
    public bool? Flag(string name)
    {
        if (!Find(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: give true or false."));
        return null;
    }

    /// <summary>A text that must be there; empty where it was refused.</summary>
    public string Needed(string name)
    {
        var text = Text(name);
        if (text is null) Refuse(ApiProblem.BadRequest($"'{name}' is missing: give a text in quotes."));
        return text ?? "";
    }

    /// <summary>True or false, which must be there; false where it was refused.</summary>
    public bool NeededFlag(string name)
    {
        var flag = Flag(name);
        if (flag is null) Refuse(ApiProblem.BadRequest($"'{name}' is missing: give true or false."));
        return flag ?? false;
    }

    /// <summary>The revision of a session, which must be there; 0 where it was refused.</summary>
    public int Revision()
    {
        var revision = Whole("revision");
        if (revision is null) Refuse(ApiProblem.BadRequest("'revision' is missing: give the revision of the session as it was last seen, a whole number."));
        else if (revision is < 0 or > int.MaxValue) Refuse(ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'revision' is {revision}: revisions count from 0.")));
        else return (int)revision;
        return 0;
    }

    /// <summary>An answer, which must be there; empty where it was refused.</summary>
    public AnswerValue Answer(string name)
    {
        if (Find(name, out var value)) return AnswerOf(name, value);
        Refuse(ApiProblem.BadRequest($"'{name}' is missing: give a text, or a list of texts to a checklist."));
        return AnswerValue.Of("");
    }

    /// <summary>Answers by the ids of their steps; none where the member is absent or was refused.</summary>
    public List<KeyValuePair<string, AnswerValue>> Answers(string name)
    {
        if (!Find(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Object) return [.. value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, AnswerOf(name, p.Value)))];
        Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: give an object with an answer for each step by its id."));
        return [];
    }

    AnswerValue AnswerOf(string name, JsonElement value)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String) return AnswerValue.Of(value.GetString()!);
            if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String))
                return AnswerValue.OfList(value.EnumerateArray().Select(i => i.GetString()!));
            Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: give a text in quotes, or a list of texts to a checklist."));
        }
        catch (InvalidOperationException)
        {
            Refuse(ApiProblem.BadRequest($"'{name}' is not valid Unicode: it holds half of a surrogate pair or bytes that are not UTF-8."));
        }
        return AnswerValue.Of("");
    }

    /// <summary>A member as it stands, of the body or of an object in it; null where it is absent. A member that should be an object and is none is refused.</summary>
    public JsonElement? Member(string name, string? within = null)
    {
        if (!Find(name, out var value)) return null;
        if (within is null) return value;
        if (value.ValueKind != JsonValueKind.Object) Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: give an object."));
        else if (value.TryGetProperty(within, out var inner) && inner.ValueKind != JsonValueKind.Null) return inner;
        return null;
    }

    public void RefuseMember(string name, JsonElement value, string wanted) => Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: {wanted}."));

    public void Refuse(string detail) => Refuse(ApiProblem.BadRequest(detail));

    /// <summary>The text of a value that is one; what is not valid Unicode in it becomes the replacement character.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    protected override long? Whole(string name)
    {
        if (!Find(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        Refuse(ApiProblem.BadRequest($"'{name}' is {Word(value)}: give a whole number."));
        return null;
    }

    public void Dispose() => body?.Dispose();

    // A member that is null is as good as absent.
    bool Find(string name, out JsonElement value)
    {
        value = default;
        return body is not null && body.RootElement.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "a number" : "a number that is not whole or too large",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
