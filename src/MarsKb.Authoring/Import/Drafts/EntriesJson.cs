using System.Text.Encodings.Web;
using System.Text.Json;
using MarsKb.Import.Rules;

namespace MarsKb.Import.Drafts;

/// <summary>Writes the entries of one article as the outside contract has it.</summary>
static class EntriesJson
{
    // The file is read by programs and people, never put into a page.
    static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IEnumerable<ImportedEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("entries");
            foreach (var entry in entries) Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    static void Write(Utf8JsonWriter json, ImportedEntry entry)
    {
        json.WriteStartObject();
        json.WriteStartArray("codes");
        foreach (var code in entry.Codes) json.WriteStringValue(code);
        json.WriteEndArray();
        json.WriteString("title", entry.Title);
        json.WriteString("message", entry.Messages.FirstOrDefault()?.Text ?? "");
        json.WriteStartArray("causes");
        foreach (var cause in entry.Causes) Cause(json, cause.Text, cause.Actions);
        // Actions for whichever cause it is stand under a cause without text.
        if (entry.Actions.Count > 0) Cause(json, "", entry.Actions);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Cause(Utf8JsonWriter json, string text, IReadOnlyList<ImportedAction> actions)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteStartArray("actions");
        foreach (var action in actions) json.WriteStringValue(action.Text);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
