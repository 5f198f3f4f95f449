using MarsKb.Infra;

namespace MarsKb.Diagnostics;

/// <summary>Faults of <c>check.yaml</c>: the rules of the support check and the rows that they rest on.</summary>
public sealed partial class FaultTests
{
    const string CheckPath = "check.yaml";

    const string Check = """
        systems:
          - { name: Windows 7, limit: size-limits#windows-7, builds: 6.1.7601 }
        rules:
          - { id: size, part: size, judge: size, rows: [size-limits] }
          - id: large
            part: size
            when: { host: on-premises }
            rows: [size-limits]
            note: Larger volumes
            verdict: unknown
            detail: It may be too large.

        """;

    [Fact]
    public void Rules_without_fault_are_read()
    {
        using var content = TestContent.Good().With(CheckPath, Check);
        Assert.Equal(["size", "large"], content.LoadGood().SupportRules.Rules.Select(r => r.Id));
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_not_reported_twice()
    {
        using var content = TestContent.Good().With(CheckPath, Check).With(TablePath, TestContent.Table.But("limit: 1700 GB", "limit: large"));
        Assert.Equal(["MKB404"], content.Load().Diagnostics.Select(d => d.Code));
    }

    [Fact, Trait("Fault", "MKB503")]
    public void A_row_without_rule_is_reported_where_the_row_stands_and_its_table_stays()
    {
        using var content = TestContent.Good().With(CheckPath, Check)
            .With(TablePath, TestContent.Table.But("notes:", "  - id: windows-8\n    cells: { system: Windows 8 }\nnotes:"));
        var load = content.Load();
        var fault = Assert.Single(load.Diagnostics);
        Assert.Equal(("MKB503", "matrix/size-limits.yaml:13:9"), (fault.Code, fault.Location.ToString()));
        Assert.Equal(2, Assert.Single(load.Knowledge.Tables).Rows.Length);
    }

    [Fact, Trait("Fault", "MKB504")]
    public void A_table_without_rules_is_a_warning()
    {
        using var content = TestContent.Good().With(CheckPath, Check).With("matrix/other.yaml", TestContent.Table.But("key: size-limits", "key: other"));
        var load = content.Load();
        Assert.Equal("matrix/other.yaml:1:6: warning MKB504", Assert.Single(load.Diagnostics).ToString()[..37]);
        Assert.False(load.HasErrors);
    }

    static void CheckFaults(TheoryData<string, string, string, string> cases)
    {
        void InCheck(string code, string from, string to, string also = "") => cases.Add(code, CheckPath, Check.But(from, to), also);

        InCheck("MKB501", "judge: size, rows: [size-limits]", "judge: size, rows: [[|size-limit|]]");
        InCheck("MKB502", "judge: size, rows: [size-limits]", "judge: size, rows: [[|'size-limits#windows-8'|]]");
        InCheck("MKB502", "limit: size-limits#windows-7", "limit: [|size-limits|]");

        cases.Add("MKB505", CheckPath, Check + "unused:\n  - { table: size-limits, rows: [[|windows-7|]], because: It is old. }\n", "");
        cases.Add("MKB506", CheckPath, Check.But("  - id: large\n", "  - id: [|large|]\n").But("    note: Larger volumes\n", ""), "");
        InCheck("MKB507", "when: { host: on-premises }", "when: { [|hots|]: on-premises }");
        InCheck("MKB508", "when: { host: on-premises }", "when: { host: [none, [|moon|]] }");
        InCheck("MKB508", "when: { host: on-premises }", "when: { serverCore: [|\"yes\"|] }");
        cases.Add("MKB509", CheckPath, Check.But("  - id: large\n", "  - id: [|large|]\n").But("    verdict: unknown\n", ""), "");
        InCheck("MKB510", "note: Larger volumes", "note: [|Smaller volumes|]");
        InCheck("MKB511", "builds: 6.1.7601", "builds: [|Vista|]");
        InCheck("MKB511", "builds: 6.1.7601", "builds: [|6.2 - 6.1|]");
        InCheck("MKB512", "{ id: size, part: size, judge: size,", "{ id: [|size|], part: size, judge: agent-version,");
    }
}
