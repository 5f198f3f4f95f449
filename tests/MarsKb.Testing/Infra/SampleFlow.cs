namespace MarsKb.Infra;

/// <summary>A flow over the small content with a step of each kind.</summary>
static class SampleFlow
{
    public const string Yaml = """
        key: sample
        title: Registration fails
        component: registration
        summary: Walks to what is wrong with a registration.
        minutes: 6
        needs: [Administrator of the server]
        covers:
          - { entry: "34513", step: age, answers: { console: "yes" } }
        sources:
          - { title: Where it comes from, url: "https://learn.example/mars", licence: CC BY 4.0, date: 2026-01-02 }
        owner: backup team
        reviewed: 2026-01-02
        reviewBy: 2099-01-02
        start: console
        steps:
          - id: console
            type: question
            title: Does the console open?
            text: Start **Microsoft Azure Backup** from the Start menu.
            choices:
              - { id: "yes", text: "Yes", to: age }
              - { id: "no", text: "No", hint: An error or nothing at all, to: restart }
              - { id: dont-know, text: I can't tell, to: restart }
          - id: restart
            type: instruction
            title: Restart the agent
            do:
              - |
                Run as administrator:

                ```powershell
                Restart-Service obengine
                ```
            expected: The service runs again.
            undo: Nothing to undo.
            minutes: 2
            privilege: Administrator
            done: console
            failed: hand-over
            couldNot: hand-over
          - id: age
            type: input
            title: How old is the credentials file?
            text: Look at its date of download.
            input: { type: duration, example: 3 d }
            to: symptoms
            dontKnow: symptoms
          - id: symptoms
            type: checklist
            title: What else is there?
            choices:
              - { id: proxy, text: A proxy }
              - { id: firewall, text: A firewall }
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
              - when: { step: age, above: 10 d }
                to: too-old
              - when: { step: policy, is: restricted }
                to: blocked
              - otherwise: true
                to: hand-over
          - id: too-old
            type: outcome
            title: The credentials are too old
            text: They are valid for 10 days.
            outcome: fixed
            cause: { entry: "34513", cause: something }
            actions: [Download new vault credentials., Register again.]
          - id: blocked
            type: outcome
            title: Scripts are blocked
            outcome: worked-round
            actions: [Allow signed scripts.]
          - id: hand-over
            type: outcome
            title: Ask Microsoft
            text: Nothing was found.
            outcome: escalate
            cause: { entry: "100110", cause: something }
            actions: [Open a case.]
            attach: [The log of the agent.]

        """;
}
