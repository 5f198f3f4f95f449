using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MarsKb.Cli.Infra;
using MarsKb.Infra;
using MarsKb.Pages;

namespace MarsKb.Cli;

/// <summary>The page, the API and the command say the same, for every question and every log of a table.</summary>
public sealed class SameAnswersTests(PageSite site) : IClassFixture<PageSite>
{
    static readonly string Logs = Path.Combine(Repository.Root, "tests/MarsKb.Core.Tests/Triage/Logs");

    public static TheoryData<string> AllLogs { get; } =
        [.. Directory.GetFiles(Logs).Select(Path.GetFileName).OfType<string>().Where(f => f is not ("labels.txt" or ".gitattributes")).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("operatingSystem=Windows Server 2012 R2&data=files&data=system-state&volume.deduplicated=true&fileKinds=hard-link&fileKinds=encrypted&sizeGB=3200&cacheFreeGB=120", "false")]
    [InlineData("operatingSystem=Windows 11 Home&data=files&volume.fileSystem=NTFS&sizeGB=0.5&cacheFreeGB=1", "true")]
    [InlineData("operatingSystem=Windows 8&restoreTo=Windows 7&serverCore=false", "false")]
    [InlineData("fileKinds=onedrive&fileKinds=compressed", "partly")]
    [InlineData("host=azure-vm&offlineSeeding=true&data=files", "partly")]
    [InlineData("host=backup-server&operatingSystem=Windows Server 2025&agentVersion=2.0.9207.0", "true")]
    [InlineData("retention.dailyDays=6&retention.weeklyWeeks=4&retention.monthlyMonths=3.5&retention.yearlyYears=100", "false")]
    [InlineData("cache.networkShare=true&cache.removable=false&cache.offline=true&cache.compressed=true&cache.sparse=true&cache.reparsePoint=true&cache.encrypted=true&cache.deduplicated=true", "false")]
    [InlineData("volume.readOnly=true&volume.offline=true&volume.networkShare=true&volume.bitLockerLocked=true&volume.removable=true", "false")]
    [InlineData("sizeGB=3200&cacheFreeGB=200", "true")]
    [InlineData("data=files", null)]
    public async Task A_check_has_one_answer(string question, string? supported)
    {
        var given = question.Split('&').Select(a => a.Split('=')).Select(a => (Name: a[0], Value: a[1])).ToList();
        using var asked = await site.Client.PostAsync(new Uri("/api/v1/check", UriKind.Relative), new StringContent(Body(given), Encoding.UTF8, "application/json"));
        var api = JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement;
        Assert.True(asked.IsSuccessStatusCode, api.ToString());
        Assert.Equal(supported, api.GetProperty("supported").ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", JsonValueKind.String => api.GetProperty("supported").GetString(), _ => null });

        var command = Command(["check", .. given.SelectMany(g => new[] { Option(g.Name), g.Value }), "--json"]);
        Assert.Equal(api.ToString(), JsonSerializer.Serialize(JsonDocument.Parse(command).RootElement, Readable), ignoreWhiteSpaceDifferences: true);

        var page = await PageAsync(await site.GetAsync("/check?" + string.Join('&', given.Select(g => $"{g.Name}={Uri.EscapeDataString(g.Value)}"))));
        var shown = page.QuerySelectorAll(".reasons > li").Select(li => (Verdict: Kebab(li.QuerySelector(".verdict")!.TextContent), Text: Plain(li.LastElementChild!.TextContent), Url: li.QuerySelector("a")!.GetAttribute("href"))).ToList();
        var said = api.GetProperty("reasons").EnumerateArray().ToList();
        Assert.Equal(said.Select(r => (r.GetProperty("verdict").GetString(), r.GetProperty("url").GetString())), shown.Select(s => ((string?)s.Verdict, s.Url)));
        foreach (var (reason, row) in said.Zip(shown).Where(x => x.Second.Verdict != "supported")) Assert.StartsWith(Plain(reason.GetProperty("detail").GetString()!), row.Text, StringComparison.Ordinal);
        Assert.Equal(supported switch { "true" => "Supported", "false" => "Not supported", "partly" => "Partly supported", _ => "Unknown" }, page.QuerySelector("#kb-verdict")!.TextContent.Trim());
    }

    [Theory, MemberData(nameof(AllLogs))]
    public async Task A_log_has_one_report(string name)
    {
        var path = Path.Combine(Logs, name);
        var bytes = await File.ReadAllBytesAsync(path);
        using var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var asked = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), body);
        var api = await asked.Content.ReadAsStringAsync();
        Assert.True(asked.IsSuccessStatusCode, api);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        using var sent = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), form);
        Assert.Equal(api, await sent.Content.ReadAsStringAsync());

        var report = JsonDocument.Parse(api).RootElement;
        Assert.Equal(report.ToString(), JsonSerializer.Serialize(JsonDocument.Parse(Command(["triage", path, "--json"])).RootElement, Readable), ignoreWhiteSpaceDifferences: true);

        using var paste = new MultipartFormDataContent { { new StringContent(""), "text" }, { new ByteArrayContent(bytes), "file", name } };
        var page = await PageAsync(await site.Client.PostAsync(new Uri("/triage", UriKind.Relative), paste));
        var rows = page.QuerySelectorAll("table.triage tbody tr").Select(r => (
            Url: r.QuerySelector("th a")!.GetAttribute("href"),
            Count: r.QuerySelectorAll("td")[0].TextContent.Trim(),
            Lines: r.QuerySelectorAll("td")[2].TextContent.Trim()));
        Assert.Equal(report.GetProperty("hits").EnumerateArray().Select(h => (h.GetProperty("url").GetString(), h.GetProperty("count").ToString(), Lines(h))), rows);
        var unknown = page.QuerySelectorAll("section[aria-labelledby=kb-unknown] li .code").Select(c => c.TextContent);
        Assert.Equal(report.GetProperty("unknownCodes").EnumerateArray().Select(u => u.GetProperty("code").GetString()), unknown);

        static string Lines(JsonElement hit) => (hit.GetProperty("firstLine").GetInt64(), hit.GetProperty("lastLine").GetInt64()) is var (first, last) && first == last ? $"{first}" : $"{first} to {last}";
    }

    static readonly JsonSerializerOptions Readable = new() { Encoder = Documents.ApiJson.Compact.Options.Encoder };

    static async Task<IDocument> PageAsync(HttpResponseMessage reply)
    {
        Assert.True(reply.IsSuccessStatusCode, reply.StatusCode.ToString());
        return new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());
    }

    static string Command(string[] args)
    {
        var run = Marskb.Run([.. args, "--content", Repository.Content]);
        Assert.True(run.Exit == 0, run.Error);
        return run.Out;
    }

    static string Option(string name) =>
        "--" + string.Concat(name.Select((c, i) => c == '.' ? "-" : char.IsUpper(c) ? (char.IsLower(name[i - 1]) ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    static string Body(List<(string Name, string Value)> given)
    {
        var body = new Dictionary<string, object>();
        foreach (var (name, value) in given)
        {
            object typed = value is "true" or "false" ? value == "true" : decimal.TryParse(value, out var number) ? number : value;
            if (name is "data" or "fileKinds") body[name] = body.TryGetValue(name, out var earlier) ? (string[])[.. (string[])earlier, value] : new[] { value };
            else if (name.Split('.') is [var group, var member])
            {
                if (!body.TryGetValue(group, out var inner)) body[group] = inner = new Dictionary<string, object>();
                ((Dictionary<string, object>)inner)[member] = typed;
            }
            else body[name] = typed;
        }
        return JsonSerializer.Serialize(body);
    }

    static string Kebab(string text) => text.Trim().ToLowerInvariant().Replace(' ', '-');

    static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
