using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Sessions;

/// <summary>What a record says, and how it is written.</summary>
public sealed class TranscriptTests
{
    const string Link = "https://kb.example/t/Qm7v2Rk9Lw4d";

    static readonly Flow Flow = TestFlow.Load();

    [Fact]
    public void As_plain_text_it_reads_from_the_outcome_to_the_details() => Assert.Equal(
        $"""
        A flow

        Outcome: Solved
        Cause: The agent is old (entry 34513, cause old-file)
        Ticket: INC-20418
        Time: 22 Nov 2026, 02:14 to 02:28 UTC
        Flow: flow, version {Flow.Version}

        What was answered:
        1. [02:14] Does a manual backup work? Yes, it completes
           From the link, not asked.
        2. [02:21] What do you see? It is slow
           Changed at 02:21, was: A proxy asks for a password; It is slow
           Note by Ada, 02:16:
           > Only in the morning.
           >
           > Since Monday.
        3. [02:24] Which version is the agent? 2.0.9190.0
           Changed at 02:24, was: 2.0.9300.0
        4. [02:27, Grace] Which policy holds? restricted
        - [02:28, Grace] Is it solved now? Yes, solved
          Note:
          > Job 8841 ran.

        Last thing to do:
        1. Update the agent.

        What else happened:
        - [02:17] Waits for something.
          For:
          > the firewall team
        - [02:18, Grace] Gone on elsewhere, with a resume code.
        - [02:20] Ticket named: INC-20418
        - [02:23] Went back to: Which version is the agent? (was: 2.0.9300.0)

        Read-only record: {Link}

        """,
        TranscriptText.Write(Transcript.Of(Solved().Now, Link)));

    [Fact]
    public void As_Markdown_it_says_the_same() => Assert.Equal(
        $"""
        # A flow

        - **Outcome:** Solved
        - **Cause:** The agent is old (entry 34513, cause old-file)
        - **Ticket:** INC-20418
        - **Time:** 22 Nov 2026, 02:14 to 02:28 UTC
        - **Flow:** flow, version {Flow.Version}

        ## What was answered

        1. 02:14: **Does a manual backup work?** Yes, it completes\
           From the link, not asked.
        2. 02:21: **What do you see?** It is slow\
           Changed at 02:21, was: A proxy asks for a password; It is slow

           Note by Ada, 02:16:

           > Only in the morning.\
           > {"\u00A0"}\
           > Since Monday.

        3. 02:24: **Which version is the agent?** 2.0.9190.0\
           Changed at 02:24, was: 2.0.9300.0
        4. 02:27, Grace: **Which policy holds?** restricted
        - 02:28, Grace: **Is it solved now?** Yes, solved

          Note:

          > Job 8841 ran.

        ## Last thing to do

        1. Update the agent.

        ## What else happened

        - 02:17: Waits for something.

          For:

          > the firewall team

        - 02:18, Grace: Gone on elsewhere, with a resume code.
        - 02:20: Ticket named: INC-20418
        - 02:23: Went back to: Which version is the agent? (was: 2.0.9300.0)

        Read-only record: <{Link}>

        """,
        TranscriptMarkdown.Write(Transcript.Of(Solved().Now, Link)));

    [Fact]
    public void An_open_session_says_what_comes_next() => Assert.Equal(
        $"""
        A flow

        Outcome: Waiting
        Waiting for: the night shift
        Next: Which policy holds?
        Time: 22 Nov 2026, 02:14 to 02:17 UTC
        Flow: flow, version {Flow.Version}
        Began at: Which version is the agent? (the steps before it were skipped)

        What was answered:
        1. [02:15] Which version is the agent? I can't tell
        - Not answered yet: Which policy holds?
          Note by Ada, 02:16:
          > Nobody may log on.

        What else happened:
        - [02:17] Waits for something.
          For:
          > the night shift

        """,
        TranscriptText.Write(Transcript.Of(new TestSession(Flow, at: "version").Answer("version=dont-know")
            .Do(s => s.Note("policy", "Nobody may log on.", TestSession.Began.AddMinutes(2), "Ada")).Do(s => s.Wait("the night shift", TestSession.Began.AddMinutes(3), null)).Now)));

    [Theory]
    [InlineData("give-up", null, TranscriptVerdict.ToHandOver)]
    [InlineData("give-up", false, TranscriptVerdict.HandedOver)]
    [InlineData("give-up", true, TranscriptVerdict.Solved)]
    [InlineData("old-agent", null, TranscriptVerdict.Found)]
    [InlineData("old-agent", true, TranscriptVerdict.Solved)]
    [InlineData("old-agent", false, TranscriptVerdict.StillFailing)]
    [InlineData("blocked", true, TranscriptVerdict.WorkedRound)]
    public void One_word_says_what_came_of_it(string outcome, bool? resolved, TranscriptVerdict verdict)
    {
        var session = new TestSession(Flow).Answer("manual=no", $"version={(outcome == "old-agent" ? "2.0.1" : "3.0")}", $"policy={(outcome == "blocked" ? "restricted" : "remote-signed")}");
        Assert.Equal(outcome, session.Now.Current.Id);
        if (resolved is { } gone) session.Do(s => s.End(gone, null, session.Clock, null));
        Assert.Equal(verdict, Transcript.Of(session.Now).Verdict);
    }

    [Fact]
    public void To_hand_over_it_says_what_to_send_along() => Assert.Contains(
        """

        Next: Ask Microsoft
        """ + "\n", TranscriptText.Write(Transcript.Of(new TestSession(Flow).Answer("manual=dont-know", "try=failed").Now)), StringComparison.Ordinal);

    [Fact]
    public void What_was_answered_before_and_a_note_on_a_step_that_the_way_left_stay_in_the_record()
    {
        var session = new TestSession(Flow).Answer("manual=yes", "symptoms=slow").Do(s => s.Note("version", "Not installed here?", TestSession.Began, "Ada")).Answer("manual=dont-know");
        var text = TranscriptText.Write(Transcript.Of(session.Now));
        Assert.Contains("Changed at 02:18, was: Yes, it completes", text, StringComparison.Ordinal);
        Assert.Contains("- [02:16] What do you see? It is slow", text, StringComparison.Ordinal);
        Assert.Contains("- [02:14, Ada] Noted at: Which version is the agent?\n  Note:\n  > Not installed here?\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_answered_before_a_step_was_taken_back_stays_too()
    {
        var session = new TestSession(Flow).Answer("manual=no", "version=2.0.9190.0", "manual=yes").Do(s => s.Back(TestSession.Began.AddMinutes(9), null));
        var text = TranscriptText.Write(Transcript.Of(session.Now));
        Assert.Contains("- [02:15] Answered: Does a manual backup work? (No)\n", text, StringComparison.Ordinal);
        Assert.Contains("- [02:17] Answered: Does a manual backup work? (Yes, it completes)\n- [02:23] Went back to: Does a manual backup work? (was: Yes, it completes)\n", text, StringComparison.Ordinal);
        Assert.Contains("- [02:16] Which version is the agent? 2.0.9190.0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_happened_is_missing_from_a_whole_record()
    {
        // Every answer that was ever given is found again: as it is, as it was before, set aside or among what else happened.
        var session = new TestSession(Flow);
        var given = new List<string>();
        var random = new Random(7);
        for (var i = 0; i < 120; i++)
        {
            if (random.Next(4) == 0 && !session.Now.Answers.IsEmpty) session.Do(s => s.Back(session.Clock, null));
            else if (random.Next(3) == 0 && !session.Now.Answers.IsEmpty) session.Answer($"manual={(random.Next(2) == 0 ? "yes" : "no")}");
            else if (!session.Now.Position.IsOutcome)
                session.Do(s => s.Answer(s.Current.Id, s.Current.Id switch
                {
                    "version" => AnswerValue.Of($"3.{given.Count + 1}.1"), "policy" => AnswerValue.Of("restricted"), "symptoms" => AnswerValue.OfList([]), "try" => AnswerValue.Of("done"), _ => AnswerValue.Of("no"),
                }, null, session.Clock, null));
            if (session.Now.Events[^1] is { Step: "version", Answer: { } version }) given.Add(version.Items[0]);
        }
        Assert.True(given.Count > 5);
        foreach (var text in new[] { TranscriptText.Write(Transcript.Of(session.Now)), TranscriptMarkdown.Write(Transcript.Of(session.Now)) })
            Assert.All(given, version => Assert.Contains(version, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_that_was_moved_shows_what_the_other_version_asked()
    {
        var session = new TestSession(Flow).Answer("manual=dont-know", "try=done", "manual=no");
        var newer = TestFlow.Load(TestFlow.Good.Replace("id: try\n", "id: try-it\n", StringComparison.Ordinal).Replace("to: try }", "to: try-it }", StringComparison.Ordinal));
        var text = TranscriptText.Write(Transcript.Of(session.MoveTo(newer).Now));
        Assert.Contains($"Moved to version {newer.Version} of the flow.", text, StringComparison.Ordinal);
        Assert.Contains("] Start a manual backup: Done", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_day_is_said()
    {
        var session = new TestSession(Flow).Do(s => s.Answer("manual", AnswerValue.Of("no"), null, TestSession.Began.AddDays(1), null));
        var text = TranscriptText.Write(Transcript.Of(session.Now));
        Assert.Contains("Time: 22 Nov 2026, 02:14 to 23 Nov 2026, 02:14 UTC", text, StringComparison.Ordinal);
        Assert.Contains("1. [23 Nov, 02:14] Does", text, StringComparison.Ordinal);
    }

    static TestSession Solved()
    {
        var session = new TestSession(Flow, known: ("manual", "yes"));
        session.Answer("symptoms=proxy,slow");
        session.Do(s => s.Note("symptoms", "Only in the morning.\n\nSince Monday.", TestSession.Began.AddMinutes(2), "Ada"));
        session.Do(s => s.Wait("the firewall team", TestSession.Began.AddMinutes(3), null));
        session.Do(s => s.HandOver("with a resume code", TestSession.Began.AddMinutes(4), "Grace"));
        session.Do(s => s.NameTicket("INC-20418", TestSession.Began.AddMinutes(6), null));
        session.Do(s => s.Answer("symptoms", AnswerValue.OfList(["slow"]), null, TestSession.Began.AddMinutes(7), null));
        session.Do(s => s.Answer("version", AnswerValue.Of("2.0.9300.0"), null, TestSession.Began.AddMinutes(8), null));
        session.Do(s => s.Back(TestSession.Began.AddMinutes(9), null));
        session.Do(s => s.Answer("version", AnswerValue.Of("2.0.9190.0"), null, TestSession.Began.AddMinutes(10), null));
        session.Do(s => s.Answer("policy", AnswerValue.Of("LocalMachine Restricted"), null, TestSession.Began.AddMinutes(13), "Grace"));
        return session.Do(s => s.End(true, "Job 8841 ran.", TestSession.Began.AddMinutes(14), "Grace"));
    }
}
