using System.Globalization;
using System.Text.Json;
using MarsKb.Documents;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>The record of a session as a text in one of three formats, the same for pages and API.</summary>
/// <param name="Body">Null when not even its shortest form has so few characters, which only JSON knows.</param>
public sealed record RecordFile(string ContentType, string? Body)
{
    /// <summary>As in addresses.</summary>
    public const string Markdown = "md", PlainText = "txt", Json = "json";

    /// <summary>What is wrong with a number of characters that cannot be taken.</summary>
    public static string WrongMax { get; } = string.Create(CultureInfo.InvariantCulture, $"'max' has to be a number of characters from {TranscriptFit.Least} to {TranscriptFit.Most:N0}.");

    /// <summary>What is wrong when it cannot be made as short as that.</summary>
    public const string TooShort = "As JSON this record needs more characters than 'max' allows. Ask for more, for 'txt' or for 'md'.";

    /// <summary>Reads a number of characters; absent is null.</summary>
    public static bool TryReadMax(string? text, out int? max)
    {
        max = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return string.IsNullOrEmpty(text) || max is >= TranscriptFit.Least and <= TranscriptFit.Most;
    }

    /// <returns>Null when there is no such format.</returns>
    public static RecordFile? Write(Transcript record, string readUrl, string format, int? max) => format switch
    {
        Markdown => new("text/markdown; charset=utf-8", TranscriptMarkdown.Write(record, max)),
        PlainText => new("text/plain; charset=utf-8", TranscriptText.Write(record, max)),
        Json => new("application/json; charset=utf-8", WriteJson(record, readUrl, max)),
        _ => null,
    };

    static string? WriteJson(Transcript record, string readUrl, int? max)
    {
        if (max is not { } limit) return Whole(record);
        return TranscriptFit.Fit(record, limit, r => Whole(r).Length) is { } fitting ? Whole(fitting) : null;

        string Whole(Transcript r) => JsonSerializer.Serialize(TranscriptDocument.From(r, readUrl), ApiJson.Compact.TranscriptDocument);
    }
}
