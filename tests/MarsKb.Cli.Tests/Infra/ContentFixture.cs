namespace MarsKb.Cli.Infra;

/// <summary>A small content folder of its own.</summary>
public sealed class ContentFixture : IDisposable
{
    const string Footer = """
        sources:
          - { title: Where it comes from, url: "https://learn.example/mars", licence: CC BY 4.0, date: 2026-01-02 }
        owner: backup team
        reviewed: 2026-01-02
        reviewBy: 2099-01-02
        """;

    public ContentFixture()
    {
        Write("components.yaml", """
            components:
              - { id: registration, title: Registration }
            """);
        Write("entries/34513.md", Entry("34513", "Invalid vault credentials"));
        Write("entries/7001.md", Entry("7001", "First of two").Replace("[\"7001\"]", "[\"7001\", \"9000\"]\nrelated: [\"7002\"]", StringComparison.Ordinal));
        Write("entries/7002.md", Entry("7002", "Second of two").Replace("[\"7002\"]", "[\"7002\", \"9000\"]\nrelated: [\"7001\"]", StringComparison.Ordinal));
        Write("matrix/size-limits.yaml", $$"""
            key: size-limits
            title: Size limits
            component: registration
            summary: How large a volume may be.
            columns:
              - { id: system, title: System, type: text }
              - { id: limit, title: Limit, type: size }
              - { id: core, title: Server core, type: yes-no }
            rows:
              - { id: windows-7, cells: { system: Windows 7, limit: 1700 GB, core: no } }
            {{Footer}}
            """);
    }

    public static string Flow { get; } = $$"""
        key: a-flow
        title: What it may be
        component: registration
        summary: When nothing is known.
        minutes: 3
        needs: [Administrator]
        covers:
          - { entry: "34513" }
        start: which
        steps:
          - id: which
            type: question
            title: Which is it?
            choices:
              - { id: this, text: This, to: end }
              - { id: dont-know, text: I can't tell, to: end }
          - { id: end, type: outcome, title: Found, outcome: fixed, cause: { entry: "34513", cause: something }, actions: [Go on.] }
        {{Footer}}

        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("marskb-cli-test-").FullName;

    public static string Entry(string code, string title) => $$"""
        ---
        key: "{{code}}"
        kind: error
        title: {{title}}
        codes: ["{{code}}"]
        component: registration
        messages:
          - text: '{{title}} were provided. (ID: {{code}})'
        {{Footer}}
        ---

        What it means.

        ## Cause: Something is wrong {#something}

        ### Do this

        1. Mend it.
        """;

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
