using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace MarsKb.Documents;

/// <summary>
/// How the documents of the API are written: camel case, text of all languages as it is, but never a bare angle bracket, ampersand
/// or direction control, so that a reply stays harmless when somebody puts it into a page or prints it.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SearchReply))]
[JsonSerializable(typeof(SuggestReply))]
[JsonSerializable(typeof(ItemList))]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(CodeDocument))]
[JsonSerializable(typeof(MatrixDocument))]
[JsonSerializable(typeof(FlowDocument))]
[JsonSerializable(typeof(SessionDocument))]
[JsonSerializable(typeof(TranscriptDocument))]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(AnswerBody))]
[JsonSerializable(typeof(BackBody))]
[JsonSerializable(typeof(OutcomeBody))]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(CheckReply))]
[JsonSerializable(typeof(TriageReply))]
[JsonSerializable(typeof(GapsDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(FeedbackBody))]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(bool))]
public sealed partial class ApiJson : JsonSerializerContext
{
    static readonly JavaScriptEncoder ReadableAndSafe = CreateEncoder();

    /// <summary>For replies.</summary>
    public static ApiJson Compact { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = ReadableAndSafe });

    /// <summary>For people: the same documents on several lines.</summary>
    public static ApiJson Indented { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = ReadableAndSafe, WriteIndented = true });

    /// <summary>For the bodies of requests: names as they are written here, each once, and every member that a record needs.</summary>
    public static ApiJson Requests { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false, MaxDepth = 32, NumberHandling = JsonNumberHandling.Strict, PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    });

    static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        // Direction controls: on a terminal or in a log they would turn the text around them.
        settings.ForbidCharacters('\u200E', '\u200F', '\u061C');
        settings.ForbidRange(UnicodeRange.Create('\u202A', '\u202E'));
        settings.ForbidRange(UnicodeRange.Create('\u2066', '\u2069'));
        return JavaScriptEncoder.Create(settings);
    }
}
