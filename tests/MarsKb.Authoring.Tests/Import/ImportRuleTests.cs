using MarsKb.Import.Assemble;
using MarsKb.Import.Rules;
using MarsKb.Infra;

namespace MarsKb.Import;

/// <summary>Each rule with its example: the rule takes part in reading it, and what comes of it is this.</summary>
public sealed class ImportRuleTests
{
    /// <summary>
    /// By rule, the entries of its example: code, title, message; what is said before causes; each cause with what to do, numbered; notes behind <c>#</c>.
    /// </summary>
    static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["after-one-line"] = "TeaCold,4711|TeaCold| / This error occurs when the fire is out. 1) To fix it, light the fire.",
        ["alert"] = "TeaCold|TeaCold| / 1) Light the fire. / # The fire is hot.",
        ["announced-causes"] = "TeaCold|TeaCold| / The pot cools down for one of the following reasons: / The fire is out. / The pot is open.",
        ["announced-messages"] = "|Tea errors|The tea is cold.;The tea is gone. / You see one of the following errors: / 1) To fix this, light the fire.",
        ["announcement"] = "TeaCold|TeaCold|The tea is cold. / You see the following error: / 1) Light the fire.",
        ["bold-line"] = "0x80c80064,TEA_E_COLD|The tea can't be warmed.|The tea can't be warmed.? / Light the fire.",
        ["bold-title"] = "TeaCold|TeaCold| / 1) Light the fire Use dry wood. 2) Close the pot Use the lid.",
        ["case-section"] = "TeaCold|TeaCold| / The tea is cold. / When the fire is out Restart the fire. 1) Restart the fire. / When the pot is open Close the pot. 1) Close the pot.",
        ["cause"] = "TeaCold|TeaCold| / The fire is out: no fire",
        ["cause-in-summary"] = "TeaCold|TeaCold| / The tea is cold because the fire is out. 1) Light the fire.",
        ["cause-text"] = "TeaCold|TeaCold| / The fire is out.",
        ["code"] = "0x80070005,TEA_E_COLD|The tea is cold| / 1) Light the fire.",
        ["code-in-message"] = "4711|The tea is cold|The tea is cold. (ID: 4711) / 1) Light the fire.",
        ["code-in-summary"] = "0x80070005|The tea is cold| / This error occurs with error code 0x80070005. / 1) Light the fire.",
        ["command-in-text"] = "TeaCold|TeaCold| / The fire is out. Check the wood. / 1) Check the wood.",
        ["consequence"] = "TeaCold|TeaCold| / 1) Light the fire. This takes a minute.",
        ["error-row"] = "TeaCold|TeaCold| / The fire is out. 1) Light it. && TeaGone|TeaGone| / The pot is open. 1) Close it.",
        ["example"] = "TeaCold|TeaCold| / 1) Change the wood. For example, change from: wet",
        ["field-section"] = "TeaCold|TeaCold| / The fire is out Wood is wet. 1) Light the fire. / The pot is open The lid fell. 1) Close the pot.",
        ["further-reading"] = "TeaCold|TeaCold| / 1) Light the fire. / # For more information, see the book of fire.",
        ["instructions"] = "TeaCold|TeaCold| / 1) Open the lid 2) check the fire 3) close the lid.",
        ["labelled-paragraph"] = "TeaCold|TeaCold| / The fire is out. 1) Light the fire.",
        ["lead-in"] = "TeaCold|TeaCold| / 1) Light the fire. 2) Wait for an hour.",
        ["list-of-actions"] = "TeaCold|TeaCold| / 1) Light the fire. 2) Close the pot.",
        ["list-of-causes"] = "TeaCold|TeaCold| / The fire is out. / The pot is open.",
        ["list-of-fields"] = "TeaCold|TeaCold|The tea is cold. / The fire is out. 1) Light the fire.",
        ["list-of-links"] = "TeaCold|TeaCold| / 1) Light the fire. / # - The book of fire - The book of wood",
        ["list-of-messages"] = "|Tea errors|The tea is cold.;The tea is gone. / 1) Light the fire.",
        ["list-that-commands"] = "TeaCold|TeaCold: the tea can't be drunk|the tea can't be drunk? / People complain. / 1) When the fire is out, light it. 2) If the pot is open, close it.",
        ["message"] = "TeaCold|TeaCold|The tea is cold. / 1) Light the fire.",
        ["message-code"] = "TeaCold|TeaCold|The tea is cold. / 1) Light the fire.",
        ["message-in-heading"] = "TeaCold|TeaCold - The tea is cold|The tea is cold? / The fire is out. / 1) To fix this issue, light the fire.",
        ["more-of-action"] = "TeaCold|TeaCold| / 1) Run this command: fire --light",
        ["no-action"] = "TeaCold|TeaCold| / The fire is out.",
        ["no-cause"] = "TeaCold|TeaCold|The tea is cold. / 1) Light the fire.",
        ["note"] = "TeaCold|TeaCold| / 1) Light the fire. / # The fire is hot.",
        ["nothing-to-read"] = "TeaCold|TeaCold|The tea is cold. / 1) Light the fire.",
        ["only-cause"] = "TeaCold|TeaCold| / The fire is out. 1) Light the fire.",
        ["printed-code"] = "TeaCold|TeaCold|The tea is cold. / You see the following error: / 1) To fix this, light the fire.",
        ["printed-heading"] = "|tea is not warm enough|tea is not warm enough? / The fire is out. / 1) To fix this issue, light the fire.",
        ["printed-paragraph"] = "|Tea is cold|The tea is cold. / You see the following error: / 1) To fix it, light the fire.",
        ["prose"] = "TeaCold|TeaCold|The tea is cold again / The pot reports the error \"The tea is cold again\" in winter. / 1) Light the fire.",
        ["prose-after-message"] = "TeaCold|TeaCold|The tea is cold. / This happens in winter. 1) Light the fire.",
        ["quotation"] = "TeaCold|TeaCold|The tea is cold. / 1) To fix this, light the fire.",
        ["quoted-heading"] = "|Tea is cold|Tea is cold? / This message means that the fire is out. 1) To fix this issue, light the fire.",
        ["remedy-behind-cause"] = "TeaCold|TeaCold| / The fire is out. 1) To resolve this issue, light the fire.",
        ["remedy-in-prose"] = "|Tea is cold| / The fire went out. / 1) To resolve this issue, light the fire.",
        ["step-section"] = "TeaCold|TeaCold| / 1) Light the fire Use dry wood. 2) Close the pot Use the lid.",
        ["steps"] = "|Tea is cold| / The fire went out. / 1) Light the fire. 2) Wait for an hour.",
        ["summary"] = "TeaCold|TeaCold| / - The cup is blue. - The pot is red. / 1) Light the fire.",
        ["symptom"] = "|Tea is cold| / Pot | Cups blue | 2 / 1) Light the fire.",
        ["symptom-code"] = "|Tea is cold|The tea is cold. / 1) Light the fire.",
        ["symptom-list"] = "|Tea is cold|Tea is much too cold / - The pot shows the error Tea is much too cold. - Nobody drinks. / 1) Light the fire.",
        ["symptom-quotation"] = "|Tea is cold|The tea is cold. / 1) Light the fire.",
        ["tab"] = "TeaCold|TeaCold| / 1) Gas: Light the fire. 2) Wood: Fetch wood.",
        ["table"] = "TeaCold|TeaCold| / The pot is small. Pot | Cups blue | 2 red | 3",
        ["table-of-actions"] = "TeaCold|TeaCold| / The fire is out. 1) blue Light the fire. 2) red Close the pot.",
        ["table-of-causes"] = "TeaCold|TeaCold|The tea is cold. / The fire is out. 1) Light it. / The pot is open. 1) Close it.",
        ["table-of-contents"] = "TeaCold|TeaCold| / 1) Light the fire. / # Part Fire Pot",
        ["table-of-fields"] = "TeaCold|TeaCold|The tea is cold in every pot / The fire is out. 1) Light the fire.",
        ["text-of-item"] = "TeaCold|TeaCold| / 1) Light the fire. Use dry wood. 2) Wait for an hour.",
    };

    public static TheoryData<string> Names => [.. ImportRules.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_takes_part_in_its_example(string name)
    {
        var rule = ImportRules.All.Single(r => r.Name == name);
        var entries = Imported.Entries(rule.Example);
        var used = entries.SelectMany(e => e.Taken.Select(t => t.Rule).Concat(e.Completed));
        // What says nothing is taken by nobody.
        if (name != "nothing-to-read") Assert.Contains(name, used);
        Assert.Equal(Expected.GetValueOrDefault(name), string.Join(" && ", entries.Select(Shown)));
    }

    [Fact]
    public void Rules_have_different_names_and_each_is_expected() =>
        Assert.Equal(ImportRules.All.Select(r => r.Name).Order(StringComparer.Ordinal), Expected.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_documentation_says_what_the_rules_say()
    {
        var documentation = File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs/import-rules.md"));
        var rows = documentation.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(ImportRules.All.Select(Row), rows);
    }

    static string Row(ImportRule rule) => $"| `{rule.Name}` | {rule.Takes} | {Code(rule.Example)} |";

    /// <summary>Markdown that a table's cell can show: lines behind one another, bars escaped.</summary>
    static string Code(string example)
    {
        var lines = example.Split('\n').Where(l => l.Length > 0).Select(l => l.Replace("|", "\\|", StringComparison.Ordinal));
        return string.Join("<br>", lines.Select(l => l.Contains('`') ? $"`` {l} ``" : $"`{l}`"));
    }

    static string Shown(ImportedEntry entry)
    {
        var head = $"{string.Join(',', entry.Codes)}|{entry.Title}|{string.Join(';', entry.Messages.Select(m => m.Text + (m.Certain ? "" : "?")))}";
        string[] parts = [OneLine(Blocks.BlockText.Of(entry.Summary)), .. entry.Causes.Select(c => Line(OneLine(c.Text), c.Actions)), Line("", entry.Actions), OneLine(string.Join(' ', entry.Notes.Select(n => "# " + Blocks.BlockText.Of(n))))];
        return string.Join(" / ", parts.Where(p => p.Length > 0).Prepend(head));
    }

    static string Line(string cause, IEnumerable<ImportedAction> actions) =>
        string.Join(' ', actions.Select((a, i) => $"{i + 1}) {OneLine(a.Text)}").Prepend(cause).Where(t => t.Length > 0));

    static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
