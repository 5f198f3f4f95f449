using MarsKb.Infra;

namespace MarsKb.Security;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/s/x", "/s/x")]
    [InlineData("/search?q=a b#c", "/search?q=a%20b#c")]
    [InlineData("/ok?next=//evil.test", "/ok?next=//evil.test")]
    [InlineData("/ä", "/%C3%A4")]
    public void A_path_of_the_site_may_be_followed(string text, string expected)
    {
        Assert.True(LocalPath.TryRead(text, out var path));
        Assert.Equal(expected, path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("//evil.test")]
    [InlineData("/\\evil.test")]
    [InlineData("/\t/evil.test")]
    [InlineData("https://evil.test")]
    [InlineData("/..//evil.test")]
    [InlineData("/ok\r\nLocation: https://evil.test")]
    [InlineData("javascript:kbx(1)//")]
    [InlineData("entries")]
    public void Anything_else_may_not(string text) => Assert.False(LocalPath.TryRead(text, out _));

    [Fact, Trait("Category", "Shared")]
    public void No_row_of_the_corpus_leaves_the_site()
    {
        var browser = new Uri("https://kb.example/staff/sign-in");
        foreach (var (id, text, _) in Corpus.Rows("http/redirects.jsonl", "returnUrl"))
            if (LocalPath.TryRead(text, out var path))
                Assert.True(new Uri(browser, path).Host == "kb.example", $"{id}: {path}");
    }
}
