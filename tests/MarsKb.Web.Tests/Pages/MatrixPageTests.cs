using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace MarsKb.Pages;

public sealed class MatrixPageTests(PageSite site) : IClassFixture<PageSite>
{
    const string Systems = "/matrix/supported-operating-systems";

    [Fact]
    public async Task A_filter_keeps_the_rows_that_contain_it_and_marks_it()
    {
        using var all = await site.PageAsync(Systems);
        using var some = await site.PageAsync(Systems + "?q=storage");

        Assert.All(Rows(some), r => Assert.Contains("Storage", r.TextContent, StringComparison.Ordinal));
        Assert.True(Rows(some).Count < Rows(all).Count);
        Assert.Equal("Storage", some.QuerySelector("tbody mark")?.TextContent);
        Assert.StartsWith($"{Rows(some).Count} of {Rows(all).Count} rows contain", some.QuerySelector("caption")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yes_no_column_narrows_the_rows()
    {
        using var page = await site.PageAsync(Systems + "?only=system-state");

        Assert.All(Rows(page), r => Assert.Equal("Yes", r.QuerySelector("td[data-l='System state']")?.TextContent.Trim()));
        Assert.True(page.QuerySelector("input[name=only]")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task No_row_says_how_to_see_all()
    {
        using var page = await site.PageAsync(Systems + "?q=zzzz");

        Assert.Contains("No rows contain “zzzz”", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.TextContent == "Clear the filter" && a.GetAttribute("href") == Systems);
    }

    [Fact]
    public async Task Every_row_has_its_anchor_and_every_cell_its_label()
    {
        using var page = await site.PageAsync(Systems);

        Assert.NotNull(page.GetElementById("windows-server-2022"));
        Assert.All(page.QuerySelectorAll("tbody td"), c => Assert.False(string.IsNullOrEmpty(c.GetAttribute("data-l"))));
    }

    [Fact]
    public async Task The_view_can_be_downloaded_as_csv()
    {
        using var page = await site.PageAsync(Systems + "?q=storage");
        var link = page.QuerySelectorAll("a").First(a => a.TextContent == "Download as CSV").GetAttribute("href")!;
        using var reply = await site.GetAsync(link);
        var lines = (await reply.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("text/csv", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal("supported-operating-systems.csv", reply.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(Rows(page).Count, lines.Count(l => l.Contains("Storage", StringComparison.Ordinal)));
        Assert.StartsWith("Operating system,", lines[0], StringComparison.Ordinal);
        var bytes = await reply.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
    }

    static List<IElement> Rows(IDocument page) => [.. page.QuerySelectorAll("tbody tr")];
}
