using System.Text.Json;
using System.Text.RegularExpressions;
using MarsKb.Browser;
using MarsKb.Content;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;
using MarsKb.Infra;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MarsKb.Export;

/// <summary>Flows that run in an exported page, and what they save.</summary>
[Trait("Category", "Browser")]
public sealed class FlowBrowserTests(ExportedSite site) : IClassFixture<ExportedSite>, IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly DataFolder data = new(Directory.CreateTempSubdirectory("marskb-walk-").FullName);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data.Path, recursive: true);
    }

    [Fact]
    public async Task A_flow_is_walked_in_the_page_and_taken_into_the_site()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(site.Address("flows/cache-folder.html"));
        await page.FillAsync("#kb-ticket", "INC-4711");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#now")).ToBeFocusedAsync();
        var first = await page.Locator("#now").InnerTextAsync();

        await page.Locator(".answers button").First.FocusAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("#now")).Not.ToHaveTextAsync(first);
        var second = await page.Locator("#now").InnerTextAsync();
        await page.ClickAsync("button:has-text('Back')");
        await Expect(page.Locator("#now")).ToHaveTextAsync(first);
        await Expect(page.Locator(".answers button.chosen")).ToContainTextAsync("Your earlier answer");
        await page.ClickAsync(".answers button >> nth=0");
        await Expect(page.Locator("#now")).ToHaveTextAsync(second);
        await page.ClickAsync("details.add summary");
        await page.FillAsync("#kb-note", "Seen on the console\nof server 7");
        await page.ClickAsync(".answers button >> nth=0");

        await page.FillAsync("#kb-answer", "a lot");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#kb-answer-wrong")).ToHaveTextAsync("Enter a percentage from 0 to 100 such as 4%.");
        await page.ReloadAsync();
        await page.FillAsync("#kb-answer", "4 %");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("button:has-text('Done, go on')");

        await page.ClickAsync("button:has-text('Yes, solved')");
        await Expect(page.Locator(".verdict")).ToHaveTextAsync("Solved");
        var file = await SaveAsync(page);
        Assert.Empty(window.Complaints);
        Assert.Empty(site.Outside);

        var answer = WalkImport.Take(data, file, () => site.Knowledge, Patience);
        Assert.Equal((null, true, true, "INC-4711"), (answer.Fault, answer.IsNew, answer.IsDone, answer.Ticket));
        var session = Stored();
        Assert.Equal((true, 4, "INC-4711"), (session.Finish!.Resolved, session.Answers.Length, session.Ticket));
        Assert.Equal("Seen on the console\nof server 7", session.Answers[1].Note);
        Assert.Contains(session.Events, e => e.Kind == SessionEventKind.WentBack);
        var again = WalkImport.Take(data, file, () => site.Knowledge, Patience);
        Assert.Equal((false, answer.RecordUrl), (again.IsNew, again.RecordUrl));

        // A site that runs does it itself, and shows the record at once.
        await using var running = new SiteFactory().WithRealContent();
        using var client = running.CreateClient();
        await running.WaitUntilReadyAsync();
        var there = await Task.Run(() => WalkImport.Take(new DataFolder(running.DataFolder), file, () => throw new InvalidOperationException("The site does it."), TimeSpan.FromSeconds(20)));
        Assert.Null(there.Fault);
        var shown = await client.GetStringAsync(new Uri(there.RecordUrl, UriKind.Relative));
        Assert.Contains("INC-4711", shown, StringComparison.Ordinal);
        Assert.Contains("in an exported copy without the site", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_answer_is_changed_and_an_open_walk_goes_on_in_the_site()
    {
        await using var window = await site.OpenAsync(390, dark: true);
        var page = window.Page;
        await page.GotoAsync(site.Address("flows/cache-folder.html?ticket=INC-1"));
        await page.ClickAsync("#kb-begin button");
        await page.ClickAsync(".answers button >> nth=0");
        await page.ClickAsync(".answers button >> nth=0");
        await page.ClickAsync(".track > li >> nth=0 >> button:has-text('Change')");
        await page.ClickAsync(".answers button >> nth=1");
        await Expect(page.Locator(".track > li").First).ToContainTextAsync("Was:");
        Assert.Empty(await page.ComplaintsAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));

        await page.ClickAsync("button:has-text('See the whole way')");
        await Expect(page.Locator("#kb-go-on")).ToContainTextAsync("You have begun this flow");
        await page.ClickAsync("#kb-go-on button");
        var file = await SaveAsync(page, "Save what there is");
        var answer = WalkImport.Take(data, file, () => site.Knowledge, Patience);
        Assert.Equal((null, false), (answer.Fault, answer.IsDone));
        Assert.Matches("^/s/[A-Za-z0-9_-]{22,}$", answer.Url);
        Assert.Equal(SessionEventKind.Changed, Stored().Events.Last(e => e.Step is not null).Kind);
    }

    [Fact]
    public async Task A_link_begins_in_the_middle_with_what_is_known()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(site.Address("flows/offline-seeding-flow.html?at=agent-version&agent-version=2.0.9190.0&nowhere=1"));
        await Expect(page.Locator("main .note").First).ToContainTextAsync("Begins at");
        await Expect(page.Locator(".known")).ToContainTextAsync("2.0.9190.0");
        await Expect(page.GetByText("This flow has no step of this name.")).ToBeVisibleAsync();
        await page.ClickAsync("#kb-begin button");
        await Expect(page.Locator(".track > li.skipped")).ToBeVisibleAsync();
        await Expect(page.GetByText("From the link, not asked")).ToBeVisibleAsync();
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Steps_of_every_kind_are_usable_and_within_the_window(int width)
    {
        await using var window = await site.OpenAsync(width);
        foreach (var type in new[] { "question", "checklist", "input", "paste", "instruction", "outcome" })
        {
            var (flow, step) = site.Knowledge.Flows.SelectMany(f => f.Steps.Where(s => s.Type == type && s.IsShown && s.Id != f.Start).Select(s => (f, s))).MaxBy(x => x.s.Choices.Length);
            await window.Page.GotoAsync(site.Address($"flows/{flow.Key}.html?at={Uri.EscapeDataString(step.Id)}"));
            await window.Page.ClickAsync("#kb-begin button");
            await Expect(window.Page.Locator("#now")).ToHaveTextAsync(step.Title);
            Assert.Empty(await window.Page.ComplaintsAsync());
            Assert.True(await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{type} at {width}");
        }
    }

    [Fact]
    public async Task The_script_walks_where_the_site_walks()
    {
        var random = new Random(20261122);
        await using var window = await site.OpenAsync();
        await window.Page.GotoAsync(site.Address("flows/cache-folder.html"));
        await Expect(window.Page.Locator("#kb-begin")).ToBeVisibleAsync();
        foreach (var flow in site.Knowledge.Flows)
        {
            var walks = Enumerable.Range(0, 40).Select(_ => RandomWalk(flow, random)).ToList();
            var shown = await window.Page.EvaluateAsync<string[]>(
                """
                async ([file, walks]) => {
                  await marskb.load(file);
                  const walker = marskb.walker(marskb.data.flow);
                  return walks.map(w => { const p = walker.resolve(w.answers, w.at); return `${p.way.map(a => `${a.step} ${a.visit} ${walker.words(walker.steps.get(a.step), a.answer)}`).join('; ')} -> ${p.current.id}`; });
                }
                """,
                new object[] { $"flows/{flow.Key}.js?walked", walks.Select(w => new { at = w.At, answers = w.Answers.Select(a => new { step = a.Step, visit = a.Visit, answer = a.Answer.IsList ? (object)a.Answer.Items.ToArray() : a.Answer.Items[0] }).ToArray() }).ToArray() });
            Assert.Equal(walks.Select(w => FlowResolver.Resolve(flow, w.Answers, w.At) is var p
                ? $"{string.Join("; ", p.Way.Select(a => $"{a.Step} {a.Visit} {flow.ById[a.Step].Words(a.Answer)}"))} -> {p.Current.Id}" : ""), shown);
        }
    }

    [Fact]
    public async Task What_is_typed_and_pasted_is_read_as_the_site_reads_it()
    {
        string[] texts =
        [
            "", "12", "-3.5", "+4", ".5", "5.", "1,5", "12 %", "12.5%", "101%", "1 KB", "1.5kb", "2 GiB", "17 bytes", "3", "-1 GB", "2 h", "30 min", "1 d 6 hours", "1h30m", "01:30", "0:01:30", "99:60", "P1D", "PT1H30M", "P2W", "P", "2 fortnights", "1.5 weeks", "3 months",
            "2026-11-22", "2026-11-22 14:05", "2026-11-22T14:05:00Z", "2026-11-22T14:05:00+02:00", "2026-11-22 14:05:07", "22 Nov 2026 14:05", "November 22, 2026", "Nov 22 2026", "22.11.2026 14:05", "11/22/2026 2:05 PM", "22/11/2026", "5/6/2026", "6/6/2026", "31.2.2026", "2026-13-01",
            "Sunday, November 22, 2026 2:05:00 PM", "Monday, November 22, 2026 2:05 PM", "2026/1/2 3:04", "2.0.9190.0", "v2", "10.0", "1.2.3.4.5", "2.0.99999999", "new",
            "no version", "OS Version: 10.0.20348.2340\r\nFileVersion : 2.0.9190.0\r\n", "Windows 10.0.20348.2340, agent 2.0.9190.0",
            "\nMajor  Minor  Build  Revision\n-----  -----  -----  --------\n5      1      20348  2340\n", "Major  Minor  Patch  PreReleaseLabel BuildLabel\n-----  -----  -----  --------------- ----------\n7      4      2\n", "PSVersion                      5.1.14393.6343\nPSEdition                      Desktop\n",
            "DriveLetter FriendlyName SizeRemaining      Size\n----------- ------------ -------------      ----\nC           NTFS         52.31 GB 126.45 GB\n", "SizeRemaining : 56175104000\r\nSize          : 135771713536\r\n", "Total free bytes                : 56,175,104,000 ( 52.3 GB)\n", "Total # of free bytes        : 56175104000\n",
            "   Used Shadow Copy Storage space: 1.17 GB (0%)\n   Maximum Shadow Copy Storage space: 12 GB (10%)\n", "Name           Used (GB)     Free (GB) Provider      Root\n----           ---------     --------- --------      ----\nC                  74.14         52.31 FileSystem    C:\\\n",
            "              15 Dir(s)  56,175,104,000 bytes free", "52,3 GB frei", "Tls12", "Ssl3, Tls", "SystemDefault", "HKLM\\TLS 1.2\\Client\n    DisabledByDefault    REG_DWORD    0x1\n    Enabled    REG_DWORD    0x0\n", "\"Enabled\"=dword:00000000", "SchUseStrongCrypto : 1",
            "TaskName      Next Run Time   Status\n============= =============== ===============\nOnlineBackup  N/A             Disabled\n", "Status:       Ready\nDelete Task If Not Rescheduled: Disabled\nScheduled Task State: Enabled\n", "Status: Ready\nScheduled Task State: Disabled\n", "State : Running",
            "MachinePolicy       Undefined\n  CurrentUser    RemoteSigned\n LocalMachine      Restricted\n", "LocalMachine          Bypass", "AllSigned", "Remote-Signed", "remote-signed", "MachinePolicy Undefined\nCurrentUser RemoteSigned\n",
            "Running  obengine           Microsoft Azure Recovery Services Agent\n", "        STATE              : 1  STOPPED\n", "[SC] EnumQueryServicesStatus:OpenService FAILED 1060", "dont-know", "  spaced  ", new string('x', 2001),
        ];
        var specs = new[] { InputType.Number, InputType.Version, InputType.Size, InputType.Percent, InputType.DateTime, InputType.Duration, InputType.Text }.Select(t => new InputSpec(t, t == InputType.Number ? "servers" : null, "5", null, null, null))
            .Concat(new[] { "agent-version", "powershell-version", "free-space", "tls", "task-state", "execution-policy", "service-state" }.Select(p => new InputSpec(InputType.Paste, null, "x", null, null, p)))
            .Append(new InputSpec(InputType.Duration, null, "3 d", "1 h", "10 d", null)).ToList();
        await using var window = await site.OpenAsync();
        await window.Page.GotoAsync(site.Address("flows/cache-folder.html"));
        await Expect(window.Page.Locator("#kb-begin")).ToBeVisibleAsync();
        foreach (var spec in specs)
        {
            var type = JsonNamingPolicy.KebabCaseLower.ConvertName(spec.Type.ToString());
            var shown = await window.Page.EvaluateAsync<string[]>(
                """
                ([input, texts]) => {
                  const step = { id: 'x', type: input.type === 'paste' ? 'paste' : 'input', input }, walker = marskb.walker({ key: 't', start: 'x', steps: [step] });
                  const read = texts.map(t => walker.read(step, t));
                  return texts.map((t, i) => `${walker.check(step, t) ?? ''}|${read[i]?.fault === null ? read[i].text : ''}|${texts.map((_, k) => read[i]?.fault !== null || read[k]?.fault !== null ? '' : read[i].order < read[k].order ? '<' : read[i].order > read[k].order ? '>' : '=').join('')}`);
                }
                """, new object[] { new { type, unit = spec.Unit, example = spec.Example, min = spec.Min, max = spec.Max, pattern = spec.Pattern }, texts });
            Step step = spec.Type == InputType.Paste ? new PasteStep { Id = "x", Input = spec, Next = "" } : new InputStep { Id = "x", Input = spec, Next = "" };
            var read = texts.Select(t => step.Read(AnswerValue.Of(t))).ToList();
            var expected = texts.Select((t, i) => $"{step.Check(AnswerValue.Of(t))}|{(read[i] is { Fault: null } value ? value.Text : "")}|"
                + string.Concat(read.Select(other => read[i] is not { Fault: null } a || other is not { Fault: null } b ? "" : a.Order.CompareTo(b.Order) switch { < 0 => "<", > 0 => ">", _ => "=" })));
            foreach (var (text, wanted, got) in texts.Zip(expected, shown)) Assert.True(wanted == got, $"{type} {spec.Pattern} '{text[..Math.Min(80, text.Length)]}'\n site   {wanted}\n script {got}");
        }
    }

    [Fact]
    public async Task A_walk_of_a_flow_or_a_version_that_is_not_known_is_refused()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(site.Address("flows/cache-folder.html"));
        await page.ClickAsync("#kb-begin button");
        await page.ClickAsync(".answers button >> nth=0");
        var file = await SaveAsync(page, "Save what there is");
        var text = System.Text.Encoding.UTF8.GetString(file);

        KnowledgeBase Only(Func<Flow, bool> which, Func<Flow, Flow> change) => new(site.Knowledge.Components, site.Knowledge.Entries, site.Knowledge.Tables, [.. site.Knowledge.Flows.Where(which).Select(change)], [], [], "r", DateTime.UnixEpoch);
        var gone = WalkImport.Take(data, file, () => Only(f => f.Key != "cache-folder", f => f), Patience);
        Assert.Equal("There is no flow 'cache-folder' here.", gone.Fault);
        var newer = WalkImport.Take(data, file, () => Only(_ => true, f => f with { Version = "0123456789ab" }), Patience);
        Assert.Contains("is at version 0123456789ab here", newer.Fault, StringComparison.Ordinal);
        var damaged = WalkImport.Take(data, System.Text.Encoding.UTF8.GetBytes(Regex.Replace(text, "\"answer\": \"[^\"]+\"", "\"answer\": \"other\"")), () => site.Knowledge, Patience);
        Assert.Contains("has been changed since it was saved", damaged.Fault, StringComparison.Ordinal);
        Assert.Null(WalkImport.Take(data, file, () => site.Knowledge, Patience).Fault);
        // A session has kept the version now: what the content says no longer matters.
        Assert.Null(WalkImport.Take(data, file, () => Only(_ => true, f => f with { Version = "0123456789ab" }), Patience).Fault);
    }

    static async Task<byte[]> SaveAsync(IPage page, string button = "Save for the site")
    {
        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"button:has-text('{button}')"));
        Assert.EndsWith(".json", saved.SuggestedFilename, StringComparison.Ordinal);
        using var stream = new MemoryStream();
        await (await saved.CreateReadStreamAsync()).CopyToAsync(stream);
        return stream.ToArray();
    }

    Session Stored()
    {
        using var db = new SqliteStore(data).OpenReader();
        var version = db.FlowVersions.AsNoTracking().Single();
        return Session.Replay([.. db.SessionEvents.AsNoTracking().OrderBy(e => e.Revision).AsEnumerable().Select(e => e.ToEvent())], _ => FlowArchive.Read(version.Archive));
    }

    static (string? At, StepAnswer[] Answers) RandomWalk(Flow flow, Random random)
    {
        var at = random.Next(4) == 0 ? flow.Steps[random.Next(flow.Steps.Length)].Id : null;
        var answers = new List<StepAnswer>();
        var visits = new Dictionary<string, int>();
        for (var i = 0; i < 25; i++)
        {
            var step = FlowResolver.Resolve(flow, answers, at).Current;
            if (step.Ends) break;
            visits[step.Id] = visits.GetValueOrDefault(step.Id) + 1;
            answers.Add(new StepAnswer(step.Id, RandomAnswer(step, random), visits[step.Id]));
        }
        // Some that the way does not come to.
        if (answers.Count > 2 && random.Next(3) == 0) answers[random.Next(answers.Count)] = answers[0] with { Visit = 9 };
        return (at, [.. answers]);
    }

    static AnswerValue RandomAnswer(Step step, Random random)
    {
        if (step.DontKnow is not null && random.Next(5) == 0) return AnswerValue.Of(AnswerValue.DontKnow);
        string[] typed = step.Input?.Type switch
        {
            InputType.Number => ["0", "3", "99", "100000"],
            InputType.Version => ["2.0.9083.0", "2.0.9190.0", "2.0.9249.0", "2.0.9250.0", "3.0", "5.1", "7.4.2"],
            InputType.Size => ["100 MB", "4 GB", "12 GB", "60 GB", "54400 GB", "2 TB"],
            InputType.Percent => ["0", "4%", "5 %", "9.99", "10", "100"],
            InputType.DateTime => ["2020-01-01", "2026-11-22 14:05", "2030-12-31"],
            InputType.Duration => ["10 min", "1 h", "2 d", "11 d", "3 weeks"],
            InputType.Paste => [.. step.Input.Words, "2.0.9190.0", "2.0.9249.0", "5.1", "3 GB", "80 GB"],
            InputType.Text => ["yes", "something else"],
            _ => [],
        };
        return step switch
        {
            ChecklistStep => AnswerValue.OfList(step.Choices.Where(c => c.Id != AnswerValue.DontKnow && random.Next(2) == 0).Select(c => c.Id)),
            TypedStep => AnswerValue.Of(typed.Append(step.Input!.Example).Where(t => step.Check(AnswerValue.Of(t)) is null).OrderBy(_ => random.Next()).First()),
            _ => AnswerValue.Of(step.Choices[random.Next(step.Choices.Length)].Id),
        };
    }
}
