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

    public static void Write(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
    }
}
