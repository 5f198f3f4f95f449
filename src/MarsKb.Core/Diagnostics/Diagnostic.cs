namespace MarsKb.Diagnostics;

public enum Severity { Warning, Error }

/// <summary>One fault in the content: what is wrong, where, and how to mend it.</summary>
/// <param name="Code">Stable and searchable: MKB0xx files and YAML, MKB1xx entries, MKB2xx flows, MKB3xx across files, MKB4xx matrix tables, MKB5xx the support check, MKB6xx facts that contradict each other.</param>
public sealed record Diagnostic(Severity Severity, string Code, SourceLocation Location, string Text)
{
    /// <summary>The line that <c>marskb lint</c> prints: <c>path:line:column: error CODE: text</c>.</summary>
    public override string ToString() =>
        $"{Location}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Text}";
}
