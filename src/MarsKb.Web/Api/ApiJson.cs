using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using MarsKb.Api.Documents;

namespace MarsKb.Api;

/// <summary>
/// How the documents of the API are written: camel case, text of all languages as it is, and never a bare angle bracket
/// or ampersand, so that a reply stays harmless when somebody puts it into a page.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SearchReply))]
[JsonSerializable(typeof(SuggestReply))]
[JsonSerializable(typeof(ItemList))]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(CodeDocument))]
[JsonSerializable(typeof(MatrixDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(FeedbackBody))]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(bool))]
public sealed partial class ApiJson : JsonSerializerContext
{
    static readonly JavaScriptEncoder ReadableAndSafe = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>For replies.</summary>
    public static ApiJson Compact { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = ReadableAndSafe });

    /// <summary>For people: the same documents on several lines.</summary>
    public static ApiJson Indented { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = ReadableAndSafe, WriteIndented = true });
}
