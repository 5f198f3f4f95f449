namespace MarsKb.Import;

/// <summary>A newer revision over drafts that somebody may have worked on.</summary>
public sealed class AnotherImportTests : IDisposable
{
    const string Cold = """
        ## TeaCold

        **Error message**: The tea is cold.

        ### Cause 1: No fire

        Nobody lit it.

        ### Solution 1

        - Light the fire.
        - Wait.

        ### Cause 2: No kettle

        It was sold.

        ### Solution 2

        Buy one.

        """;

    const string Hot = """
        ## TeaHot

        **Error message**: The tea is hot.

        **Resolution**: Wait for it.

        """;

    const string Head = "---\ntitle: Tea\nms.date: 03/04/2025\n---\n# Tea\n\n";

    readonly string root = Directory.CreateTempSubdirectory("marskb-again").FullName;

    public AnotherImportTests() => Upstream(Head + Cold + Hot);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_first_and_an_unchanged_second_have_nothing_to_tell_and_give_the_same_bytes()
    {
        Assert.Empty(Import());
        var first = Snapshot();
        Assert.Empty(Import());
        Assert.Equal(first, Snapshot());
    }

    [Fact]
    public void What_upstream_changed_is_said_field_by_field_and_taken()
    {
        Import();
        Upstream(Head + Cold.Replace("- Wait.", "- Wait a while.\n- Drink.", StringComparison.Ordinal).Replace("is cold", "is too cold", StringComparison.Ordinal) + Hot);

        Assert.Equal(
            [
                "entries/TeaCold.md: changed title", "  - title: 'The tea is cold'", "  + title: 'The tea is too cold'",
                "entries/TeaCold.md: changed messages", "  -   - text: 'The tea is cold.'", "  +   - text: 'The tea is too cold.'",
                "entries/TeaCold.md: changed no-fire", "  - 2. Wait.", "  + 2. Wait a while.", "  + 3. Drink.",
            ],
            Import());
        Assert.Contains("3. Drink.", Draft("TeaCold"), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_came_and_went_are_said()
    {
        Import();
        Upstream(Head + Cold + Hot.Replace("TeaHot", "TeaGone", StringComparison.Ordinal).Replace("is hot", "is gone", StringComparison.Ordinal));
        Assert.Equal(["entries/TeaGone.md: added", "entries/TeaHot.md: removed"], Import());
        Assert.False(File.Exists(Path.Combine(root, "out/entries/TeaHot.md")));
    }

    [Fact]
    public void A_cause_that_came_or_went_is_said_and_stands_in_its_place()
    {
        Import();
        Upstream(Head + Cold.Replace("### Cause 2: No kettle\n\nIt was sold.", "### Cause 2: No water\n\nIt is cut off.", StringComparison.Ordinal) + Hot);
        var changes = Import();
        Assert.Contains("entries/TeaCold.md: removed no-kettle", changes);
        Assert.Contains("entries/TeaCold.md: added no-water", changes);
        Assert.True(Draft("TeaCold").IndexOf("#no-fire", StringComparison.Ordinal) < Draft("TeaCold").IndexOf("#no-water", StringComparison.Ordinal));
    }

    [Fact]
    public void What_somebody_wrote_stays_beside_what_upstream_changed_elsewhere()
    {
        Import();
        Edit("TeaCold", "owner: unassigned", "owner: kitchen");
        Edit("TeaCold", "1. Buy one.", "1. Borrow one.");
        Upstream(Head + Cold.Replace("- Wait.", "- Wait a while.", StringComparison.Ordinal) + Hot);

        Assert.Equal(["entries/TeaCold.md: changed no-fire", "  - 2. Wait.", "  + 2. Wait a while."], Import());

        var text = Draft("TeaCold");
        Assert.Contains("owner: kitchen", text, StringComparison.Ordinal);
        Assert.Contains("1. Borrow one.", text, StringComparison.Ordinal);
        Assert.Contains("2. Wait a while.", text, StringComparison.Ordinal);
        Assert.Empty(Import());
        Assert.Equal(text, Draft("TeaCold"));
    }

    [Fact]
    public void Where_both_changed_the_same_mine_stays_and_both_are_shown_once()
    {
        Import();
        Edit("TeaCold", "2. Wait.", "2. Wait for ten minutes.");
        Upstream(Head + Cold.Replace("- Wait.", "- Wait a while.", StringComparison.Ordinal) + Hot);

        string[] both =
        [
            "entries/TeaCold.md: conflict no-fire",
            "  upstream - 2. Wait.", "  upstream + 2. Wait a while.",
            "  here     - 2. Wait.", "  here     + 2. Wait for ten minutes.",
        ];
        Assert.Equal(both, Import());
        Assert.Contains("2. Wait for ten minutes.", Draft("TeaCold"), StringComparison.Ordinal);
        Assert.Empty(Import());
        Assert.Equal(both, File.ReadAllLines(Path.Combine(root, "out/import-changes.txt")));
    }

    [Fact]
    public void What_somebody_took_out_stays_out()
    {
        Import();
        var text = Draft("TeaCold");
        Given("out/entries/TeaCold.md", text[..text.IndexOf("## Cause: No kettle", StringComparison.Ordinal)]);
        Assert.Empty(Import());
        Upstream(Head + Cold.Replace("Buy one.", "Buy two.", StringComparison.Ordinal) + Hot);
        Assert.Equal(["entries/TeaCold.md: conflict no-kettle", "  upstream - 1. Buy one.", "  upstream + 1. Buy two.", "  here     taken out"], Import());
        Assert.DoesNotContain("kettle", Draft("TeaCold"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_which_nothing_is_taken_over_stays_to_the_byte()
    {
        Import();
        var mine = Draft("TeaCold").Replace("\n", "\r\n", StringComparison.Ordinal).Replace("owner: unassigned", "owner:   kitchen", StringComparison.Ordinal) + "\r\n\r\n\r\n";
        Given("out/entries/TeaCold.md", mine);
        Upstream(Head + Cold + Hot.Replace("Wait for it.", "Wait.", StringComparison.Ordinal));
        Import();
        Assert.Equal(mine, Draft("TeaCold"));
    }

    [Fact]
    public void A_file_keeps_its_line_ends()
    {
        Import();
        Given("out/entries/TeaCold.md", Draft("TeaCold").Replace("owner: unassigned", "owner: kitchen", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
        Upstream(Head + Cold.Replace("- Wait.", "- Wait a while.", StringComparison.Ordinal) + Hot);
        Import();
        Assert.Contains("2. Wait a while.\r\n", Draft("TeaCold"), StringComparison.Ordinal);
        Assert.DoesNotContain("\n", Draft("TeaCold").Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No front matter any more.\n")]
    [InlineData("---\nkey: TeaCold\nno end\n")]
    [InlineData("")]
    public void A_file_that_cannot_be_understood_is_not_touched(string mine)
    {
        Import();
        Given("out/entries/TeaCold.md", mine);
        Assert.Empty(Import());
        Upstream(Head + Cold.Replace("- Wait.", "- Wait a while.", StringComparison.Ordinal) + Hot);
        Assert.Equal("entries/TeaCold.md: conflict", Import()[0]);
        Assert.Equal(mine, Draft("TeaCold"));
    }

    [Fact]
    public void A_draft_that_was_finished_elsewhere_does_not_come_back_but_its_changes_are_said()
    {
        Import();
        File.Delete(Path.Combine(root, "out/entries/TeaHot.md"));
        Assert.Empty(Import());
        Upstream(Head + Cold + Hot.Replace("Wait for it.", "Blow.", StringComparison.Ordinal));
        Assert.Equal(["entries/TeaHot.md: conflict", "  upstream - 1. Wait for it.", "  upstream + 1. Blow.", "  here     taken out"], Import());
        Assert.False(File.Exists(Path.Combine(root, "out/entries/TeaHot.md")));
    }

    [Fact]
    public void One_that_upstream_dropped_stays_when_somebody_worked_on_it_also_when_it_comes_back()
    {
        Import();
        Edit("TeaHot", "1. Wait for it.", "1. Blow.");
        Upstream(Head + Cold);
        Assert.Equal(["entries/TeaHot.md: conflict", "  upstream removed", "  here     edited"], Import());
        Assert.Empty(Import());
        Upstream(Head + Cold + Hot);
        Assert.Equal("entries/TeaHot.md: conflict", Import()[0]);
        Assert.Contains("1. Blow.", Draft("TeaHot"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(root, "out/entries/TeaHot-2.md")));
    }

    [Fact]
    public void A_key_stays_with_its_entry_when_another_of_that_code_comes_before_it()
    {
        Import();
        Edit("TeaHot", "1. Wait for it.", "1. Blow.");
        Upstream(Head + Hot.Replace("is hot", "burns", StringComparison.Ordinal) + "# More\n\n" + Cold + Hot);
        Given("in/another.md", Head + Hot.Replace("Wait for it", "Add milk", StringComparison.Ordinal));
        Import();
        Assert.Contains("1. Blow.", Draft("TeaHot"), StringComparison.Ordinal);
        Assert.Contains("Add milk", Draft("TeaHot-2"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_that_is_put_otherwise_is_a_change_of_the_entry_not_another_entry()
    {
        Upstream(Head + "## The tea is late\n\n**Error message**: The tea is not here yet.\n\n**Resolution**: Wait.\n");
        Import();
        Upstream(Head + "## The tea comes late\n\n**Error message**: The tea is not here yet.\n\n**Resolution**: Wait.\n");
        var changes = Import();
        Assert.Contains("entries/the-tea-is-late.md: changed title", changes);
        Assert.DoesNotContain(changes, c => c.Contains("added", StringComparison.Ordinal) || c.Contains("removed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_block_with_headings_in_it_belongs_to_its_section()
    {
        const string fenced = "## TeaCold\n\n**Error message**: The tea is cold.\n\n**Resolution**:\n\n1. ```bash\n   ## not a section\n   light\n   ```\n\n2. Wait.\n\n## TeaHot\n\n**Error message**: The tea is hot.\n\n**Resolution**: Wait.\n";
        Upstream(Head + fenced);
        Import();
        Upstream(Head + fenced.Replace("2. Wait.", "2. Wait a while.", StringComparison.Ordinal));
        Edit("TeaCold", "owner: unassigned", "owner: kitchen");
        Assert.Equal(["entries/TeaCold.md: changed what-to-do", "  - 2. Wait.", "  + 2. Wait a while."], Import());
    }

    [Fact]
    public void A_new_date_alone_is_summed_up_and_a_review_of_mine_is_mine()
    {
        Import();
        Edit("TeaCold", "reviewed: 2025-03-04", "reviewed: 2026-11-22");
        Upstream(Head.Replace("2025", "2026", StringComparison.Ordinal) + Cold + Hot);
        Assert.Equal(["2 entries: only the date of the article changed"], Import());
        Assert.Contains("reviewed: 2026-11-22", Draft("TeaCold"), StringComparison.Ordinal);
        Assert.Contains("date: 2026-03-04", Draft("TeaCold"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_somebody_gave_components_stay_and_new_ones_are_added()
    {
        Import();
        Given("out/components.yaml", File.ReadAllText(Path.Combine(root, "out/components.yaml")).Replace("'Tea'", "All about tea", StringComparison.Ordinal));
        Given("in/coffee.md", "---\ntitle: Coffee\n---\n# Coffee\n\n## CoffeeCold\n\n**Error message**: The coffee is cold.\n\n**Resolution**: Wait.\n");
        Import();
        Assert.Equal("components:\n  - { id: tea, title: All about tea }\n  - { id: coffee, title: 'Coffee' }\n", File.ReadAllText(Path.Combine(root, "out/components.yaml")));
    }

    [Fact]
    public void Flows_and_steps_that_rest_on_what_changed_are_named()
    {
        Import();
        WriteContent();
        Upstream(Head + Cold.Replace("- Wait.", "- Wait a while.", StringComparison.Ordinal) + Hot);
        Assert.Equal(
            ["entries/TeaCold.md: touches the flow 'kitchen', step 'which'", "entries/TeaCold.md: touches the flow 'kitchen', step 'fire'", "entries/TeaCold.md: touches the flow 'kitchen', step 'shop'"],
            Import("content").Where(l => l.Contains("touches", StringComparison.Ordinal)));
        Upstream(Head + Cold.Replace("Buy one.", "Buy two.", StringComparison.Ordinal) + Hot.Replace("Wait for it.", "Blow.", StringComparison.Ordinal));
        var touched = Import("content").Where(l => l.StartsWith("entries/TeaCold.md: touches", StringComparison.Ordinal)).Select(l => l.Split('\'')[^2]);
        Assert.Equal(["which", "fire", "kettle", "shop"], touched);
        Upstream(Head + Cold.Replace("Buy one.", "Buy three.", StringComparison.Ordinal) + Hot.Replace("Wait for it.", "Blow.", StringComparison.Ordinal));
        touched = Import("content").Where(l => l.StartsWith("entries/TeaCold.md: touches", StringComparison.Ordinal)).Select(l => l.Split('\'')[^2]);
        Assert.Equal(["which", "kettle", "shop"], touched);
    }

    /// <summary>A cause of each kind is confirmed by its own step; a text leads to the entry.</summary>
    void WriteContent()
    {
        Directory.CreateDirectory(Path.Combine(root, "content/entries"));
        Given("content/components.yaml", "components:\n  - { id: tea, title: Tea }\n");
        Given("content/entries/TeaCold.md", Draft("TeaCold").Replace("state: draft\n", "", StringComparison.Ordinal).Replace("### Do this", "### How to tell\n\nLook.\n\n### Do this", StringComparison.Ordinal));
        Given("content/flows/kitchen.yaml", """
            key: kitchen
            title: What is wrong with the tea?
            component: tea
            summary: When the tea is not as it should be.
            minutes: 3
            needs: [A tongue]
            covers:
              - { entry: TeaCold }
            start: which
            steps:
              - id: which
                type: question
                title: What is missing?
                choices:
                  - { id: fire, text: Fire, to: fire }
                  - { id: kettle, text: The kettle, to: kettle }
                  - { id: dont-know, text: I can't tell, to: shop }
              - { id: fire, type: outcome, title: No fire, outcome: fixed, cause: { entry: TeaCold, cause: no-fire }, actions: [Light it.] }
              - { id: kettle, type: outcome, title: No kettle, outcome: fixed, cause: { entry: TeaCold, cause: no-kettle }, actions: [Buy it.] }
              - { id: shop, type: outcome, title: Ask, outcome: escalate, actions: ['Read [about it](kb:TeaCold).'] }
            sources:
              - { title: Tea, url: 'https://learn.test/tea', licence: CC BY 4.0, date: 2025-03-04 }
            owner: kitchen
            reviewed: 2025-03-04
            reviewBy: 2099-03-04
            """);
        Assert.Empty(MarsKb.Content.ContentLoader.Load(Path.Combine(root, "content"), DateOnly.MinValue).Diagnostics.Where(d => d.Severity == MarsKb.Diagnostics.Severity.Error));
    }

    [Fact]
    public void Stopping_in_the_middle_leaves_everything_as_it_was()
    {
        Import();
        Edit("TeaCold", "owner: unassigned", "owner: kitchen");
        var before = Snapshot();
        Upstream(Head + Cold.Replace("Wait", "Rest", StringComparison.Ordinal));
        Given("in/another.md", Head + Hot);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Importer.Run(Request(null), (_, _) => stop.Cancel(), stop.Token));
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void What_a_broken_off_import_left_is_cleared_away()
    {
        Import();
        var before = Snapshot();
        Given("out/.importing/entries/half.md", "half");
        Import();
        Assert.Equal(before, Snapshot());
    }

    void Upstream(string text) => Given("in/tea.md", text);

    ImportRequest Request(string? content) => new([Path.Combine(root, "in")], Path.Combine(root, "out"), ImportFormat.Entries, "https://learn.test/", "CC BY 4.0", content is null ? null : Path.Combine(root, content));

    string[] Import(string? content = null) => [.. Importer.Run(Request(content), null, CancellationToken.None).Changes];

    string Draft(string key) => File.ReadAllText(Path.Combine(root, "out/entries", key + ".md"));

    void Edit(string key, string from, string to)
    {
        var text = Draft(key);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Given($"out/entries/{key}.md", text.Replace(from, to, StringComparison.Ordinal));
    }

    void Given(string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    List<string> Snapshot() => [.. Directory.EnumerateFiles(Path.Combine(root, "out"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => f + "\n" + File.ReadAllText(f))];
}
