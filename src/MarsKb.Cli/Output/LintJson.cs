using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarsKb.Diagnostics;
using MarsKb.Consistency;

namespace MarsKb.Cli.Output;

/// <summary>
/// The faults of content as a document: <c>{"faults":[{"path","line","column","severity","code","text"}],"contradictions":[{"kind","subject","state","answeredAt","statements":[…]}]}</c>.
/// </summary>
static class LintJson
{
    static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="contradictions">Null when they were not looked for: then the member is absent.</param>
    public static string Write(ImmutableArray<Diagnostic> faults, ImmutableArray<Contradiction>? contradictions)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("faults");
            foreach (var fault in faults)
            {
                json.WriteStartObject();
                Place(json, fault.Location);
                json.WriteString("severity", fault.Severity == Severity.Error ? "error" : "warning");
                json.WriteString("code", fault.Code);
                json.WriteString("text", fault.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (contradictions is { } found)
            {
                json.WriteStartArray("contradictions");
                foreach (var contradiction in found) Write(json, contradiction);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    static void Write(Utf8JsonWriter json, Contradiction contradiction)
    {
        json.WriteStartObject();
        json.WriteString("kind", contradiction.Kind.ToString().ToLowerInvariant());
        json.WriteString("subject", contradiction.Subject);
        json.WriteString("state", contradiction.IsOpen ? "open" : "answered");
        if (contradiction.AnsweredAt is { } note)
        {
            json.WriteStartObject("answeredAt");
            Place(json, note);
            json.WriteEndObject();
        }
        else json.WriteNull("answeredAt");
        json.WriteStartArray("statements");
        foreach (var statement in contradiction.Statements)
        {
            json.WriteStartObject();
            json.WriteString("value", statement.Value);
            json.WriteString("key", statement.Key);
            json.WriteString("section", statement.Section);
            Place(json, statement.At);
            json.WriteString("text", statement.Text);
            json.WriteNumber("others", statement.Others);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Place(Utf8JsonWriter json, SourceLocation at)
    {
        json.WriteString("path", at.Path);
        json.WriteNumber("line", at.Line);
        json.WriteNumber("column", at.Column);
    }
}
