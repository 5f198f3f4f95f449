using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

public sealed class MarkdownRendererTests
{
    [Theory]
    [InlineData("One *two* **three** `four` &amp; &lt;x&gt;", "<p>One <em>two</em> <strong>three</strong> <code>four</code> &amp; &lt;x&gt;</p>", "One two three four & <x>")]
    [InlineData("One\ntwo\\\nthree", "<p>One\ntwo<br>three</p>", "One two\nthree")]
    [InlineData("Don't \"quote\"", "<p>Don&#39;t &quot;quote&quot;</p>", "Don't \"quote\"")]
    [InlineData("- a\n- b", "<ul><li>a</li><li>b</li></ul>", "- a\n- b")]
    [InlineData("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b")]
    [InlineData("1. a\n   - b\n   - c\n2. d", "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>", "1. a\n   - b\n   - c\n2. d")]
    [InlineData("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n- b")]
    [InlineData("> a\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>", "a\n\nb")]
    [InlineData("| a | b |\n| --- | --: |\n| 1\\|2 | `x|y` |", "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead><tbody><tr><td>1|2</td><td><code>x|y</code></td></tr></tbody></table>", "a | b\n1|2 | x|y")]
    public void Markdown_becomes_HTML_and_plain_text(string markdown, string html, string text) =>
        Assert.Equal((html, text), Render(markdown));

    [Theory]
    [InlineData("[a](https://x.test/?a=1&b=2)", "<p><a href=\"https://x.test/?a=1&amp;b=2\" rel=\"noopener noreferrer\">a</a></p>", "a (https://x.test/?a=1&b=2)")]
    [InlineData("<https://x.test/>", "<p><a href=\"https://x.test/\" rel=\"noopener noreferrer\">https://x.test/</a></p>", "https://x.test/")]
    [InlineData("[a](mailto:a@x.test)", "<p><a href=\"mailto:a@x.test\" rel=\"noopener noreferrer\">a</a></p>", "a (mailto:a@x.test)")]
    [InlineData("[**a** b](kb:PROXY#no-way)", "<p><a href=\"/entries/proxy#no-way\"><strong>a</strong> b</a></p>", "a b")]
    public void Links_lead_inside_or_out(string markdown, string html, string text) =>
        Assert.Equal((html, text), Render(markdown));

    [Fact]
    public void A_code_block_is_a_plate_whose_commands_keep_their_words_together() =>
        Assert.Equal(
            ("<figure class=\"plate\"><figcaption>PowerShell, as administrator</figcaption><pre><code>"
             + "<span class=\"tok\">Get-X</span> <span class=\"tok\">-List</span>\n<span class=\"tok\">cd</span>  <span class=\"tok\">&quot;<var>&lt;InstallPath&gt;</var>\\bin&quot;</span></code></pre></figure>",
             "PowerShell, as administrator:\nGet-X -List\ncd  \"<InstallPath>\\bin\""),
            Render("```powershell PowerShell, as administrator\nGet-X -List\ncd  \"<InstallPath>\\bin\"\n```"));

    [Fact]
    public void A_folded_plate_is_closed_at_first() =>
        Assert.Equal(
            ("<details class=\"plate\"><summary>9 addresses</summary><pre><code>a.test\nb.test</code></pre></details>", "9 addresses:\na.test\nb.test"),
            Render("```text folded: 9 addresses\na.test\nb.test\n```"));

    [Theory]
    [InlineData("cmd", "vssadmin /For=[Volume letter]: /MaxSize=[size]", "<span class=\"tok\">vssadmin</span> <span class=\"tok\">/For=<var>[Volume letter]</var>:</span> <span class=\"tok\">/MaxSize=<var>[size]</var></span>")]
    [InlineData("powershell", "[int]$n = $a[first]", "<span class=\"tok\">[int]$n</span> <span class=\"tok\">=</span> <span class=\"tok\">$a[first]</span>")]
    [InlineData("powershell", "[Net.X]::Y [math]::Z [Volume letter]", "<span class=\"tok\">[Net.X]::Y</span> <span class=\"tok\">[math]::Z</span> <span class=\"tok\"><var>[Volume letter]</var></span>")]
    [InlineData("xml", "<a>b</a>", "&lt;a&gt;b&lt;/a&gt;")]
    [InlineData("text", "a < b > c <>", "a &lt; b &gt; c &lt;&gt;")]
    public void Placeholders_in_code_are_marked(string language, string code, string expected) =>
        Assert.Contains($"<code>{expected}</code>", Render($"```{language}\n{code}\n```").Html, StringComparison.Ordinal);

    [Fact]
    public void Code_inside_an_action_is_verbatim_in_the_plain_text() =>
        Assert.Equal("1. Do\n   \n   Text:\n   a\n     b".Replace("   \n", "\n", StringComparison.Ordinal), Render("1. Do\n\n   ```text\n   a\n     b\n   ```").Text.Replace("   \n", "\n", StringComparison.Ordinal));

    [Theory]
    [InlineData("a\n\n<b>x</b>")]
    [InlineData("<!-- x --> y")]
    [InlineData("![a](https://x.test/a.png)")]
    [InlineData("# a")]
    [InlineData("***")]
    public void What_is_not_on_the_list_is_not_written(string markdown)
    {
        var bag = new DiagnosticBag();
        var rich = Render(markdown, bag);
        Assert.True(bag.HasErrors);
        Assert.DoesNotContain("<b>", rich.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", rich.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("img", rich.Html, StringComparison.Ordinal);
    }

    static (string Html, string Text) Render(string markdown)
    {
        var bag = new DiagnosticBag();
        var rich = Render(markdown, bag);
        Assert.Empty(bag.ToImmutable());
        return (rich.Html, rich.Text);
    }

    static RichText Render(string markdown, DiagnosticBag bag)
    {
        var source = new SourceText("entries/x.md", markdown);
        var links = new LinkTargets();
        links.Add("proxy", "/entries/proxy", ["no-way"]);
        var text = MarkdownText.Parse(source.Text, source.At, bag);
        return MarkdownRenderer.Render(text, text.Document, links, bag);
    }
}
