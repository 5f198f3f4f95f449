using System.Text;
using System.Text.Json.Nodes;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Sessions;

public sealed class SavedWalkTests
{
    static readonly Flow Flow = TestFlow.Load();

    static readonly DateTime Now = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Two answers, one of them changed and one taken back, and the end.</summary>
    static JsonObject Good() => new()
    {
        ["format"] = "marskb-walk", ["formatVersion"] = 1, ["id"] = new string('a', 32), ["flow"] = new JsonObject { ["id"] = "flow", ["title"] = "A flow", ["version"] = Flow.Version },
        ["ticket"] = "INC-1", ["at"] = null, ["startedAt"] = "2026-11-22T02:14:00.000Z",
        ["events"] = new JsonArray(
            Entry("answered", "manual", "yes"), Entry("answered", "symptoms", new JsonArray("proxy", "slow")), Entry("changed", "manual", "no"), Entry("answered", "version", "2.0.9190.0", "as the console\nshows it"),
            Entry("went-back", "version", null), Entry("answered", "version", "2.0.9190.0"), Entry("answered", "policy", "LocalMachine RemoteSigned"), new JsonObject { ["kind"] = "finished", ["at"] = "2026-11-22T02:20:00.000Z", ["step"] = "old-agent", ["resolved"] = true, ["note"] = "It runs." }),
    };

    static JsonObject Entry(string kind, string step, JsonNode? answer, string? note = null)
    {
        var entry = new JsonObject { ["kind"] = kind, ["at"] = "2026-11-22T02:15:00.000Z", ["step"] = step, ["visit"] = 1 };
        if (answer is not null) entry["answer"] = answer;
        if (note is not null) entry["note"] = note;
        return entry;
    }

    /// <summary>With a check that fits, as somebody makes it who knows how.</summary>
    static byte[] Sealed(JsonObject walk)
    {
        walk["check"] = "00000000";
        var entries = walk["events"]!.AsArray().Select(e => SavedEntry.Of(System.Text.Json.JsonDocument.Parse(e!.ToJsonString()).RootElement));
        walk["check"] = new SavedWalk((string)walk["id"]!, (string)walk["flow"]!["id"]!, (string)walk["flow"]!["version"]!, (string?)walk["ticket"], (string?)walk["at"], Now, [.. entries]).CheckOf((string)walk["startedAt"]!);
        return Encoding.UTF8.GetBytes(walk.ToJsonString());
    }

    static Session Walked(JsonObject walk) => Session.Replay(SavedWalk.Read(Sealed(walk)).Walk(Flow, Now), _ => Flow);

    static string Refusal(JsonObject walk) => Assert.Throws<SavedWalkException>(() => Walked(walk)).Message;

    [Fact]
    public void A_saved_walk_becomes_the_session_that_it_was()
    {
        var session = Walked(Good());
        Assert.True(session.IsDone);
        Assert.Equal(("INC-1", true, "It runs.", "old-agent"), (session.Ticket, session.Finish!.Resolved, session.Finish.Text, session.Current.Id));
        Assert.Equal(["manual=no", "version=2.0.9190.0", "policy=LocalMachine RemoteSigned"], session.Answers.Select(a => $"{a.Step.Id}={a.Answer.Items[0]}"));
        Assert.Equal("as the console\nshows it", session.Answers[1].Note);
        Assert.Equal("yes", Assert.Single(session.Answers[0].Earlier).Answer.Items[0]);
        Assert.Equal(new DateTime(2026, 11, 22, 2, 20, 0, DateTimeKind.Utc), session.ChangedAt);
        Assert.Contains("in an exported copy without the site", TranscriptText.Write(Transcript.Of(session), null), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_walk_can_be_gone_on_with()
    {
        var walk = Good();
        while (walk["events"]!.AsArray().Count > 4) walk["events"]!.AsArray().RemoveAt(4);
        var session = Walked(walk);
        Assert.Equal((false, "policy"), (session.IsDone, session.Current.Id));
        Assert.NotNull(session.Answer("policy", AnswerValue.Of("restricted"), null, Now, null).Event);
    }

    [Fact]
    public void Answers_of_a_link_and_a_beginning_in_the_middle_are_kept_as_such()
    {
        var walk = Good();
        walk["at"] = "version";
        walk["events"] = new JsonArray(Entry("known", "version", "2.0.9190.0"), Entry("answered", "policy", "dont-know"));
        var session = Walked(walk);
        Assert.Equal(("version", "old-agent", true), (session.At, session.Current.Id, session.Answers[0].IsKnown));
    }

    [Fact]
    public void Times_after_now_are_put_back()
    {
        var walk = Good();
        walk["events"]![7]!["at"] = "2031-01-01T00:00:00.000Z";
        Assert.Equal(Now, Walked(walk).ChangedAt);
    }

    [Theory]
    [InlineData("\"answer\":\"no\"", "\"answer\":\"yes\"")]
    [InlineData("INC-1", "INC-2")]
    [InlineData("It runs.", "It does not.")]
    [InlineData("\"resolved\":true", "\"resolved\":false")]
    [InlineData("02:20:00", "02:21:00")]
    public void A_file_that_was_changed_is_refused(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Sealed(Good()));
        Assert.Contains(from, text, StringComparison.Ordinal);
        var refused = Assert.Throws<SavedWalkException>(() => SavedWalk.Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))));
        Assert.Equal("The file has been changed since it was saved: its check does not fit.", refused.Message);
    }

    [Fact]
    public void Forged_answers_are_found_by_walking()
    {
        var unknownChoice = Good();
        unknownChoice["events"]![0]!["answer"] = "perhaps";
        Assert.Equal("Entry 1 does not fit the flow: Answer with one of yes, no, dont-know.", Refusal(unknownChoice));
        var elsewhere = Good();
        elsewhere["events"]![1]!["step"] = "policy";
        Assert.Equal("Entry 2 does not fit the flow: The walk is at 'symptoms'.", Refusal(elsewhere));
        var otherEnd = Good();
        otherEnd["events"]![7]!["step"] = "blocked";
        Assert.Equal("Entry 8 does not fit the flow: The walk is at 'old-agent'.", Refusal(otherEnd));
        var wrongVisit = Good();
        wrongVisit["events"]![0]!["visit"] = 7;
        Assert.Equal("Entry 1 does not fit the flow: It is about another step than the walk had come to.", Refusal(wrongVisit));
        var unknownKind = Good();
        unknownKind["events"]![0]!["kind"] = "moved";
        Assert.Equal("Entry 1 does not fit the flow: Nobody knows what it is.", Refusal(unknownKind));
        var afterTheEnd = Good();
        afterTheEnd["events"]!.AsArray().Add(Entry("went-back", "policy", null));
        Assert.StartsWith("Entry 9 does not fit the flow: This session is done", Refusal(afterTheEnd), StringComparison.Ordinal);
        var longNote = Good();
        longNote["events"]![0]!["note"] = new string('x', WrittenText.LongestNote + 1);
        Assert.StartsWith("Entry 1 does not fit the flow: The note is too long", Refusal(longNote), StringComparison.Ordinal);
        var noStep = Good();
        noStep["at"] = "nowhere";
        Assert.Equal("The flow 'flow' has no step 'nowhere' to begin at.", Refusal(noStep));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"marskb-walk\",\"formatVersion\":1}")]
    [InlineData("{\"format\":\"marskb-walk\",\"formatVersion\":1,\"id\":1,\"flow\":\"x\",\"events\":{}}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[")]
    public void What_is_no_saved_walk_is_refused(string text) => Assert.Throws<SavedWalkException>(() => SavedWalk.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_file_of_another_form_or_too_large_is_refused_and_says_so()
    {
        var later = Good();
        later["formatVersion"] = 2;
        Assert.Contains("another version of MarsKb", Refusal(later), StringComparison.Ordinal);
        Assert.Contains("larger than 4 MiB", Assert.Throws<SavedWalkException>(() => SavedWalk.Read(new byte[SavedWalk.LongestFile + 1])).Message, StringComparison.Ordinal);
        var many = Good();
        for (var i = 0; i < SavedWalk.MostEntries; i++) many["events"]!.AsArray().Add(Entry("went-back", "version", null));
        Assert.Contains("more than 2,000 entries", Refusal(many), StringComparison.Ordinal);
        var early = Good();
        early["startedAt"] = "1999-12-31T00:00:00.000Z";
        Assert.Contains("is no time of a walk", Refusal(early), StringComparison.Ordinal);
    }
}
