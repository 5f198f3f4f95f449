using System.Diagnostics;
using MarsKb.Entries;
using MarsKb.Infra;
using MarsKb.Matrix;

namespace MarsKb.Content;

public sealed class ContentLoaderTests
{
    [Fact]
    public void Good_content_loads_whole_and_without_a_word()
    {
        using var content = TestContent.Good();
        var knowledge = content.LoadGood();
        Assert.Equal(["registration", "cache"], knowledge.Components.Select(c => c.Id));
        Assert.Equal(["34513", "proxy"], knowledge.Entries.Select(e => e.Key));
        Assert.Equal("size-limits", Assert.Single(knowledge.Tables).Key);
        var action = Assert.Single(knowledge.SharedActions);
        Assert.Equal("check-proxy", action.Id);
        Assert.Equal("proxy", Assert.Single(action.UsedBy));
    }

    [Fact]
    public void An_entry_has_all_that_its_file_says()
    {
        using var content = TestContent.Good().With("entries/34513.md", """
            ---
            key: "34513"
            kind: error
            title: Invalid vault credentials
            codes: ["34513", 0x80070005, SalLowDiskSpace]
            aliases: [old-name]
            component: registration
            messages:
              - text: 'Cannot read {path}: denied'
              - { text: 'Kann {path} nicht lesen', language: de }
            appliesTo:
              clouds: [public, china]
              operatingSystems: [Windows Server 2022]
              agent: '>= 2.0.9249.0'
              role: Contributor
              when: While registering.
            related: [PROXY, size-limits]
            sources:
              - { title: Page, url: 'https://learn.test/', licence: CC BY 4.0, date: 2022-12-05 }
            owner: backup team
            reviewed: 2026-11-01
            reviewBy: 2027-11-01
            ---

            The lead. See [sizes](kb:size-limits#windows-7).

            More.

            ## Cause: The file is old {#old-file}

            Text.

            ### How to tell

            Look.

            ### Do this

            1. Run:

               ```cmd
               dir
               ```
            2. {{action: check-proxy}}

            ## Procedure: Start again {#start-again}

            ### Do this

            1. Start.

            ## Notes

            ### Detail

            A note.

            ## Editor's note

            One says 1, the other 2.

            ## Editor's note

            Another.

            """);
        var entry = (Entry)content.LoadGood().Find("34513")!;

        Assert.Equal(EntryKind.Error, entry.Kind);
        Assert.Equal<string>(["34513", "0x80070005", "SalLowDiskSpace"], entry.Codes);
        Assert.Equal("old-name", Assert.Single(entry.Aliases));
        Assert.Equal<Message>([new Message("Cannot read {path}: denied", "en"), new Message("Kann {path} nicht lesen", "de")], entry.Messages);
        Assert.Equal<string>(["public", "china"], entry.AppliesTo.Clouds);
        Assert.Equal((">= 2.0.9249.0", "Contributor", "While registering."), (entry.AppliesTo.Agent, entry.AppliesTo.Role, entry.AppliesTo.When));
        Assert.Equal<string>(["proxy", "size-limits"], entry.Related);
        Assert.Equal(new Source("Page", "https://learn.test/", "CC BY 4.0", new DateOnly(2022, 12, 5)), Assert.Single(entry.Sources));
        Assert.Equal("<p>The lead. See <a href=\"/matrix/size-limits#windows-7\">sizes</a>.</p><p>More.</p>", entry.Summary.Html);
        Assert.Equal([("old-file", "The file is old", false), ("start-again", "Start again", true)], entry.Causes.Select(c => (c.Id, c.Title, c.IsProcedure)));
        Assert.Equal("<p>Look.</p>", entry.Causes[0].HowToTell.Html);
        Assert.Equal([null, "check-proxy", "check-proxy"], entry.Causes[0].Actions.Select(a => a.SharedId));
        Assert.Equal("Run:\n\nCommand prompt:\ndir", entry.Causes[0].Actions[0].Content.Text);
        Assert.Equal("<h3>Detail</h3><p>A note.</p>", entry.Notes.Html);
        Assert.Equal(["One says 1, the other 2.", "Another."], entry.EditorsNotes.Select(n => n.Text));
        Assert.Equal("entries/34513.md:1:1", entry.Location.ToString());
    }

    [Fact]
    public void A_table_has_typed_cells()
    {
        using var content = TestContent.Good().With("matrix/size-limits.yaml", TestContent.Table
            .But("  - { id: limit, title: Size limit, type: size }", """
                  - { id: limit, title: Size limit, type: size }
                  - { id: files, title: Files, type: yes-no }
                  - { id: support, title: Support, type: support }
                  - { id: since, title: Since, type: version }
                  - { id: keep, title: Keep, type: duration }
                  - { id: host, title: Host, type: host }
                  - { id: needs, title: Needs, type: list }
                  - { id: details, title: Details, type: markdown }
                """)
            .But("      system: Windows 7\n      limit: 1700 GB", """
                      system: Windows 7 (Pro, Home)
                      limit: 1700 GB
                      files: yes
                      support: skipped
                      since: 2.0.9169.0
                      keep: 9999 days
                      host: '*.windows.net'
                      needs: [.NET <4.5>, PowerShell]
                      details: See `<x>` and [more](kb:34513).
                """));
        var cells = content.LoadGood().Tables.Single().Rows.Single().Cells;

        Assert.Equal(("Windows 7 (Pro, Home)", "Windows 7 <small>(Pro, Home)</small>"), (cells["system"].Text, cells["system"].Html));
        Assert.Equal(("1,700 GB", 1700L << 30), (cells["limit"].Text, cells["limit"].Value));
        Assert.Equal(("Yes", true), (cells["files"].Text, cells["files"].Value));
        Assert.Equal(("Not supported. Skipped", SupportLevel.Skipped), (cells["support"].Text, cells["support"].Value));
        Assert.Equal(new Version(2, 0, 9169, 0), cells["since"].Value);
        Assert.Equal(("9999 days", 9999L), (cells["keep"].Text, cells["keep"].Value));
        Assert.Equal("<code>*.windows.net</code>", cells["host"].Html);
        Assert.Equal<string>([".NET <4.5>", "PowerShell"], cells["needs"].Items);
        Assert.Equal("<ul><li>.NET &lt;4.5&gt;</li><li>PowerShell</li></ul>", cells["needs"].Html);
        Assert.Equal("See <code><var>&lt;x&gt;</var></code> and <a href=\"/entries/34513\">more</a>.", cells["details"].Html);
    }

    [Theory]
    [InlineData("1 TB", 1L << 40)]
    [InlineData("1.5 KB", 1536L)]
    [InlineData("54,400 GB", 54400L << 30)]
    public void Sizes_are_bytes(string written, long bytes)
    {
        using var content = TestContent.Good().With("matrix/size-limits.yaml", TestContent.Table.But("1700 GB", written));
        Assert.Equal(bytes, content.LoadGood().Tables.Single().Rows.Single().Cells["limit"].Value);
    }

    [Theory]
    [InlineData("12 months", 365L)]
    [InlineData("1 year", 365L)]
    [InlineData("4 weeks", 28L)]
    [InlineData("1188 months", 99 * 365L)]
    public void Durations_are_days(string written, long days)
    {
        using var content = TestContent.Good().With("matrix/size-limits.yaml", TestContent.Table.But("type: size", "type: duration").But("1700 GB", written));
        Assert.Equal(days, content.LoadGood().Tables.Single().Rows.Single().Cells["limit"].Value);
    }

    [Fact]
    public void Links_inside_notes_of_a_table_are_checked_and_led()
    {
        using var content = TestContent.Good().With("matrix/size-limits.yaml", TestContent.Table.But("Larger volumes are refused.", "'[Larger](kb:34513#old-file) volumes are refused.'"));
        Assert.Equal("<p><a href=\"/entries/34513#old-file\">Larger</a> volumes are refused.</p>", content.LoadGood().Tables.Single().Notes.Single().Html);
    }

    [Fact]
    public void A_faulty_file_is_left_out_and_the_others_stay()
    {
        using var content = TestContent.Good().With("entries/34513.md", TestContent.Entry.But("kind: error", "kind: eror"));
        var load = content.Load();
        Assert.True(load.HasErrors);
        Assert.Null(load.Knowledge.Find("34513"));
        Assert.NotNull(load.Knowledge.Find("proxy"));
    }

    [Fact]
    public void All_faults_of_all_files_are_found_at_once_in_the_order_of_files_and_lines()
    {
        using var content = TestContent.Good()
            .With("entries/34513.md", TestContent.Entry.But("title: Invalid vault credentials", "title: [a]").But("codes: [\"34513\"]", "codes: 5").But("component: registration", "component: { a: b }").But("owner: backup team", "owner: ~").But("again.", "<b>."))
            .With("matrix/size-limits.yaml", TestContent.Table.But("1700 GB", "large").But("windows-7", "Windows 7"));
        var found = content.Load().Diagnostics;
        Assert.Equal(
            ["entries/34513.md:4:8 MKB037", "entries/34513.md:5:8 MKB037", "entries/34513.md:6:12 MKB037", "entries/34513.md:14:8 MKB038", "entries/34513.md:27:16 MKB140",
             "matrix/size-limits.yaml:9:9 MKB124"],
            found.Select(d => $"{d.Location} {d.Code}"));
    }

    [Fact]
    public void A_warning_leaves_the_entry_in()
    {
        using var content = TestContent.Good().With("entries/34513.md", TestContent.Entry.But("2026-11-01\nreviewBy: 2027-11-01", "2025-11-01\nreviewBy: 2026-11-21"));
        var load = content.Load();
        Assert.False(load.HasErrors);
        Assert.Equal("entries/34513.md:16:1: warning MKB314: The review date 2026-11-21 has passed. Check the page against its sources, then set 'reviewed' and 'reviewBy'.", Assert.Single(load.Diagnostics).ToString());
        Assert.NotNull(load.Knowledge.Find("34513"));
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_change_no_place()
    {
        using var content = TestContent.Good();
        var text = TestContent.Entry.But("kind: error", "kind: eror").But("long ago", "long <b> ago").ReplaceLineEndings("\r\n");
        content.With("entries/34513.md", [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(["3:7 MKB105", "23:24 MKB140"], content.Load().Diagnostics.Select(d => $"{d.Location.Line}:{d.Location.Column} {d.Code}"));
    }

    [Fact]
    public void Of_two_files_with_one_key_the_first_by_path_stays()
    {
        using var content = TestContent.Good().With("entries/a/34513.md", TestContent.Entry.But("title: Invalid vault credentials", "title: Other"));
        var load = content.Load();
        Assert.Equal("entries/a/34513.md:2:6 MKB301", Assert.Single(load.Diagnostics.Select(d => $"{d.Location} {d.Code}")));
        Assert.Equal("Invalid vault credentials", load.Knowledge.Find("34513")!.Title);
    }

    [Fact]
    public void The_revision_tells_contents_apart_and_only_them()
    {
        using var first = TestContent.Good();
        using var second = TestContent.Good();
        var revision = first.LoadGood().Revision;
        Assert.Equal(12, revision.Length);
        Assert.Equal(revision, second.LoadGood().Revision);
        second.With("entries/34513.md", TestContent.Entry.But("refused", "rejected"));
        Assert.NotEqual(revision, second.LoadGood().Revision);
        first.With("README.md", "For people.").With("entries/.hidden.md", "x").With("entries/picture.png", "x").With(".git/x.md", "x");
        Assert.Equal(revision, first.LoadGood().Revision);
    }

    [Fact]
    public void The_last_change_is_that_of_the_newest_file()
    {
        using var content = TestContent.Good();
        var newest = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(content.PathOf("matrix/size-limits.yaml"), newest);
        Assert.Equal(newest, content.LoadGood().LastChanged);
    }

    [Fact]
    public void Links_within_the_folder_are_followed_once()
    {
        using var content = TestContent.Good();
        Directory.CreateSymbolicLink(content.PathOf("entries/loop"), content.PathOf("entries"));
        File.Move(content.PathOf("entries/34513.md"), content.PathOf("entries/.34513.md"));
        File.CreateSymbolicLink(content.PathOf("entries/34513.md"), content.PathOf("entries/.34513.md"));
        Assert.Equal(["34513", "proxy"], content.LoadGood().Entries.Select(e => e.Key));
    }

    [Fact]
    public void Loading_can_be_given_up()
    {
        using var content = TestContent.Good();
        Assert.ThrowsAny<OperationCanceledException>(() => ContentLoader.Load(content.Folder, TestContent.Today, cancel: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Two_loads_of_one_folder_say_the_same()
    {
        using var content = TestContent.Good();
        for (var i = 0; i < 40; i++) content.With($"entries/x{i}.md", TestContent.Entry.But("key: \"34513\"", $"key: {(i % 2 == 0 ? "same" : "y" + i)}"));
        Assert.Equal(content.Load().Diagnostics.Select(d => d.ToString()), content.Load().Diagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void Ten_times_the_entries_take_about_ten_times_as_long()
    {
        TimeSpan Time(int entries)
        {
            using var content = TestContent.Good();
            for (var i = 0; i < entries; i++)
                content.With($"entries/guide-{i}.md", TestContent.Guide.But("key: proxy", $"key: guide-{i}\naliases: [old-{i}]\nrelated: [guide-{(i + 1) % entries}]").But("long ago", $"[long](kb:guide-{(i + 7) % entries}#old-file) ago"));
            content.LoadGood();
            return Enumerable.Range(0, 3).Min(_ =>
            {
                var start = Stopwatch.GetTimestamp();
                content.Load();
                return Stopwatch.GetElapsedTime(start);
            });
        }

        var (few, many) = (Time(200), Time(2_000));
        // Quadratic would be a hundred times; the machine may be busy.
        Assert.True(many < few * 40, $"{few} for 200, {many} for 2,000");
    }
}
