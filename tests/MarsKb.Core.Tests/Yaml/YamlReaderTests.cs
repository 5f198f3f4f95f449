using MarsKb.Diagnostics;

namespace MarsKb.Yaml;

public sealed class YamlReaderTests
{
    [Fact]
    public void Values_stay_text_as_written()
    {
        var read = Read("a: yes\nb: 0012\nc: 0x80070005\nd: 12e03\ne: 1_000\nf: 403.0\ng: 2026-11-22\nh: on\ni: 12:30:45\n");
        Assert.Equal(["yes", "0012", "0x80070005", "12e03", "1_000", "403.0", "2026-11-22", "on", "12:30:45"], read.Pairs.Select(p => ((YamlText)p.Value).Value));
    }

    [Fact]
    public void Places_count_in_the_whole_file_whatever_the_line_ends()
    {
        foreach (var text in new[] { "x\ny\na: b\nc: 'dé f'\n", "x\r\ny\r\na: b\r\nc: 'dé f'\r\n", "x\ry\ra: b\rc: 'dé f'\r" })
        {
            var source = new SourceText("x.yaml", text);
            var start = source.LineStart(3);
            var value = (YamlText)YamlReader.Read(source, start, source.Text.Length - start, "x", new DiagnosticBag())!.Find("c")!;
            Assert.Equal("x.yaml:4:4", value.At.ToString());
            Assert.Equal("x.yaml:4:8", value.Place(3).ToString());
        }
    }

    [Fact]
    public void Places_inside_blocks_of_text_are_exact()
    {
        var read = Read("a: |\n\n    one\n    two {x\nb: >\n  folded\n  text\n");
        var literal = (YamlText)read.Find("a")!;
        Assert.Equal("x.yaml:4:9", literal.Place(literal.Value.IndexOf('{', StringComparison.Ordinal)).ToString());
        Assert.Equal("x.yaml:6:3", ((YamlText)read.Find("b")!).Place(9).ToString());
    }

    [Fact]
    public void Comments_of_their_own_and_behind_quotes_or_lists_say_nothing()
    {
        var bag = new DiagnosticBag();
        var source = new SourceText("x.yaml", "# one\na: 'b' # two\nc: [d] # three\ne:  # four\n  f: g\nh: a#b\n");
        var read = YamlReader.Read(source, 0, source.Text.Length, "x", bag)!;
        Assert.Empty(bag.ToImmutable());
        Assert.All(read.Pairs.Select(p => p.Value).OfType<YamlText>(), t => Assert.Null(t.Comment));
        Assert.Equal("a#b", ((YamlText)read.Find("h")!).Value);
    }

    [Fact]
    public void A_leading_document_mark_is_fine() => Assert.Single(Read("---\na: b\n").Pairs);

    [Theory]
    [InlineData("a: \"b \\\" \\\\ c\"\n", "b \" \\ c")]
    [InlineData("a: 'it''s C:\\temp\\new'\n", "it's C:\\temp\\new")]
    [InlineData("a: >-\n  one\n  two\n", "one two")]
    public void Quotes_and_blocks_mean_what_YAML_says(string yaml, string value) => Assert.Equal(value, ((YamlText)Read(yaml).Find("a")!).Value);

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n")]
    [InlineData("a: {b: 1\n")]
    [InlineData("a: b\n  c: d\n")]
    [InlineData("? [a]\n: b\n")]
    [InlineData("a: |9\n x\n")]
    [InlineData("a:\n  - b\n c: d\n")]
    [InlineData("a: \"\\d\"\n")]
    [InlineData("a: \"b\n")]
    [InlineData("- [")]
    [InlineData(": : :\n")]
    [InlineData("? ? ?")]
    [InlineData("a: b: c: d")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("|")]
    [InlineData("%")]
    [InlineData("&")]
    [InlineData("!")]
    [InlineData("]")]
    [InlineData("{[}]")]
    [InlineData("-\n-\n-")]
    [InlineData("a: *\nb: &\nc: !\n")]
    public void Whatever_is_wrong_is_said_not_thrown(string yaml)
    {
        var bag = new DiagnosticBag();
        YamlReader.Read(new SourceText("x.yaml", yaml), 0, yaml.Length, "x", bag);
        Assert.True(bag.HasErrors);
    }

    [Fact]
    public void Any_text_is_bearable()
    {
        var random = new Random(20261122);
        const string Alphabet = "ab: -[]{}'\"|>&*!%@`#,?\n\n  \\~<=\t.0";
        for (var round = 0; round < 20_000; round++)
        {
            var yaml = new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var bag = new DiagnosticBag();
            var source = new SourceText("x.yaml", yaml);
            var read = YamlReader.Read(source, 0, source.Text.Length, "x", bag);
            Assert.True(read is not null || bag.HasErrors, yaml);
            Assert.All(bag.ToImmutable(), d => Assert.InRange(d.Location.Line, 1, source.LineCount));
        }
    }

    static YamlMapping Read(string yaml)
    {
        var bag = new DiagnosticBag();
        var read = YamlReader.Read(new SourceText("x.yaml", yaml), 0, yaml.Length, "x", bag);
        Assert.Empty(bag.ToImmutable());
        return read!;
    }
}
