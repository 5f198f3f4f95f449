using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using MarsKb.Infra;
using MarsKb.Pages;

namespace MarsKb.Api;

public sealed class TriageApiTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task A_report_has_the_members_of_the_contract()
    {
        using var reply = await PostAsync("a\nerror 34513 for jane@example.org\n0x8BADF00D\n", "text/plain");
        var report = await ApiSite.ReadAsync(reply);
        Assert.Equal(["lines", "hits", "unknownCodes"], ApiSite.Members(report).Take(3));
        var hit = report.GetProperty("hits")[0];
        Assert.Equal("34513 34513 1 2 2 error 34513 for [e-mail] /entries/34513",
            string.Join(' ', new[] { "key", "code", "count", "firstLine", "lastLine", "sample", "url" }.Select(m => hit.GetProperty(m).ToString())));
        Assert.Equal("0x8BADF00D", report.GetProperty("unknownCodes")[0].GetProperty("code").GetString());
        Assert.Equal(3, report.GetProperty("lines").GetInt32());
        Assert.NotEmpty(hit.GetProperty("firstActions").EnumerateArray());
        foreach (var flow in hit.GetProperty("flows").EnumerateArray())
        {
            using var page = await site.GetAsync(flow.GetProperty("url").GetString()!);
            Assert.True(page.IsSuccessStatusCode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=windows-1252")]
    [InlineData("application/octet-stream")]
    [InlineData("text/csv")]
    [InlineData("application/xml")]
    public async Task A_log_may_come_as_any_kind_of_text(string type)
    {
        using var reply = await PostAsync("error 34513", type);
        Assert.Equal(1, (await ApiSite.ReadAsync(reply)).GetProperty("hits").GetArrayLength());
    }

    [Fact]
    public async Task An_empty_log_has_no_lines()
    {
        using var reply = await PostAsync("", "text/plain");
        Assert.Equal(0, (await ApiSite.ReadAsync(reply)).GetProperty("lines").GetInt32());
    }

    [Fact]
    public async Task A_url_encoded_form_is_read_as_it_comes()
    {
        using var body = new StringContent("x=error+34506&text=100%25+%F0%9F%98%80%0D%0Aerror+34513&file=error+34506", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var reply = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), body);
        var report = await ApiSite.ReadAsync(reply);
        Assert.Equal("34513", Assert.Single(report.GetProperty("hits").EnumerateArray()).GetProperty("key").GetString());
        Assert.Equal(2, report.GetProperty("lines").GetInt32());
    }

    [Theory]
    [InlineData(415, "image/png", "text/plain")]
    [InlineData(415, "application/json", "text/plain")]
    [InlineData(400, "multipart/form-data", "boundary")]
    [InlineData(400, "multipart/form-data; boundary=x", "not complete")]
    [InlineData(400, "no type at all", "Content-Type")]
    public async Task What_is_no_log_is_refused(int status, string type, string says)
    {
        using var body = new ByteArrayContent("error 34513"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var reply = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), body);
        Assert.Contains(says, await ApiSite.RefusedAsync(status, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_file_and_a_compressed_body_are_refused()
    {
        using var binary = await PostAsync(new byte[5000], "application/octet-stream");
        Assert.Contains("not a log in text", await ApiSite.RefusedAsync(415, binary), StringComparison.Ordinal);

        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write("error 34513"u8);
        using var sent = await PostAsync(packed.ToArray(), "application/gzip");
        Assert.Equal(1, (await ApiSite.ReadAsync(sent)).GetProperty("hits").GetArrayLength());
        using var body = new ByteArrayContent(packed.ToArray());
        body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        body.Headers.ContentEncoding.Add("gzip");
        using var encoded = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), body);
        Assert.Contains("Content-Encoding", await ApiSite.RefusedAsync(415, encoded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_log_is_refused_and_one_with_thousands_of_parts_too()
    {
        using var empty = new MultipartFormDataContent { { new StringContent(""), "text" } };
        using var first = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), empty);
        Assert.Contains("'file'", await ApiSite.RefusedAsync(400, first), StringComparison.Ordinal);
        using var many = new MultipartFormDataContent();
        for (var i = 0; i < 5000; i++) many.Add(new StringContent("x"), "field" + i);
        using var second = await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), many);
        Assert.Contains("too many parts", await ApiSite.RefusedAsync(400, second), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Shared")]
    public async Task Names_of_files_do_no_harm()
    {
        foreach (var (id, name, _) in Corpus.Rows("upload/names.jsonl", "triage-upload"))
        {
            using var form = new MultipartFormDataContent();
            var part = new ByteArrayContent("error 34513"u8.ToArray());
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=file; filename=\"{name.Replace("\n", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"");
            form.Add(part);
            using var reply = await site.Client.PostAsync(new Uri("/triage", UriKind.Relative), form);
            Assert.True((int)reply.StatusCode < 500, id);
        }
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    public async Task Fifty_MiB_are_the_limit(int more, int status)
    {
        await using var own = new SiteFactory();
        using var client = new HttpClient { BaseAddress = own.StartOnPort(), Timeout = TimeSpan.FromMinutes(2) };
        var log = new byte[(50 << 20) + more];
        Array.Fill(log, (byte)'a');
        for (var i = 0; i < log.Length; i += 100) log[i] = (byte)'\n';
        foreach (var asForm in new[] { false, true })
        {
            using HttpContent body = asForm ? new MultipartFormDataContent { { new ByteArrayContent(log), "file", "a.log" } } : new ByteArrayContent(log);
            if (!asForm) body.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            using var reply = await client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), body);
            Assert.Equal(status, (int)reply.StatusCode);
            if (status == 413) Assert.Contains("50 MiB", await ApiSite.RefusedAsync(413, reply), StringComparison.Ordinal);
        }
        if (status != 413) return;
        using var form = new MultipartFormDataContent { { new ByteArrayContent(log), "file", "a.log" } };
        using var page = await client.PostAsync(new Uri("/triage", UriKind.Relative), form);
        Assert.Equal(413, (int)page.StatusCode);
        Assert.Contains("larger than 50 MiB", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    Task<HttpResponseMessage> PostAsync(string log, string type) => PostAsync(Encoding.UTF8.GetBytes(log), type);

    async Task<HttpResponseMessage> PostAsync(byte[] log, string type)
    {
        using var body = new ByteArrayContent(log);
        if (type.Length > 0) body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await site.Client.PostAsync(new Uri("/api/v1/triage", UriKind.Relative), body);
    }
}
