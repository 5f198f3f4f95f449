using System.Text;
using MarsKb.Content;
using MarsKb.Infra;

namespace MarsKb.Triage;

/// <summary>Single cases of what is found in a log on the content of this repository, and what is not.</summary>
public sealed class LogTriageTests
{
    static readonly TriagePatterns Patterns = ContentLoader.Load(Path.Combine(SharedFolder.Repository, "content"), TestContent.Today).Knowledge.Triage;

    [Theory]
    [InlineData("2026-03-01 02:00:00 ERROR (0x80070005): Access is denied.", "0x80070005")]
    [InlineData("ERROR hr=-2147024894 The system cannot find the file specified", "0x80070002")]
    [InlineData("WARN   id 34513 retry", "34513")]
    [InlineData("\u001b[31mCBPException 0x1FC07\u001b[0m", "0x1FC07")]
    [InlineData("{\"t\":\"2026-03-01\",\"hr\":2147942405,\"msg\":\"Access is denied\"}", "0x80070005")]
    [InlineData("\"2026-03-01\",\"ERROR\",\"=cmd|' /C calc'!A0\",\"0x80070002\"", "0x80070002")]
    [InlineData("Failed: Hr: = [0x80070005] : CreateVss failed", "0x80070005")]
    [InlineData("x saw 80070005h there", "0x80070005")]
    [InlineData("x saw 8007018B there", "0x8007018b")]
    [InlineData("it ended with &H80070570 again", "0x80070570")]
    [InlineData("x 2147943792 y", "0x80070570")]
    [InlineData("then sallowdiskspace came", "SalLowDiskSpace")]
    [InlineData("2026 WARN SalVhdInitializationError: retry", "SalVhdInitializationError")]
    [InlineData("inner ScratchLocationError x", "cache-prerequisites")]
    [InlineData("> | file. (ID: 403)", "403")]
    [InlineData("< HTTP/1.1 407 Proxy Authentication Required", "407")]
    [InlineData("The remote server returned an error: (407) Proxy Authentication Required.", "407")]
    [InlineData("code 0x186D2 came back", "100050")]
    [InlineData("发生错误34513请重试", "34513")]
    [InlineData("Fehlercode: ３４５１３", "34513")]
    [InlineData("34513", "34513")]
    [InlineData("Access is denied.", "0x80070005")]
    [InlineData("02:11:48.217 71 x.cpp(1021) ERROR Job could not be started as another job was in progress", "job-already-in-progress")]
    [InlineData("A critical inconsistency was detected, therefore changes cannot be replicated.", "completed-with-warnings")]
    [InlineData("<Data>current operation failed due to an internal service error &quot;Resource not provisioned in service stamp&quot;. x</Data>", "")]
    [InlineData("<Data>The current operation failed due to an internal service error &quot;Resource not provisioned in service stamp&quot;. Please retry</Data>", "230006")]
    [InlineData("GUID {80070005-1111-2222-3333-444455556666} is not a code", "")]
    [InlineData("0x00007ff680070005 is an address", "")]
    [InlineData("   at Foo.Bar(String x) in C:\\src\\Foo.cs:line 34513", "")]
    [InlineData("http://host:34513/path 403 Forbidden", "")]
    [InlineData("10.1.2.3 - - [01/Mar/2026:02:00:00 +0000] \"GET / HTTP/1.1\" 407 34513", "")]
    [InlineData("took 34513 ms, thread id 34513, port 34513", "")]
    [InlineData("result: 34513 rows", "")]
    [InlineData("10.0.0.4 GET /app/page id=34513 443", "")]
    [InlineData("a\n{\"id\": 34513}", "")]
    [InlineData("error id=34513", "34513")]
    [InlineData("sent 100050 bytes of 230006", "")]
    [InlineData("403", "403")]
    [InlineData("started\n403\n34513\nended", "")]
    [InlineData("server said status code 403 today", "")]
    [InlineData("The activation did not complete successfully [0x1FC08]", "")]
    [InlineData("Operating system error 5(Access is denied.)", "")]
    [InlineData("user access is denied by policy", "")]
    [InlineData("Error code:\r\n34513\r\nx", "34513")]
    public async Task A_line_names_an_entry_or_none(string log, string key)
    {
        var report = await ReadAsync(log);
        Assert.Equal(key.Length == 0 ? [] : [key], report.Hits.Select(h => h.Key));
        Assert.All(report.Hits, h => Assert.NotEmpty(h.Sample.Text));
    }

    [Theory]
    [InlineData("Third: nothing known 0x8BADF00D", "0x8BADF00D")]
    [InlineData("BackupRead failed: 0x800700DF", "0x800700DF")]
    [InlineData("x E_OUTOFMEMORY y", "E_OUTOFMEMORY")]
    [InlineData("Error = SalFooBar was thrown", "SalFooBar")]
    [InlineData("Operating system error 112(x)", "112")]
    [InlineData("upstream said HTTP 503 again", "503")]
    [InlineData("Service error (ID: 150003)", "150003")]
    [InlineData("Logon ID: 0x3E7, Access Mask: 0x120089, handle 0x80001234", "")]
    [InlineData("Event ID: 7036, Event ID 1014", "")]
    [InlineData("exit code 1, return code: 0, error: 0", "")]
    [InlineData("error 1 of 3", "")]
    [InlineData("CreateSnapshotSet BackupProgressTracker failed", "")]
    [InlineData("size 0x80000000", "")]
    [InlineData("spid 51 error: 18456, severity: 14", "18456")]
    public async Task Codes_without_entry_are_listed_when_they_are_codes(string log, string code)
    {
        var report = await ReadAsync(log);
        Assert.Empty(report.Hits);
        Assert.Equal(code.Length == 0 ? [] : [code], report.UnknownCodes.Select(u => u.Code));
    }

    [Theory]
    [InlineData("The activation did not complete\nsuccessfully. The current operation failed due to an\ninternal service error [0x1F\nC07]. Retry the operation after some time.", "0x1FC07", 1, 1, 3)]
    [InlineData("x\n02:00:00 71 ERROR Invalid vault\n02:00:00 71 ERROR credentials provided. The file is either\n02:00:00 71 ERROR corrupted or so. (ID: 34513)\ny", "34513", 1, 2, 4)]
    [InlineData("> > On Monday somebody wrote:\n> > | Failed to download the vault credential\n> > | file. (ID: 403)\n>\n", "403", 1, 2, 3)]
    [InlineData("a\n0x80070005\nb\nhr = 0x80070005 and 0x80070005\nc", "0x80070005", 2, 2, 4)]
    [InlineData("error 0x80070005\nAccess is denied.\n", "0x80070005", 1, 1, 1)]
    public async Task A_message_over_lines_counts_once(string log, string key, int count, int first, int last)
    {
        var hit = Assert.Single((await ReadAsync(log)).Hits);
        Assert.Equal((key, count, first, last), (hit.Key, (int)hit.Count, (int)hit.FirstLine, (int)hit.LastLine));
    }

    [Fact]
    public async Task The_sample_marks_what_was_found_and_masks_secrets()
    {
        var report = await ReadAsync("02:11:48 copy C:\\Users\\jane.doe\\x from 10.20.30.40 for jane@example.org?sig=aBcD%2f failed 0x80070005 password=hunter2 token: abc");
        var sample = report.Hits[0].Sample;
        Assert.Equal("02:11:48 copy C:\\Users\\[user]\\x from [address] for [e-mail]?sig=[secret] failed 0x80070005 password=[secret] token: [secret]", sample.Text);
        var (start, length) = Assert.Single(sample.Marks);
        Assert.Equal("0x80070005", sample.Text.Substring(start, length));
    }

    [Theory]
    [InlineData("2026-03-01 02:00:00.123 x 0x80070005", "2026-03-01 02:00:00.123")]
    [InlineData("1A20 1F84 11/22 02:11:48.217 71 x.cpp(1021) [000001D3F08A2C40] WARNING 0x80070005", "11/22 02:11:48.217")]
    [InlineData("Mar  1 02:00:00 host x: 0x80070005", "Mar  1 02:00:00")]
    [InlineData("Error,11/22/2026 2:00:13 AM,CloudBackup,11,None,0x80070005", "11/22/2026 2:00:13 AM")]
    [InlineData("1.2.3.4 - - [22/Nov/2026:02:00:13 +0000] error 0x80070005", "22/Nov/2026:02:00:13")]
    [InlineData("<Event><System><TimeCreated SystemTime='2026-11-22T02:00:13.1234567Z'/></System><Data>0x80070005</Data></Event>", "2026-11-22T02:00:13.1234567Z")]
    [InlineData("2026-03-01 02:00:00 begin\n  failed\n  0x80070005", "2026-03-01 02:00:00")]
    [InlineData("no time 0x80070005", null)]
    public async Task Times_are_given_as_printed(string log, string? time)
    {
        var hit = Assert.Single((await ReadAsync(log)).Hits);
        Assert.Equal((time, time), (hit.FirstTime, hit.LastTime));
    }

    [Fact]
    public async Task Every_encoding_is_read()
    {
        const string Log = "première ligne – échec\r\nFehler 34513 größer\r\n";
        byte[][] logs =
        [
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Log)], Encoding.UTF8.GetBytes(Log),
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Log)], Encoding.Unicode.GetBytes(Log),
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Log)], Encoding.BigEndianUnicode.GetBytes(Log),
            Encoding.Latin1.GetBytes(Log.Replace('–', '\u0096')),
        ];
        foreach (var log in logs)
        {
            var report = await LogTriage.ReadAsync(new MemoryStream(log), Patterns, TriageLimits.Sent);
            var hit = Assert.Single(report.Hits);
            Assert.Equal((2L, "34513", 2L, "Fehler 34513 größer"), (report.Lines, hit.Key, hit.FirstLine, hit.Sample.Text));
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\r\n\r\nb", 3)]
    public async Task Lines_are_counted(string log, int lines) => Assert.Equal(lines, (await ReadAsync(log)).Lines);

    [Fact]
    public async Task Pieces_of_any_size_give_the_same_report()
    {
        var log = new StringBuilder();
        for (var i = 0; i < 3000; i++) log.Append("2026-03-01 02:00:00 INFO nothing to see in line ").Append(i).Append(new string('x', i % 97)).Append(i % 7 == 0 ? "\r\n" : "\n");
        log.Append("Invalid vault\ncredentials provided. The file is either\ncorrupted. (ID: 34513)\n");
        log.Append('y', 50_000).Append(" 0x80070005 ").Append('z', 20_000).Append('\n');
        var whole = await ReadAsync(log.ToString());
        Assert.Equal([("0x80070005", 3004L), ("34513", 3001L)], whole.Hits.Select(h => (h.Key, h.FirstLine)));
        Assert.Equal(3004, whole.Lines);
        foreach (var size in new[] { 1, 7, 1000, 65_537 })
        {
            var cut = await LogTriage.ReadAsync(new DrippingStream(Encoding.UTF8.GetBytes(log.ToString()), size), Patterns, TriageLimits.Sent);
            Assert.Equal(whole.Hits.Select(h => (h.Key, h.Count, h.FirstLine, h.LastLine, h.Sample.Text)), cut.Hits.Select(h => (h.Key, h.Count, h.FirstLine, h.LastLine, h.Sample.Text)));
        }
    }

    [Fact]
    public async Task An_export_in_one_line_counts_events()
    {
        var log = "<Events>" + string.Concat(Enumerable.Repeat("<Event><System><EventID>11</EventID></System><Data>failed (ID: 34513)" + new string(' ', 300) + "</Data></Event>", 40)) + "</Events>";
        var hit = Assert.Single((await ReadAsync(log)).Hits);
        Assert.Equal((40, 1, 1), (hit.Count, hit.FirstLine, hit.LastLine));
    }

    [Fact]
    public async Task Places_are_spread_over_the_log()
    {
        var hit = Assert.Single((await ReadAsync(string.Concat(Enumerable.Repeat("x 0x80070005\n", 10_000)))).Hits);
        Assert.Equal(10_000, hit.Count);
        Assert.InRange(hit.Places.Length, 100, TriageHit.MostPlaces);
        Assert.InRange(hit.Places[^1], 9_800, 10_000);
        Assert.Equal(hit.Places.Order(), hit.Places);
    }

    static Task<TriageReport> ReadAsync(string log) => LogTriage.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(log)), Patterns, TriageLimits.Sent);

    /// <summary>Gives so many bytes at a time, as a slow network does.</summary>
    sealed class DrippingStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
