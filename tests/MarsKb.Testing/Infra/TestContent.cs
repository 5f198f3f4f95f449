namespace MarsKb.Infra;

/// <summary>A small content folder: enough for every kind of page, quick to load, free to be damaged.</summary>
static class TestContent
{
    const string Footer = """
        sources:
          - { title: Where it comes from, url: "https://learn.example/mars", licence: CC BY 4.0, date: 2026-01-02 }
        owner: backup team
        reviewed: 2026-01-02
        reviewBy: 2099-01-02
        """;

    public static void WriteTo(string folder)
    {
        Write(folder, "components.yaml", """
            components:
              - { id: registration, title: Registration }
              - { id: support, title: What is supported }
            """);
        Write(folder, "entries/34513.md", Entry("34513", "Invalid vault credentials", "registration"));
        Write(folder, "entries/100110.md", Entry("100110", "Another error", "registration"));
        Write(folder, "matrix/size-limits.yaml", $$"""
            key: size-limits
            title: Size limits
            component: support
            summary: How large a volume may be.
            columns:
              - { id: system, title: System, type: text }
              - { id: limit, title: Limit, type: size }
            rows:
              - { id: windows-7, cells: { system: Windows 7, limit: 1700 GB } }
            {{Footer}}
            """);
    }

    /// <summary>An entry file that has no fault.</summary>
    public static string Entry(string code, string title, string component = "registration", string lead = "What it means.") => $$"""
        ---
        key: "{{code}}"
        kind: error
        title: {{title}}
        codes: ["{{code}}"]
        component: {{component}}
        messages:
          - text: '{{title}} were provided. (ID: {{code}})'
        {{Footer}}
        ---

        {{lead}}

        ## Cause: Something is wrong {#something}

        ### Do this

        1. Mend it.
        """;

    /// <summary>A flow with one step of each kind, which calls <see cref="Subflow"/>; together nine steps and three outcomes that end.</summary>
    public static string Flow { get; } = $$"""
        key: agent-trouble
        title: Trouble with the agent
        component: registration
        summary: The agent does not register.
        minutes: 8
        needs: [Administrator]
        covers:
          - { entry: "34513", step: version, answers: { manual: "no" } }
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
              - Wait for it.
            expected: It begins.
            undo: Cancel it.
            minutes: 5
            privilege: Administrator
            done: manual
            failed: version
            couldNot: ask
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
            to: network
            dontKnow: network
          - { id: network, type: subflow, title: The way to Azure, flow: way-to-azure, returns: { open: decide } }
          - id: decide
            type: decision
            branches:
              - when:
                  all:
                    - { step: version, below: 2.0.9249.0 }
                    - not: { step: policy, is: restricted }
                to: old-agent
              - { otherwise: true, to: ask }
          - id: old-agent
            type: outcome
            title: The agent is old
            text: It was *never* updated.
            outcome: fixed
            cause: { entry: "34513", cause: something }
            actions: [Update the agent.]
          - id: ask
            type: outcome
            title: Ask Microsoft
            outcome: escalate
            actions: [Open a case.]
            attach: [The log of the agent.]
        {{Footer}}

        """;

    /// <summary>What <see cref="Flow"/> calls.</summary>
    public static string Subflow { get; } = $$"""
        key: way-to-azure
        title: The way to Azure
        component: registration
        summary: Whether the agent gets through.
        minutes: 2
        needs: []
        start: proxy
        steps:
          - id: proxy
            type: question
            title: Is there a proxy?
            choices:
              - { id: "yes", text: "Yes", to: closed }
              - { id: "no", text: "No", to: open }
              - { id: dont-know, text: I can't tell, to: open }
          - { id: open, type: outcome, title: The way is open, outcome: fixed, actions: [Go on.] }
          - { id: closed, type: outcome, title: The proxy is in the way, outcome: worked-round, actions: [Allow it.] }
        {{Footer}}

        """;

    public static void Write(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
    }
}
