using MarsKb.Entries;

namespace MarsKb.Search;

public class SearchIndexTests
{
    static readonly SearchDocument[] Documents =
    [
        Entry("34513", "Invalid vault credentials", ["34513"],
            "Invalid vault credentials provided. The file is either corrupted or does not have the latest credentials associated with recovery service. (ID: 34513)",
            "The agent refused the credentials file.", "Download new credentials and register again."),
        Entry("100050", "The agent cannot reach the service", ["100050"],
            "The Microsoft Azure Recovery Service Agent was unable to connect to Microsoft Azure Backup. (ID: 100050)",
            "A proxy blocks the connection.", "Allow these addresses on port 443."),
        Entry("407", "The proxy asks who you are", ["407"], "(407) Proxy Authentication Required.", "A proxy blocks the connection.", "Give the proxy details to the agent."),
        Entry("0x80070002", "A file was not found", ["0x80070002"], "The system cannot find the file specified.", "The volume with the scratch folder is full.", "Run chkdsk."),
        Entry("0x80070003", "A path was not found", ["0x80070003"], "The system cannot find the file specified.", "The volume with the scratch folder is gone.", "Run chkdsk."),
        Entry("0x80070005", "Access is denied during backup", ["0x80070005"], "Access Is Denied", "Antivirus software blocks the file.", "Exclude the agent from the scan."),
        Entry("0x1FC07", "Activation did not complete", ["0x1FC07"],
            "The activation did not complete successfully. The current operation failed due to an internal service error [0x1FC07]. Retry the operation after some time.",
            "The scratch folder lies on a volume without space.", "Move the scratch folder."),
        Entry("SalLowDiskSpace", "No room for the cache folder", ["SalLowDiskSpace"],
            "Backup failed due to insufficient storage in volume {volume} where the scratch folder is located", "The volume is full.", "Free some space."),
        Entry("schedule", "Scheduled backups do not run", [], null, "The task is disabled. Manual backups work.", "Enable the task in Task Scheduler.", EntryKind.Guide),
        new SearchDocument("sizes", EntryKind.Matrix, "support", "Size limits per volume", "/matrix/sizes", [], [], [], "What may be backed up from one volume.", "", ""),
        new SearchDocument("sizes", EntryKind.Matrix, "support", "Size limits per volume: Windows 7", "/matrix/sizes#windows-7", [], [], [], "Windows 7: 1,700 GB", "", ""),
    ];

    static readonly SearchIndex Index = SearchIndex.Build(Documents);

    static SearchDocument Entry(string key, string title, string[] codes, string? message, string cause, string action, EntryKind kind = EntryKind.Error) =>
        new(key, kind, "backup", title, "/entries/" + key, [.. codes], [], message is null ? [] : [message], cause, cause, action);

    static SearchResponse Search(string query) => Index.Search(new SearchRequest(query));

    static SearchHit First(string query) => Search(query).Hits[0];

    [Theory]
    [InlineData("34513", "34513")]
    [InlineData("ID: 34513", "34513")]
    [InlineData("(ID:34513)", "34513")]
    [InlineData("error 34513", "34513")]
    [InlineData("0x186D2", "100050")]
    [InlineData("80070005", "0x80070005")]
    [InlineData("-2147024891", "0x80070005")]
    [InlineData("130055", "0x1FC07")]
    [InlineData("sallowdiskspace", "SalLowDiskSpace")]
    [InlineData("MARS says SalLowDiskSpace on FS01", "SalLowDiskSpace")]
    [InlineData("407", "407")]
    public void A_code_in_any_spelling_is_exact(string query, string key)
    {
        var hit = First(query);
        Assert.Equal((key, Confidence.Exact), (hit.Key, hit.Confidence));
    }

    [Theory]
    [InlineData("GET /index.html HTTP/1.1 407 1832 in 34 ms")]
    [InlineData("407 files were copied to the cat pictures folder")]
    [InlineData("kubectl get pods CrashLoopBackOff")]
    [InlineData("0x8024402c windows update error")]
    [InlineData("mars rover landing date")]
    [InlineData("how do I reset my Outlook password")]
    public void What_has_no_answer_here_is_never_more_than_weak(string query) =>
        Assert.All(Search(query).Hits, h => Assert.Equal(Confidence.Weak, h.Confidence));

    [Fact]
    public void A_pasted_message_is_found_and_strong()
    {
        var hit = First("Invalid vault credentials provided. The file is either corrupted or does not have the latest credentials associated with recovery service.");
        Assert.Equal(("34513", Confidence.Strong), (hit.Key, hit.Confidence));
        Assert.Contains(hit.Why, w => w.StartsWith("message 100% alike", StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_message_is_enough() =>
        Assert.Equal(("34513", Confidence.Strong), First("popup: \"Invalid vault credentials provided. The file is either corrupted or does not have the lat...\"") is var h ? (h.Key, h.Confidence) : default);

    [Fact]
    public void What_people_say_finds_the_entry_but_makes_nothing_sure()
    {
        var index = SearchIndex.Build([.. Documents.Select(d => d.Key == "schedule" ? d with { Asked = ["nothing happens at night", "the nightly job is missing"] } : d)]);
        var hit = index.Search(new SearchRequest("at night nothing happens")).Hits[0];
        Assert.Equal("schedule", hit.Key);
        Assert.Equal(Confidence.Weak, hit.Confidence);
        Assert.DoesNotContain(index.Suggest("nothing hap"), s => s.Text.Contains("night", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_in_another_language_is_known_as_a_whole()
    {
        var index = SearchIndex.Build([.. Documents.Select(d => d.Key == "34513" ? d with { Translations = ["Es wurden ungültige Anmeldeinformationen angegeben. Die Datei ist beschädigt. (ID: 34513)"] } : d)]);
        var hit = index.Search(new SearchRequest("Fehler: Es wurden ungültige Anmeldeinformationen angegeben. Die Datei ist beschädigt.")).Hits[0];
        Assert.Equal(("34513", Confidence.Strong), (hit.Key, hit.Confidence));
    }

    /// <summary>Few messages are translated, so each of their words is rare; that alone must not put them first.</summary>
    [Fact]
    public void A_single_word_of_a_translation_says_little()
    {
        var index = SearchIndex.Build([.. Documents.Select(d => d.Key == "34513" ? d with { Translations = ["操作を完了できませんでした"] } : d)], [new SynonymGroup(["proxy", "プロキシ"])]);
        Assert.Equal("407", index.Search(new SearchRequest("プロキシの操作")).Hits[0].Key);
        Assert.Empty(index.Search(new SearchRequest("操做")).Hits);
    }

    [Fact]
    public void Lines_of_a_form_are_read_together()
    {
        var index = SearchIndex.Build([.. Documents.Select(d => d.Key == "schedule" ? d with { Asked = ["status missed, trigger disabled"] } : d)]);
        Assert.Equal("schedule", index.Search(new SearchRequest("Task: Microsoft-OnlineBackup\nStatus: missed\nTrigger: disabled")).Hits[0].Key);
    }

    [Fact]
    public void The_variable_part_of_a_message_does_not_count() =>
        Assert.Equal("SalLowDiskSpace", First("Backup failed due to insufficient storage in volume Q:\\very\\odd where the scratch folder is located").Key);

    [Fact]
    public void A_message_that_two_entries_share_is_not_certain() =>
        Assert.All(Search("The system cannot find the file specified.").Hits, h => Assert.Equal(Confidence.Weak, h.Confidence));

    [Fact]
    public void A_message_with_another_code_in_it_is_not_certain() =>
        Assert.NotEqual(Confidence.Strong, First("The current operation failed due to an internal service error [0x29834]. Retry the operation after some time. The activation did not complete successfully.").Confidence);

    [Fact]
    public void In_a_log_the_line_that_reports_the_failure_decides()
    {
        var log = string.Join('\n',
            "2026-11-22 02:00:01 INFO  scheduled backups task enabled, size limits per volume read",
            "2026-11-22 02:00:02 INFO  proxy details read, connection to port 443 open",
            "2026-11-22 02:11:45 ERROR Invalid vault credentials provided. The file is either corrupted or does",
            "not have the latest credentials associated with recovery service.",
            "2026-11-22 02:11:46 INFO  chkdsk of the volume with the scratch folder finished");
        Assert.Equal("34513", First(log).Key);
    }

    [Fact]
    public void A_code_in_a_log_names_its_line()
    {
        var hit = First("starting\nworking\nFailed: Hr: = [0x80070005] BackupRead failed on file(D:\\a.xlsx)");
        Assert.Equal(("0x80070005", Confidence.Exact), (hit.Key, hit.Confidence));
        Assert.Contains("code 0x80070005 on line 3", hit.Why);
    }

    [Fact]
    public void Several_codes_are_all_found_in_the_order_of_the_text() =>
        Assert.Equal(["0x80070005", "0x80070002"], Search("0x80070005,0x80070002").Hits.Take(2).Select(h => h.Key));

    [Fact]
    public void A_slip_of_the_finger_is_corrected_and_said()
    {
        var response = Search("invaild vault credentails");
        Assert.Equal("34513", response.Hits[0].Key);
        Assert.Equal([new Correction("invaild", "invalid"), new Correction("credentails", "credentials")], response.Understood.Corrections.AsEnumerable());
    }

    [Fact]
    public void Search_as_written_corrects_nothing()
    {
        var response = Index.Search(new SearchRequest("invaild credentails", Verbatim: true));
        Assert.Empty(response.Understood.Corrections);
        Assert.Empty(response.Hits);
    }

    [Fact]
    public void Digits_are_never_corrected() => Assert.DoesNotContain(Search("34514").Hits, h => h.Confidence != Confidence.Weak);

    [Fact]
    public void A_table_is_found_once_with_the_address_of_the_row_that_fits()
    {
        var hit = Assert.Single(Search("windows 7 size limit").Hits, h => h.Key == "sizes");
        Assert.Equal("/matrix/sizes#windows-7", hit.Url);
    }

    [Fact]
    public void Found_words_are_marked_in_the_snippet()
    {
        var snippet = First("corrupted credentials file").Snippet;
        Assert.Contains("credentials", snippet.Marks.Select(m => snippet.Text.Substring(m.Start, m.Length)));
    }

    [Fact]
    public void Facets_count_all_hits_whatever_the_filter()
    {
        var all = Search("volume");
        var guides = Index.Search(new SearchRequest("volume", Kind: EntryKind.Matrix));
        Assert.Equal(all.Kinds.AsEnumerable(), guides.Kinds);
        Assert.All(guides.Hits, h => Assert.Equal(EntryKind.Matrix, h.Kind));
        Assert.Equal(all.Kinds.Single(k => k.Value == EntryKind.Matrix).Count, guides.Total);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\r\n")]
    [InlineData("***")]
    [InlineData("\" OR rowid MATCH \"a")]
    [InlineData("a\0b")]
    [InlineData("\ud800\udc00\ud800")]
    public void Any_text_is_a_question(string query) => Assert.NotNull(Search(query));

    [Fact]
    public void The_same_question_gets_the_same_answer() =>
        Assert.Equal(Search("backup volume proxy folder").Hits.Select(h => (h.Key, h.Score)), Search("backup volume proxy folder").Hits.Select(h => (h.Key, h.Score)));

    [Fact]
    public void Pages_follow_each_other_without_gap()
    {
        var all = Search("volume file agent").Hits.Select(h => h.Key);
        var paged = Enumerable.Range(0, 10).SelectMany(p => Index.Search(new SearchRequest("volume file agent", Limit: 1, Skip: p)).Hits).Select(h => h.Key);
        Assert.Equal(all, paged);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_limit_outside_1_to_100_is_refused(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Index.Search(new SearchRequest("backup", limit)));

    [Theory]
    [InlineData("345", "34513")]
    [InlineData("8007", "0x80070002")]
    [InlineData("0x1f", "0x1FC07")]
    [InlineData("sallow", "SalLowDiskSpace")]
    public void While_typing_codes_come_first(string typed, string key) => Assert.Equal(key, Index.Suggest(typed)[0].Key);

    [Theory]
    [InlineData("vault cred", "34513")]
    [InlineData("invaild vau", "34513")]
    [InlineData("schedu", "schedule")]
    public void While_typing_the_last_word_may_be_unfinished(string typed, string key) => Assert.Equal(key, Index.Suggest(typed)[0].Key);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("zzzz")]
    public void Nothing_is_suggested_for_nothing(string typed) => Assert.Empty(Index.Suggest(typed));

    [Theory]
    [InlineData("nothing starts at the planned time, the task is disabled")]
    [InlineData("backups do not start as planned")]
    [InlineData("task disabled nothing starts planned")]
    public void An_entry_keeps_its_place_before_a_flow_about_it(string query)
    {
        var hits = WithFlow("Nothing starts at the planned time", "schedule").Search(new SearchRequest(query)).Hits;

        Assert.Equal("schedule", hits[0].Key);
        var flow = hits.Single(h => h.Kind == EntryKind.Flow);
        Assert.True(flow.Score < hits[0].Score);
        Assert.Equal(hits.OrderByDescending(h => h.Score).Select(h => h.Key), hits.Select(h => h.Key));
    }

    [Fact]
    public void A_flow_comes_first_where_the_text_is_its_title_and_no_entry_that_it_is_about_answers_better()
    {
        var hits = WithFlow("Nothing starts at the planned time", "34513").Search(new SearchRequest("nothing starts at the planned time")).Hits;
        Assert.Equal(("a-flow", Confidence.Strong), (hits[0].Key, hits[0].Confidence));
    }

    [Fact]
    public void Words_of_flows_change_no_score_of_an_entry()
    {
        var with = WithFlow("Scheduled backups, proxies, scratch folders and antivirus software", "schedule");
        foreach (var query in new[] { "manual backups work", "proxy blocks the connection", "scratch folder full" })
            Assert.Equal(
                Search(query).Hits.Select(h => (h.Key, h.Score)),
                with.Search(new SearchRequest(query)).Hits.Where(h => h.Kind != EntryKind.Flow).Select(h => (h.Key, h.Score)));
    }

    static SearchIndex WithFlow(string title, string about) => SearchIndex.Build(
    [
        .. Documents,
        new SearchDocument("a-flow", EntryKind.Flow, "backup", title, "/flows/a-flow", [], [], [], "The task is disabled. Nothing starts as planned.", "", "") { Covers = [about] },
    ]);
}
