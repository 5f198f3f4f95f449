using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Infra;

/// <summary>Flow files for tests.</summary>
static class TestFlow
{
    public const string Head = """
        key: flow
        title: A flow
        component: cache
        summary: What it is about.
        sources:
          - { title: T, url: "https://learn.test/x", licence: CC BY 4.0, date: 2026-11-01 }
        owner: backup team
        reviewed: 2026-11-01
        reviewBy: 2027-11-01

        """;

    /// <summary>One step of each kind but a subflow.</summary>
    public const string Good = Head + """
        minutes: 8
        needs: [Administrator]
        covers:
          - { entry: "34513", step: symptoms, answers: { manual: "yes" } }
        start: manual
        steps:
          - id: manual
            type: question
            title: Does a manual backup work?
            text: Choose **Back Up Now**.
            choices:
              - { id: "yes", text: "Yes, it completes", to: symptoms }
              - { id: "no", text: "No", hint: At once or later, to: version }
              - { id: dont-know, text: I can't tell, to: try }
          - id: try
            type: instruction
            title: Start a manual backup
            do:
              - Choose **Back Up Now**.
              - "{{action: check-proxy}}"
            expected: It begins.
            undo: Cancel it.
            minutes: 5
            privilege: Administrator
            done: manual
            failed: give-up
            couldNot: give-up
          - id: symptoms
            type: checklist
            title: What do you see?
            choices:
              - { id: proxy, text: A proxy asks for a password }
              - { id: slow, text: It is slow }
            to: version
            dontKnow: version
          - id: version
            type: input
            title: Which version is the agent?
            input: { type: version, example: 2.0.9249.0 }
            to: policy
            dontKnow: policy
          - id: policy
            type: paste
            title: Which policy holds?
            command: Get-ExecutionPolicy -List
            pattern: execution-policy
            input: { example: "LocalMachine RemoteSigned" }
            to: decide
            dontKnow: decide
          - id: decide
            type: decision
            branches:
              - when: { step: version, below: 2.0.9249.0 }
                to: old-agent
              - when:
                  all:
                    - { step: policy, is: restricted }
                    - not: { step: version, unknown: true }
                to: blocked
              - otherwise: true
                to: give-up
          - id: old-agent
            type: outcome
            title: The agent is old
            outcome: fixed
            cause: { entry: "34513", cause: old-file }
            actions: [Update the agent.]
          - id: blocked
            type: outcome
            title: Scripts are blocked
            outcome: worked-round
            actions: [Allow scripts.]
          - id: give-up
            type: outcome
            title: Ask Microsoft
            text: Nothing was found.
            outcome: escalate
            actions: [Open a case.]
            attach: [The log of the agent.]

        """;

    public static TestContent Content(string flow = Good) => TestContent.Good().With("flows/flow.yaml", flow);

    public static Flow Load(string flow = Good)
    {
        using var content = Content(flow);
        return content.LoadGood().Flows.Single(f => f.Key == "flow");
    }

    /// <summary>Answers as <c>step=answer</c>; several of one step are its visits in order.</summary>
    public static StepAnswer[] Answers(Flow flow, params string[] answers)
    {
        var visits = new Dictionary<string, int>();
        return [.. answers.Select(a =>
        {
            var step = a[..a.IndexOf('=', StringComparison.Ordinal)];
            visits[step] = visits.GetValueOrDefault(step) + 1;
            return new StepAnswer(step, AnswerValue.Typed(flow.ById[step], a[(step.Length + 1)..]), visits[step]);
        })];
    }
}
