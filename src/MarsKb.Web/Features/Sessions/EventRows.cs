using System.Text.Json;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>Events as rows and back.</summary>
static class EventRows
{
    public static StoredEvent ToRow(this SessionEvent e) => new()
    {
        Revision = e.Revision,
        Kind = e.Kind.ToString(),
        At = e.At,
        Person = e.Person,
        Step = e.Step,
        Visit = e.Visit,
        Answer = e.Answer is null ? null : Write(e.Answer),
        Text = e.Text,
        Version = e.Version,
        Resolved = e.Resolved,
    };

    public static SessionEvent ToEvent(this StoredEvent row) => new(row.Revision, Enum.Parse<SessionEventKind>(row.Kind), DateTime.SpecifyKind(row.At, DateTimeKind.Utc))
    {
        Person = row.Person,
        Step = row.Step,
        Visit = row.Visit,
        Answer = row.Answer is null ? null : Read(row.Answer),
        Text = row.Text,
        Version = row.Version,
        Resolved = row.Resolved,
    };

    static string Write(AnswerValue answer) => answer.IsList ? JsonSerializer.Serialize(answer.Items.AsEnumerable()) : JsonSerializer.Serialize(answer.Items[0]);

    static AnswerValue Read(string json) => json.StartsWith('[')
        ? AnswerValue.OfList(JsonSerializer.Deserialize<string[]>(json)!)
        : AnswerValue.Of(JsonSerializer.Deserialize<string>(json)!);
}
