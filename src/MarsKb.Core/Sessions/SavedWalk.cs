using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Text;

namespace MarsKb.Sessions;

/// <summary>
/// A walk through a flow that an exported knowledge base has saved as a file. The file is somebody's: nothing in it counts before the flow has been walked
/// again with its answers, by the same rules as on the site.
/// </summary>
/// <param name="Id">32 hexadecimal digits, chosen at random when the walk began.</param>
public sealed record SavedWalk(string Id, string Flow, string Version, string? Ticket, string? At, DateTime StartedAt, ImmutableArray<SavedEntry> Entries)
{
    /// <summary>Bytes of a file.</summary>
    public const int LongestFile = 4 * 1024 * 1024;

    /// <summary>Entries of a walk.</summary>
    public const int MostEntries = 2_000;

    const string Format = "marskb-walk";
    const int FormatVersion = 1;
    const int LongestName = 200;

    static readonly DateTime Earliest = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What the record of such a session says of where it took place.</summary>
    const string Where = "in an exported copy without the site; taken in from a file";

    /// <exception cref="SavedWalkException">It is no such file, or it has been changed since it was saved.</exception>
    public static SavedWalk Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > LongestFile) throw new SavedWalkException($"The file is larger than {LongestFile >> 20} MiB, which no saved walk is.");
        try
        {
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 8 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Optional(root, "format") != Format) throw new SavedWalkException("This is no walk that an exported knowledge base has saved.");
            if (Number(root, "formatVersion") != FormatVersion) throw new SavedWalkException("The file was saved by another version of MarsKb, in a form that this one does not know.");
            var flow = root.GetProperty("flow");
            var entries = root.GetProperty("events");
            if (entries.GetArrayLength() > MostEntries) throw new SavedWalkException($"The walk has more than {MostEntries.ToString("N0", CultureInfo.InvariantCulture)} entries.");
            var walk = new SavedWalk(
                Text(root, "id"), Text(flow, "id"), Text(flow, "version"), Optional(root, "ticket"), Optional(root, "at"), Time(Text(root, "startedAt")),
                [.. entries.EnumerateArray().Select(SavedEntry.Of)]);
            if (walk.Id.Length != 32 || !walk.Id.All(char.IsAsciiHexDigitLower)) throw new SavedWalkException("The walk has no name of its own.");
            if (walk.CheckOf(Text(root, "startedAt")) != Text(root, "check")) throw new SavedWalkException("The file has been changed since it was saved: its check does not fit.");
            return walk;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SavedWalkException("This is no walk that an exported knowledge base has saved, or it is damaged.", e);
        }
    }

    /// <summary>Walks the flow again.</summary>
    /// <param name="flow">In the version that the file names.</param>
    /// <param name="now">UTC; a time after it is put back to it, as clocks of machines without a network go wrong.</param>
    /// <returns>What happened, as a session keeps it.</returns>
    /// <exception cref="SavedWalkException">An entry does not fit the flow.</exception>
    public ImmutableArray<SessionEvent> Walk(Flow flow, DateTime now)
    {
        var events = new List<SessionEvent> { Begin(flow, now) };
        var known = Entries.TakeWhile(e => e.Kind == "known").ToList();
        foreach (var entry in known) events.Add(Known(flow, entry, events.Count, now));
        events.Add(new(events.Count, SessionEventKind.HandedOver, events[^1].At) { Text = Where });

        Flow FlowOf(string version) => version == flow.Version ? flow : throw new SavedWalkException("A walk has one version of its flow.");
        var session = Session.Replay(events, FlowOf);
        foreach (var (index, entry) in Entries.Index().Skip(known.Count))
        {
            var decision = entry.Do(session, Bound(entry.At, now));
            if (decision.Event is not { } e) throw Wrong(index + 1, decision.Refusal!);
            if (e.Step != entry.Step || e.Visit != entry.Visit) throw Wrong(index + 1, "It is about another step than the walk had come to.");
            session = session.With(e, FlowOf);
        }
        return session.Events;
    }

    SessionEvent Begin(Flow flow, DateTime now)
    {
        if (Ticket is not null && WrittenText.Ticket(Ticket) is null) throw new SavedWalkException("The ticket in the file is no reference.");
        if (At is not null && flow.ById.GetValueOrDefault(At) is not { IsShown: true })
            throw new SavedWalkException($"The flow '{flow.Key}' has no step '{ShortText.Excerpt(At)}' to begin at.");
        return new(0, SessionEventKind.Started, Bound(StartedAt, now)) { Version = flow.Version, Text = WrittenText.Ticket(Ticket), Step = At };
    }

    static SessionEvent Known(Flow flow, SavedEntry entry, int number, DateTime now)
    {
        if (entry.Answer is not { } answer || flow.FindAsked(entry.Step) is not { } asked) throw Wrong(number, $"The flow does not ask for '{ShortText.Excerpt(entry.Step)}'.");
        if (asked.Check(answer) is { } fault) throw Wrong(number, fault);
        return new(number, SessionEventKind.Known, Bound(entry.At, now)) { Step = entry.Step, Visit = 1, Answer = answer };
    }

    /// <summary>CRC-32 over all that counts, as the page that saved it reckons it: it finds damage and careless edits; what somebody forges, the walk finds.</summary>
    internal string CheckOf(string startedAt)
    {
        var head = Joined('\u001D', [FormatVersion.ToString(CultureInfo.InvariantCulture), Flow, Version, Id, Ticket ?? "", At ?? "", startedAt]);
        var crc = uint.MaxValue;
        foreach (var b in Encoding.UTF8.GetBytes(Joined('\u001D', [head, .. Entries.Select(LineOf)])))
        {
            crc ^= b;
            // The reversed polynomial of CRC-32, bit by bit: a table would not be worth its lines for a few thousand entries.
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
        }
        return (crc ^ uint.MaxValue).ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>An entry as it is reckoned. Its parts stand between control characters that no text in the file can have.</summary>
    static string LineOf(SavedEntry e)
    {
        var visit = e.Visit == 0 ? "" : e.Visit.ToString(CultureInfo.InvariantCulture);
        var answer = e.Answer switch { null => "", { IsList: true } list => "[" + Joined('\u001E', list.Items), var one => one.Items[0] };
        var resolved = e.Resolved switch { true => "true", false => "false", null => "" };
        return Joined('\u001F', [e.Kind, e.Written, e.Step, visit, answer, e.Note ?? "", resolved]);
    }

    static string Joined(char separator, IEnumerable<string> parts) => string.Join(separator, parts);

    static DateTime Bound(DateTime time, DateTime now) => time > now ? now : time;

    static SavedWalkException Wrong(int entry, string why) => new(string.Create(CultureInfo.InvariantCulture, $"Entry {entry} does not fit the flow: {why}"));

    internal static DateTime Time(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) && time >= Earliest
            ? time : throw new SavedWalkException($"'{ShortText.Excerpt(text)}' is no time of a walk.");

    internal static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() is { Length: <= LongestName } text ? text : throw new JsonException();

    internal static string? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    static int Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;
}

/// <summary>Something that happened in a saved walk, not yet believed.</summary>
/// <param name="Written">The time as it stands in the file.</param>
/// <param name="Visit">0 where the file names none.</param>
public sealed record SavedEntry(string Kind, DateTime At, string Written, string Step, int Visit, AnswerValue? Answer, string? Note, bool? Resolved)
{
    internal static SavedEntry Of(JsonElement entry)
    {
        var written = SavedWalk.Text(entry, "at");
        return new SavedEntry(
            SavedWalk.Text(entry, "kind"), SavedWalk.Time(written), written, SavedWalk.Text(entry, "step"), entry.TryGetProperty("visit", out var visit) ? visit.GetInt32() : 0,
            entry.TryGetProperty("answer", out var answer) ? Value(answer) : null, SavedWalk.Optional(entry, "note"), entry.TryGetProperty("resolved", out var resolved) ? resolved.GetBoolean() : null);
    }

    /// <summary>Does the same in a session.</summary>
    internal SessionDecision Do(Session session, DateTime at) => (Kind, Answer, Resolved) switch
    {
        ("answered", { } answer, null) when session.Current.Id == Step => session.Answer(Step, answer, WrittenText.Note(Note), at, null),
        ("changed", { } answer, null) when session.Answers.Any(a => a.Step.Id == Step) => Change(session, answer, at),
        ("went-back", null, null) when Note is null => session.Back(at, null),
        // The outcome is reached once; its entry in a session has no visit.
        ("finished", null, { } resolved) when session.Current.Id == Step => session.End(resolved, WrittenText.Note(Note), at, null),
        ("answered" or "changed" or "went-back" or "finished", _, _) => SessionDecision.Refuse($"The walk is at '{session.Current.Id}'."),
        _ => SessionDecision.Refuse("Nobody knows what it is."),
    };

    /// <summary>In a loop the way may be at the step that is changed: then an answer to it would be a new one.</summary>
    SessionDecision Change(Session session, AnswerValue answer, DateTime at) =>
        session.Current.Id == Step ? SessionDecision.Refuse("An answer cannot be changed while its step is asked again.") : session.Answer(Step, answer, WrittenText.Note(Note), at, null);

    static AnswerValue Value(JsonElement answer) => answer.ValueKind == JsonValueKind.Array
        ? AnswerValue.OfList(answer.EnumerateArray().Select(a => a.GetString() ?? throw new JsonException()))
        : AnswerValue.Of(answer.GetString() ?? throw new JsonException());
}

/// <summary>A file is not taken in; the message says why.</summary>
public sealed class SavedWalkException(string message, Exception? inner = null) : Exception(message, inner);
