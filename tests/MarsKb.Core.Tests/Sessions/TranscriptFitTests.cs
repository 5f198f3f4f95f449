using System.Text;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Sessions;

/// <summary>A record fits the field of a ticket, whatever is in it.</summary>
public sealed class TranscriptFitTests
{
    static readonly Flow Flow = TestFlow.Load();

    public static TheoryData<int> Sizes { get; } = [.. Enumerable.Range(0, 40).Select(i => 200 + i * i * 4), 4_000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void It_never_takes_more_characters_than_asked_for_and_keeps_outcome_cause_and_ticket(int max)
    {
        var record = Transcript.Of(Long().Now, "https://kb.example/t/Qm7v2Rk9Lw4d");
        foreach (var text in new[] { TranscriptText.Write(record, max), TranscriptMarkdown.Write(record, max) })
        {
            Assert.True(text.Length <= max, $"{text.Length} of {max}:\n{text}");
            Assert.Contains("Still failing", text, StringComparison.Ordinal);
            Assert.Contains("The agent is old", text, StringComparison.Ordinal);
            Assert.Contains("INC-20418", text, StringComparison.Ordinal);
            Assert.Contains($"Shortened to {max:N0} characters", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void With_room_for_all_nothing_is_missing()
    {
        var record = Transcript.Of(new TestSession(Flow).Answer("manual=no").Now);
        Assert.Equal(TranscriptText.Write(record), TranscriptText.Write(record, 4_000));
        Assert.DoesNotContain("Shortened", TranscriptText.Write(record, 4_000), StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_answers_stay_and_what_is_missing_is_said()
    {
        var text = TranscriptText.Write(Transcript.Of(Long().Now), 1_500);
        Assert.Contains("] Which policy holds? restricted", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n1. [", text, StringComparison.Ordinal);
        Assert.Matches("Left out: [0-9]+ earlier answers, ", text);
        Assert.Contains("other event", text, StringComparison.Ordinal);
    }

    /// <summary>To the very character, whatever a record takes besides its answers.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(64)]
    public void As_many_of_the_latest_answers_stay_as_there_is_room_for(int each)
    {
        var record = Transcript.Of(Long().Now);
        for (var room = 3; room <= 65; room++)
            foreach (var spare in new[] { 0, 1, each - 1 })
            {
                var kept = TranscriptFit.Fit(record, room * each + spare, r => r.Steps.Length * each)!;
                Assert.Equal(Math.Min(room, record.Steps.Length), kept.Steps.Length);
                Assert.Equal(record.Steps[^1].Number, kept.Steps[^1].Number);
            }
        Assert.Equal(63, record.Steps.Length);
    }

    [Fact]
    public void Notes_lose_their_ends_before_answers_are_missing()
    {
        var session = new TestSession(Flow).Do(s => s.Answer("manual", AnswerValue.Of("no"), new string('n', 2_000), TestSession.Began, null)).Answer("version=3.0");
        var text = TranscriptText.Write(Transcript.Of(session.Now), 1_000);
        Assert.Contains("1. [02:14] Does", text, StringComparison.Ordinal);
        Assert.Contains("Left out: the end of 1 note.", text, StringComparison.Ordinal);
        Assert.Contains("nnn…", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_character_is_cut_in_half()
    {
        var session = new TestSession(Flow).Do(s => s.Answer("manual", AnswerValue.Of("no"), string.Concat(Enumerable.Repeat("x🚀", 600)), TestSession.Began, null));
        for (var max = 200; max < 2_000; max += 17)
            Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(TranscriptText.Write(Transcript.Of(session.Now), max))));
    }

    [Theory]
    [InlineData("<<<<<<<<<<")]
    [InlineData("\u202E")]
    [InlineData("a\nb\n")]
    public void Text_that_grows_when_it_is_quoted_fits_too(string unit)
    {
        var note = string.Concat(Enumerable.Repeat(unit, 2_000 / unit.Length));
        var session = new TestSession(Flow, ticket: string.Concat(Enumerable.Repeat("<", 100)));
        for (var i = 0; i < 3; i++) session.Do(s => s.Answer("manual", AnswerValue.Of("dont-know"), note, TestSession.Began, note[..Math.Min(note.Length, 100)]));
        foreach (var max in new[] { 200, 201, 250, 500, 4_000 })
        {
            Assert.True(TranscriptText.Write(Transcript.Of(session.Now), max).Length <= max);
            Assert.True(TranscriptMarkdown.Write(Transcript.Of(session.Now), max).Length <= max);
        }
    }

    /// <summary>A loop of 60 answers, each with a note.</summary>
    static TestSession Long()
    {
        var session = new TestSession(Flow, ticket: "INC-20418");
        for (var i = 0; i < 30; i++)
        {
            session.Do(s => s.Answer("manual", AnswerValue.Of("dont-know"), $"{i}: {new string('n', 400)}", session.Clock, "Ada"));
            session.Do(s => s.Answer("try", AnswerValue.Of("done"), null, session.Clock, null));
        }
        session.Do(s => s.Wait("the firewall team", session.Clock, null));
        session.Answer("manual=yes", "symptoms=slow", "manual=no", "version=2.0.9190.0", "policy=restricted");
        return session.Do(s => s.End(false, "Nothing has changed.", session.Clock, null));
    }
}
