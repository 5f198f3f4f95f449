using System.Reflection;
using System.Text.RegularExpressions;
using MarsKb.Content;
using MarsKb.Infra;
using MarsKb.Rendering;

namespace MarsKb.Diagnostics;

/// <summary>Every fault that content can have: one change to good content, one diagnostic, at the marked place.</summary>
public sealed partial class FaultTests
{
    const string EntryPath = "entries/34513.md";
    const string ActionPath = "actions/check-proxy.md";
    const string TablePath = "matrix/size-limits.yaml";

    [Theory, MemberData(nameof(Faults))]
    public void A_fault_is_reported_where_it_stands(string code, string path, string annotated, string alsoExpected)
    {
        var text = AnnotatedText.Parse(annotated);
        using var content = TestContent.Good().With(path, text.Text);

        var load = content.Load();

        Assert.True(load.Diagnostics.Any(d => d.Code == code), string.Join('\n', load.Diagnostics));
        var found = load.Diagnostics.First(d => d.Code == code);
        Assert.Equal((path, text.Line, text.Column), (found.Location.Path, found.Location.Line, found.Location.Column));
        Assert.Equal(alsoExpected.Split(' ', StringSplitOptions.RemoveEmptyEntries), load.Diagnostics.Where(d => d.Code != code).Select(d => d.Code).Distinct().Order());
        Assert.DoesNotContain(found.Text, char.IsControl);
        Assert.True(found.Text[^1] is '.' or '?', found.Text);
    }

    [Fact]
    public void Every_fault_has_a_test()
    {
        var tested = Faults().Select(row => (string)row[0]).Concat(GetType().GetMethods().SelectMany(FaultTraits)).Concat(FaultsOfAuthoring()).ToHashSet();
        Assert.Empty(CodesOfTheBag().Except(tested));
        Assert.Empty(tested.Except(CodesOfTheBag()));
    }

    /// <summary>Faults that the consistency check finds, which these tests do not know: its own tests name them.</summary>
    static IEnumerable<string> FaultsOfAuthoring() =>
        Directory.EnumerateFiles(Path.Combine(SharedFolder.Repository, "tests/MarsKb.Authoring.Tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => FaultTrait().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

    [GeneratedRegex("""\[Trait\("Fault", "(MKB[0-9]{3})"\)\]""")]
    private static partial Regex FaultTrait();

    [Fact]
    public void The_documentation_lists_every_code_once()
    {
        var documentation = File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs/writing-content.md"));
        var listed = TableRow().Matches(documentation).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(CodesOfTheBag().Order(), listed.Order());
    }

    public static TheoryData<string, string, string, string> Faults()
    {
        var cases = new TheoryData<string, string, string, string>();
        void Case(string code, string path, string annotated, string also = "") => cases.Add(code, path, annotated, also);
        void InEntry(string code, string from, string to, string also = "") => Case(code, EntryPath, TestContent.Entry.But(from, to), also);
        void InBody(string code, string text, string also = "") => InEntry(code, "It was downloaded long ago.", text, also);
        void InAction(string code, string from, string to, string also = "") => Case(code, ActionPath, TestContent.Action.But(from, to), also);
        void InTable(string code, string from, string to, string also = "") => Case(code, TablePath, TestContent.Table.But(from, to), also);
        void InComponents(string code, string from, string to, string also = "") => Case(code, "components.yaml", TestContent.Components.But(from, to), also);

        // Characters
        InEntry("MKB006", "refused", "ref[|\u0001|]used");
        InEntry("MKB006", "refused", "ref[|\0|]used");
        InTable("MKB006", "Windows 7", "Windows[|\u2028|]7");
        InEntry("MKB012", "refused", "ref[|\u200B|]used");
        InEntry("MKB012", "title: Invalid", "title: I[|\u202E|]nvalid");

        // YAML
        InTable("MKB020", "  - id: windows-7", "[|\t|]- id: windows-7");
        InTable("MKB021", "notes:\n", "x: " + new string('[', 63) + "[|[|]" + new string(']', 64) + "\nnotes:\n");
        InTable("MKB022", "Windows 7", "[|*.windows.net|]");
        InTable("MKB022", "Windows 7", "[|&a|] x");
        InTable("MKB022", "Windows 7", "[|*|]");
        InTable("MKB023", "Windows 7", "[|!!int|] 7");
        InTable("MKB023", "Windows 7", "[|!<|]");
        InTable("MKB024", "rows:", "[|---|]\nrows:");
        InTable("MKB024", "rows:", "[|...|]\nrows:");
        InTable("MKB024", "key: size", "[|%|]YAML 1.2\n---\nkey: size");
        InTable("MKB025", "      system: Windows 7", "      system: Windows 7\n      [|<<|]: { a: b }");
        InEntry("MKB026", "text: Invalid vault", "text: Error[|:|] vault");
        InEntry("MKB027", "title: Invalid vault credentials", "title: [|\"|]Invalid vault credentials");
        InEntry("MKB027", "title: Invalid vault credentials", "title: [|'|]Invalid vault credentials");
        InEntry("MKB027", "title: Invalid vault credentials", "title: [|\"|]Invalid\nkind: \"error");
        InEntry("MKB028", "title: Invalid", "title: [|@|]Invalid");
        InEntry("MKB028", "title: Invalid", "title: [|`|]Invalid");
        InEntry("MKB028", "title: Invalid", "title: [|%|]Invalid");
        InEntry("MKB029", "title: Invalid vault", "title: 'It'[|s|] vault");
        InEntry("MKB029", "title: Invalid vault", "title: \"Invalid\" [|vault|]");
        InEntry("MKB029", "codes: [\"34513\"]", "codes: [|[|]\"34513\"");
        InEntry("MKB029", "owner:", "[|}|]\nowner:");
        InTable("MKB029", "summary: What", "summary: [|-|] What");
        InTable("MKB029", "- Larger", "- [Larger][|(|]kb:proxy)");
        InTable("MKB029", "summary: What", "summary: { a: b } [|What|]");
        InTable("MKB029", "summary: What may be backed up at most.", "summary: |\n    What\n  [|may|]");
        InTable("MKB029", "key: size-limits", "- a\n[|key|]: size-limits");
        InEntry("MKB030", "title: Invalid vault credentials", "title: \"C:[|\\|]temp\"");
        InEntry("MKB030", "title: Invalid vault credentials", "title: [|\"|]C:\\data\"");
        Case("MKB031", TablePath, "[||]# nothing here\n");
        Case("MKB031", "components.yaml", "[||]");
        Case("MKB032", TablePath, "[|-|] a\n");
        Case("MKB032", TablePath, "[|just|] a sentence\n");
        InTable("MKB033", "summary: What", "[|[a]|]: b\nsummary: What");
        InEntry("MKB034", "owner:", "[|title|]: Again\nowner:");
        InEntry("MKB035", "messages:", "[|mesages|]:");
        InEntry("MKB035", "  - text: Invalid", "  - [|txt|]: x\n    text: Invalid");
        InEntry("MKB036", "---\nkey: \"34513\"\nkind: error\n", "---\n[||]");
        InEntry("MKB036", "  - title: Troubleshoot the agent\n    url", "  - [|url|]");
        InEntry("MKB037", "title: Invalid vault credentials", "title: [|[a]|]");
        InEntry("MKB037", "codes: [\"34513\"]", "codes: [|34513|]");
        InEntry("MKB037", "  - text: Invalid", "  - [|Invalid|]");
        InEntry("MKB037", "owner:", "appliesTo: [|everywhere|]\nowner:");
        InTable("MKB037", "limit: 1700 GB", "limit: [|[1]|]");
        InEntry("MKB038", "title: Invalid vault credentials", "title: [|~|]");
        InEntry("MKB038", "title: Invalid vault credentials", "title: [|null|]");
        InTable("MKB038", "limit: 1700 GB", "limit: [|~|]");
        InEntry("MKB039", "text: Invalid vault credentials provided.", "text: Backup job failed [|#|]12 on volume C");
        InTable("MKB039", "system: Windows 7", "system: Windows [|#|]7");
        InEntry("MKB040", "reviewed: 2026-11-01", "reviewed: [|12/05/2022|]");
        InEntry("MKB040", "date: 2022-12-05", "date: [|2022-02-30|]");
        InEntry("MKB041", "title: Invalid vault credentials", "title: [|' '|]");
        InTable("MKB041", "limit: 1700 GB", "limit: [|''|]");
        InEntry("MKB042", "title: Invalid vault credentials", "title: [|||]\n  Invalid\n  vault");
        InTable("MKB043", "notes:\n", "related: [|[|]" + string.Join(", ", Enumerable.Range(0, 2001)) + "]\nnotes:\n");

        // Front matter
        Case("MKB101", EntryPath, "# Title\n\n[|---|]\ntitle: X\n---\n");
        Case("MKB101", EntryPath, "[||]Just text.\n");
        Case("MKB102", EntryPath, "[|---|]\ntitle: X\n\n# Heading\n");
        InEntry("MKB103", "key: \"34513\"", "key: [|../../etc|]");
        InEntry("MKB103", "key: \"34513\"", "key: [|\"34 513\"|]");
        InEntry("MKB104", "key: \"34513\"", "key: [|vault-credentials|]", "MKB315");
        InEntry("MKB105", "kind: error", "kind: [|eror|]");
        InEntry("MKB105", "owner:", "appliesTo: { clouds: [[|moon|]] }\nowner:");
        InTable("MKB105", "type: size", "type: [|number|]", "MKB403");
        InEntry("MKB106", "title: Invalid vault credentials", "title: [|" + new string('a', 81) + "|]");
        Case("MKB107", "entries/proxy.md", TestContent.Guide.But("kind: guide", "[|kind|]: error"));
        InEntry("MKB108", "codes: [\"34513\"]", "codes: [\"34513\", [|some words|]]");
        InEntry("MKB108", "codes: [\"34513\"]", "codes: [\"34513\", [|\"ID: 5\"|]]");
        InEntry("MKB109", "provided.", "provided.\n    language: [|English|]");
        InEntry("MKB110", "text: Invalid vault", "text: Invalid [|{|]vault");
        InEntry("MKB110", "text: Invalid vault", "text: 'Invalid [|{|]vault'\n    #");
        InEntry("MKB111", "text: Invalid vault", "text: Invalid [|{|] } vault");
        InEntry("MKB112", "text: Invalid vault", "text: Invalid [|{|]{x}} vault");
        InEntry("MKB113", "text: Invalid vault credentials provided.", "text: Cannot read {path}\n  - text: [|Kann|] {Pfad} nicht lesen\n    language: de");
        InEntry("MKB114", "owner:", "appliesTo: { agent: [|newer than 2|] }\nowner:");
        InEntry("MKB114", "owner:", "appliesTo: { agent: [|2.0.2 - 2.0.1|] }\nowner:");
        InEntry("MKB115", "url: https://learn.test/mars", "url: [|javascript:kbx(1)//https://learn.test|]");
        InEntry("MKB116", "reviewBy: 2027-11-01", "[|reviewBy|]: 2026-11-01", "MKB314");
        InEntry("MKB117", "codes: [\"34513\"]", "codes: [\"34513\", [|\"34513\"|]]");
        InEntry("MKB118", "text: Invalid vault", "text: Invalid [|“|]vault");
        InBody("MKB118", "Run `Get-OBPolicy [|–|]Name`.");
        InBody("MKB118", "```powershell\nGet-OBPolicy\n  [|–|]Name\n```");
        InEntry("MKB119", "title: Invalid vault", "title: Invalid [|**|]vault**");
        InEntry("MKB119", "Cause: The file", "Cause: The [|`|]file`");

        // Body
        InEntry("MKB120", "---\n\nThe agent refused the file.\n", "---\n[||]");
        InEntry("MKB121", "## Cause: The file is old {#old-file}", "## Cause: The file is old {#old-file}\n\n### Do this\n\n1. A.\n\n[|##|] Other\n\n## Procedure: X {#x}");
        InEntry("MKB121", "### Do this", "[|###|] Do that", "MKB127");
        InEntry("MKB121", "The agent refused the file.", "[|#|] Title\n\nText.");
        InEntry("MKB121", "The agent refused the file.", "Text.\n\n[|###|] Detail");
        InBody("MKB121", "[|####|] Detail");
        InEntry("MKB122", "The agent refused the file.", "[|The|] agent\n---\n\nText.");
        InBody("MKB122", "[|34513|]\n===");
        InEntry("MKB123", "## Cause: The file is old {#old-file}", "[|##|] Cause: The file is old");
        InEntry("MKB123", "## Cause: The file is old {#old-file}", "[|##|] Cause: {#old-file}");
        InEntry("MKB124", "{#old-file}", "{#[|Old_File|]}");
        InTable("MKB124", "id: windows-7", "id: [|Windows 7|]");
        InAction("MKB124", "id: check-proxy", "id: [|Check|]", "MKB311");
        InEntry("MKB125", "2. Register the server.", "2. Go.\n\n## Procedure: Again {#[|old-file|]}\n\n### Do this\n\n1. Go.");
        InTable("MKB125", "notes:", "  - id: [|windows-7|]\n    cells: { system: x }\nnotes:");
        InTable("MKB125", "  - { id: limit,", "  - { id: [|system|],", "MKB403");
        InComponents("MKB125", "id: cache", "id: [|registration|]");
        Case("MKB126", EntryPath, TestContent.Entry.But("## Cause", "[|##|] Cause") + "\n## Cause: Again {#again}\n\n### How to tell\n\nLook.\n\n### Do this\n\n1. Go.\n");
        InEntry("MKB127", "## Cause: The file is old {#old-file}", "[|##|] Cause: Another {#another}\n\n### How to tell\n\nLook.\n\n## Procedure: The file is old {#old-file}");
        InEntry("MKB128", "### Do this\n", "[|###|] Do this\n\nThese:\n");
        InEntry("MKB128", "2. Register the server.\n", "2. Register the server.\n\n[|Then|] wait.\n");
        InEntry("MKB128", "### Do this\n\n1. Download it again.\n2. Register the server.", "[|###|] Do this\n\n- Download it again.");
        InEntry("MKB129", "### Do this", "[|###|] How to tell\n\n### Do this");
        InEntry("MKB129", "2. Register the server.", "2. Go.\n\n[|##|] Notes");
        InEntry("MKB130", "2. Register the server.", "2. Go.\n\n## Notes\n\nA.\n\n[|##|] Notes\n\nB.");
        InEntry("MKB130", "### Do this", "### How to tell\n\nA.\n\n[|###|] How to tell\n\nB.\n\n### Do this");
        Case("MKB131", EntryPath, "[||]" + TestContent.Entry[..TestContent.Entry.IndexOf("## Cause", StringComparison.Ordinal)]);
        InEntry("MKB132", "2. Register the server.", "2. First [|{{|]action: check-proxy}}");
        InBody("MKB132", "[|{{|] action: check-proxy }}");
        InAction("MKB133", "2. Mend it.", "[|2|]. {{action: other}}", "MKB312");
        InAction("MKB134", "---\n\n1. Look at the proxy.\n2. Mend it.", "---\n[||]\nLook at the proxy.", "MKB312");

        // Markdown
        InBody("MKB140", "A [|<b>|]bold</b> word.");
        InBody("MKB140", "[|<div>|]\nx\n</div>");
        InBody("MKB140", "Open [|<InstallPath>|].");
        InBody("MKB141", "See [|![x](https://x.test/x.png)|].");
        InBody("MKB142", "See [|[x](javascript:kbx(1))|].");
        InBody("MKB142", "See [|<javascript:kbx(1)>|].");
        InBody("MKB142", "See [|[x](../x.md)|].");
        InBody("MKB142", "See [|[x](https://user@evil.test/)|].");
        InBody("MKB143", "See [|[](https://x.test/)|].");
        InBody("MKB144", "See [|[x](https://x.test/ \"title\")|].");
        InBody("MKB145", "[|[a]|]: https://x.test/");
        InBody("MKB146", "[|```|]text\nnever closed", "MKB127");
        InBody("MKB147", "[|```|]python\nx\n```");
        InBody("MKB147", "[|```|]\nx\n```");
        InBody("MKB148", "Text.\n\n[|  |]  indented");
        InBody("MKB149", "| a | b |\n| --- | --- |\n|[| |]1 | 2 | 3 |");
        InBody("MKB149", "| a | b |\n| --- | --- |\n|[| |]1 |");
        InBody("MKB150", "[|||] a | b |\n| 1 | 2 |");
        InBody("MKB151", "[|:|]::note\nx");
        InBody("MKB151", "[|[|]!NOTE] x");
        InBody("MKB152", "x\n\n[|[|]" + new string('[', 1_000));
        InBody("MKB152", "[|*|]" + string.Concat(Enumerable.Repeat("*a", 1_000)));
        InBody("MKB152", "[|a|]" + new string('&', 1_001));
        InBody("MKB152", "[|a|]" + string.Concat(Enumerable.Repeat(" word word word word\n", 7_000)));
        InBody("MKB153", "[|>|]" + new string('>', 24) + " a");
        InBody("MKB153", "[|1|]. " + string.Concat(Enumerable.Repeat("- ", 24)) + "a");
        InBody("MKB153", string.Concat(Enumerable.Repeat("*a ", 31)) + "[|*|]a " + string.Concat(Enumerable.Repeat("a* ", 32)));
        InBody("MKB154", "[||]" + string.Concat(Enumerable.Repeat("a|", 51)) + "\n" + string.Concat(Enumerable.Repeat("-|", 51)));
        InBody("MKB154", "[||]" + "|a|b|\n|-|-|\n" + string.Concat(Enumerable.Repeat("|1|2|\n", 1_000)));
        InBody("MKB155", "Text.\n\n[|*|]**");
        Case("MKB155", TablePath, TestContent.Table.But("type: size", "type: markdown").But("limit: 1700 GB", "limit: |\n          One.\n\n          [|Two|]."));

        // Across files
        Case("MKB301", "entries/sub/Proxy.md", TestContent.Guide.But("key: proxy", "key: [|Proxy|]"));
        Case("MKB301", "actions/sub/check-proxy.md", TestContent.Action.But("id: check-proxy", "id: [|check-proxy|]"));
        InEntry("MKB303", "owner:", "aliases: [[|PROXY|]]\nowner:");
        InBody("MKB305", "See [|[x](kb:prox)|].");
        InTable("MKB305", "Larger volumes", "Larger [|[volumes](kb:nowhere)|]");
        InBody("MKB306", "See [|[x](kb:proxy#old-fil)|].");
        InBody("MKB306", "See [|[x](kb:size-limits#windows-8)|].");
        InEntry("MKB308", "owner:", "related: [[|prox|]]\nowner:");
        InEntry("MKB309", "owner:", "related: [[|\"34513\"|]]\nowner:");
        InEntry("MKB310", "component: registration", "component: [|registratio|]");
        InTable("MKB310", "component: cache", "component: [|other|]");
        InEntry("MKB311", "2. Register the server.", "[|2|]. {{action: check-prox}}");
        InEntry("MKB314", "reviewed: 2026-11-01\nreviewBy: 2027-11-01", "reviewed: 2025-11-01\n[|reviewBy|]: 2026-11-21");
        Case("MKB315", "entries/other-name.md", TestContent.Guide.But("key: proxy", "key: [|new|]"));
        Case("MKB315", "matrix/x.yaml", TestContent.Table.But("key: size-limits", "key: [|new|]"));

        // Matrix
        InTable("MKB401", "columns:\n  - { id: system, title: Operating system, type: text }\n  - { id: limit, title: Size limit, type: size }\nrows:", "[|rows|]:");
        Case("MKB402", TablePath, "[||]" + TestContent.Table[..TestContent.Table.IndexOf("columns:", StringComparison.Ordinal)] + TestContent.Table[TestContent.Table.IndexOf("sources:", StringComparison.Ordinal)..]);
        InTable("MKB403", "limit: 1700 GB", "[|limits|]: 1700 GB");
        InTable("MKB404", "limit: 1700 GB", "limit: [|large|]");
        InTable("MKB404", "limit: 1700 GB", "limit: [|1700GB|]");
        foreach (var (type, value) in new[] { ("yes-no", "Yes"), ("support", "partly"), ("version", "v2"), ("duration", "7 d"), ("host", "a b"), ("host", "10.0.0.0/99") })
            Case("MKB404", TablePath, TestContent.Table.But("type: size", "type: " + type).But("limit: 1700 GB", $"limit: [|{value}|]"));
        InTable("MKB405", "  - id: windows-7\n    cells:\n      system: Windows 7", "  - id: [|windows-7|]\n    cells:");
        InTable("MKB406", "type: text", "type: [|list|]", "MKB037");

        FlowFaults(cases);
        CheckFaults(cases);
        return cases;
    }

    [Fact, Trait("Fault", "MKB001")]
    public void A_missing_or_empty_folder_is_reported_and_gives_no_knowledge()
    {
        using var content = new TestContent();
        foreach (var folder in new[] { content.Folder, content.PathOf("nowhere"), content.PathOf("a\0b") })
        {
            var load = ContentLoader.Load(folder, TestContent.Today);
            Assert.Equal("MKB001", Assert.Single(load.Diagnostics).Code);
            Assert.Same(KnowledgeBase.Empty, load.Knowledge);
        }
    }

    [Fact, Trait("Fault", "MKB002")]
    public void A_file_that_is_gone_when_it_is_read_is_reported()
    {
        var file = ContentFile.Read(new FoundFile("entries/x.md", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileKind.Entry));
        Assert.Equal("entries/x.md:1:1: error MKB002: The file could not be read: it is gone. Check that it exists and may be read.", Assert.Single(file.Bag.ToImmutable()).ToString());
    }

    [Fact, Trait("Fault", "MKB003")]
    public void A_file_of_more_than_1_MiB_is_not_read() =>
        Assert.Equal(["entries/x.md:1:1 MKB003"], FaultsOf(TestContent.Good().With("entries/x.md", new string('\n', (1 << 20) + 1))));

    [Fact, Trait("Fault", "MKB004")]
    public void A_line_of_more_than_16_KiB_is_not_parsed() =>
        Assert.Equal(["entries/34513.md:19:1 MKB004"], FaultsOf(TestContent.Good().With(EntryPath, TestContent.Entry.But("The agent", new string('x', 16_400)))));

    [Fact, Trait("Fault", "MKB005")]
    public void Bytes_that_are_not_UTF_8_are_reported_where_they_stand()
    {
        Assert.Equal(["matrix/x.yaml:2:8 MKB005"], FaultsOf(TestContent.Good().With("matrix/x.yaml", [.. "a: é\r\ntitle: "u8, 0xFF, 0xFE])));
        Assert.Equal(["matrix/x.yaml:1:1 MKB005"], FaultsOf(TestContent.Good().With("matrix/x.yaml", [0xFF, 0xFE, 0x69, 0x00])));
    }

    [Theory, Trait("Fault", "MKB007")]
    [InlineData("notes/x.md")]
    [InlineData("x.yaml")]
    [InlineData("matrix/x.yml")]
    [InlineData("entries/x.yaml")]
    [InlineData("matrix/README.md")]
    public void A_file_that_nothing_reads_is_reported(string path) =>
        Assert.Equal([$"{path}:1:1 MKB007"], FaultsOf(TestContent.Good().With(path, "")));

    [Fact, Trait("Fault", "MKB008")]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        using var outside = new TestContent().With("secret.md", TestContent.Guide).With("folder/x.md", TestContent.Guide);
        using var content = TestContent.Good();
        File.CreateSymbolicLink(content.PathOf("entries/secret.md"), outside.PathOf("secret.md"));
        File.CreateSymbolicLink(content.PathOf("entries/gone.md"), outside.PathOf("gone.md"));
        Directory.CreateSymbolicLink(content.PathOf("entries/folder"), outside.PathOf("folder"));
        var load = content.Load();
        Assert.Equal(["entries/folder:1:1 MKB008", "entries/gone.md:1:1 MKB008", "entries/secret.md:1:1 MKB008"], load.Diagnostics.Select(d => $"{d.Location} {d.Code}"));
        Assert.Equal(2, load.Knowledge.Entries.Length);
    }

    [Fact, Trait("Fault", "MKB009")]
    public void Folders_without_end_are_cut() =>
        Assert.EndsWith(" MKB009", Assert.Single(FaultsOf(TestContent.Good().With("entries/" + string.Concat(Enumerable.Repeat("a/", 17)) + "x.md", ""))), StringComparison.Ordinal);

    [Fact, Trait("Fault", "MKB010")]
    public void A_file_that_changes_with_every_look_is_reported()
    {
        using var content = TestContent.Good();
        var path = content.PathOf(EntryPath);
        var reads = 0;
        var file = ContentFile.Read(new FoundFile(EntryPath, path, FileKind.Entry), p =>
        {
            var bytes = File.ReadAllBytes(p);
            File.AppendAllText(p, "x");
            reads++;
            return bytes;
        });
        Assert.Equal("MKB010", Assert.Single(file.Bag.ToImmutable()).Code);
        Assert.Null(file.Text);
        Assert.InRange(reads, 2, 10);
    }

    [Fact]
    public void A_file_that_changes_once_is_read_again()
    {
        using var content = TestContent.Good();
        var reads = 0;
        var file = ContentFile.Read(new FoundFile(EntryPath, content.PathOf(EntryPath), FileKind.Entry), p =>
        {
            var bytes = File.ReadAllBytes(p);
            if (reads++ == 0) File.AppendAllText(p, "end");
            return bytes;
        });
        Assert.Empty(file.Bag.ToImmutable());
        Assert.EndsWith("end", file.Text!.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Fault", "MKB011")]
    public void More_than_a_hundred_faults_in_one_file_are_cut_short()
    {
        using var content = TestContent.Good().With(EntryPath, TestContent.Entry.But("It was downloaded long ago.", string.Concat(Enumerable.Repeat("#### x\n\n", 5_000))));
        var found = content.Load().Diagnostics;
        Assert.Equal(101, found.Length);
        Assert.Single(found, d => d.Code == "MKB011");
    }

    [Fact, Trait("Fault", "MKB156")]
    public void HTML_that_the_renderer_should_not_have_written_is_removed_and_reported()
    {
        var bag = new DiagnosticBag();
        var html = SafeHtml.Check("<p onclick=\"x\">a<script>b</script><a href=\"javascript:c\">d</a></p><iframe></iframe><svg><a></a></svg>", new SourceLocation("entries/x.md", 1, 1), bag);
        Assert.Equal("<p>a<a>d</a></p>", html);
        Assert.Equal(["MKB156"], bag.ToImmutable().Select(d => d.Code).Distinct());
        Assert.Equal(5, bag.ToImmutable().Length);
    }

    [Theory, Trait("Fault", "MKB156")]
    [InlineData("<p style=\"color:red\">a</p>", "<p>a</p>")]
    [InlineData("<p>a<img src=\"https://example.com/x.png\" alt=\"b\"></p>", "<p>a</p>")]
    [InlineData("<style>p{}</style><p>a</p>", "<p>a</p>")]
    [InlineData("<!-- a --><p>b</p>", "<p>b</p>")]
    [InlineData("<p class=\"plate\">a</p>", "<p>a</p>")]
    [InlineData("<span class=\"tok other\">a</span>", "<span>a</span>")]
    [InlineData("<table><tbody><tr><th scope=\"row\">a</th></tr></tbody></table>", "<table><tbody><tr><th>a</th></tr></tbody></table>")]
    [InlineData("<ol start=\"x\"><li>a</li></ol>", "<ol><li>a</li></ol>")]
    [InlineData("<a href=\"/search\" rel=\"opener\" target=\"_blank\">a</a>", "<a>a</a>")]
    [InlineData("<a href=\"//example.com\">a</a>", "<a>a</a>")]
    [InlineData("<a href=\"https://u:p@example.com\">a</a>", "<a>a</a>")]
    [InlineData("<p data-x=\"1\" id=\"y\">a</p>", "<p>a</p>")]
    public void HTML_outside_the_list_is_removed_element_by_element(string html, string left)
    {
        var bag = new DiagnosticBag();
        Assert.Equal(left, SafeHtml.Check(html, new SourceLocation("entries/x.md", 1, 1), bag));
        Assert.Equal("MKB156", Assert.Single(bag.ToImmutable().Select(d => d.Code).Distinct()));
    }

    [Fact, Trait("Fault", "MKB302")]
    public void An_alias_belongs_to_one_entry_the_first_by_path() =>
        Assert.Equal(["entries/proxy.md:3:11 MKB302"], FaultsOf(TestContent.Good()
            .With(EntryPath, TestContent.Entry.But("kind: error", "aliases: [old-name]\nkind: error"))
            .With("entries/proxy.md", TestContent.Guide.But("kind: guide", "aliases: [Old-Name]\nkind: guide"))));

    [Fact, Trait("Fault", "MKB304")]
    public void A_code_in_two_entries_needs_each_to_name_the_other()
    {
        static TestContent Two(string first, string second) => TestContent.Good()
            .With("entries/0x86D1.md", TestContent.Entry.Replace("34513", "0x86D1", StringComparison.Ordinal).But("owner:", first + "owner:"))
            .With(EntryPath, TestContent.Entry.But("owner:", second + "owner:"));

        Assert.Equal(["entries/34513.md:5:9 MKB304"], FaultsOf(Two("", "")));
        Assert.Equal(["entries/34513.md:5:9 MKB304"], FaultsOf(Two("related: [\"34513\"]\n", "")));
        Assert.Empty(FaultsOf(Two("related: [\"34513\"]\n", "related: [\"0x86D1\"]\n")));
    }

    [Fact, Trait("Fault", "MKB318")]
    public void What_readers_see_does_not_lead_to_a_draft()
    {
        static TestContent WithDraft(string entry) => TestContent.Good()
            .With("entries/proxy.md", TestContent.Guide.But("kind: guide", "state: draft\nkind: guide"))
            .With(EntryPath, entry);

        Assert.Equal(["entries/34513.md:14:11 MKB318"], FaultsOf(WithDraft(TestContent.Entry.But("owner:", "related: [proxy]\nowner:"))));
        Assert.Equal(["entries/34513.md:23:4 MKB318"], FaultsOf(WithDraft(TestContent.Entry.But("It was", "It [was](kb:proxy)"))));
        Assert.Empty(FaultsOf(WithDraft(TestContent.Entry.But("kind: error", "state: draft\nkind: error").But("owner:", "related: [proxy]\nowner:"))));
    }

    [Fact, Trait("Fault", "MKB307")]
    public void A_link_by_an_earlier_name_works_with_a_warning()
    {
        using var content = TestContent.Good()
            .With("entries/proxy.md", TestContent.Guide.But("kind: guide", "aliases: [old-name]\nkind: guide"))
            .With(EntryPath, TestContent.Entry.But("owner:", "related: [old-name]\nowner:").But("long ago", "[long](kb:old-name#old-file) ago"));
        var load = content.Load();
        Assert.Equal(["MKB307", "MKB307"], load.Diagnostics.Select(d => d.Code));
        var entry = load.Knowledge.Entries.Single(e => e.Key == "34513");
        Assert.Equal("proxy", Assert.Single(entry.Related));
        Assert.Contains("<a href=\"/entries/proxy#old-file\">long</a>", entry.Causes[0].Text.Html, StringComparison.Ordinal);
    }

    [Fact, Trait("Fault", "MKB312")]
    public void An_entry_cannot_include_an_action_that_has_a_fault() =>
        Assert.Equal(["actions/check-proxy.md:7:4 MKB141", "entries/proxy.md:25:1 MKB312"],
            FaultsOf(TestContent.Good().With(ActionPath, TestContent.Action.But("Mend it.", "![x](y)"))));

    [Fact, Trait("Fault", "MKB313")]
    public void An_action_that_nobody_includes_is_reported() =>
        Assert.Equal(["actions/check-proxy.md:2:5 MKB313"], FaultsOf(TestContent.Good().Without("entries/proxy.md")));

    [Fact, Trait("Fault", "MKB316")]
    public void Missing_components_are_said_once() =>
        Assert.Equal(["components.yaml:1:1 MKB316"], FaultsOf(TestContent.Good().Without("components.yaml")));

    [Fact, Trait("Fault", "MKB319")]
    public void A_synonym_that_search_cannot_use_is_reported() =>
        Assert.Equal(["synonyms.yaml:2:22 MKB319"], FaultsOf(TestContent.Good().With("synonyms.yaml", "synonyms:\n  - phrases: [vault, at the time, safe]\n")));

    [Fact, Trait("Fault", "MKB320")]
    public void A_synonym_that_makes_one_of_two_ideas_is_reported() =>
        Assert.Equal(["synonyms.yaml:3:15 MKB320"], FaultsOf(TestContent.Good().With("synonyms.yaml", "synonyms:\n  - phrases: [credentials, vault file]\n  - phrases: [Vault file, vault]\n")));

    [Fact, Trait("Fault", "MKB321")]
    public void Synonyms_of_nothing_are_reported() =>
        Assert.Equal(["synonyms.yaml:2:15 MKB321"], FaultsOf(TestContent.Good().With("synonyms.yaml", "synonyms:\n  - phrases: [giraffe, okapi]\n")));

    [Fact, Trait("Fault", "MKB317")]
    public void A_synonym_without_another_word_is_reported() =>
        Assert.Equal(["synonyms.yaml:2:15 MKB317"], FaultsOf(TestContent.Good().With("synonyms.yaml", "synonyms:\n  - phrases: [vault]\n")));

    static IReadOnlyList<string> FaultsOf(TestContent content)
    {
        using (content) return [.. content.Load().Diagnostics.Select(d => $"{d.Location} {d.Code}")];
    }

    static IEnumerable<string> FaultTraits(MethodInfo method) =>
        method.GetCustomAttributesData().Where(a => a.AttributeType == typeof(TraitAttribute) && (string)a.ConstructorArguments[0].Value! == "Fault")
            .Select(a => (string)a.ConstructorArguments[1].Value!);

    /// <summary>From the source, where each code stands beside its sentence.</summary>
    static IReadOnlyList<string> CodesOfTheBag()
    {
        var source = File.ReadAllText(Path.Combine(SharedFolder.Repository, "src/MarsKb.Core/Diagnostics/DiagnosticBag.cs"));
        return [.. CodeInSource().Matches(source).Select(m => m.Groups[1].Value).Distinct()];
    }

    [GeneratedRegex("(?:Error|Warning|Unfinished)\\(\"(MKB[0-9]{3})\"", RegexOptions.NonBacktracking)]
    private static partial Regex CodeInSource();

    [GeneratedRegex("^\\| `(MKB[0-9]{3})` \\|", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex TableRow();
}
