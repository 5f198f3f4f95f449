using System.Diagnostics;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Codes;

/// <summary>The bad-input corpus beside the repository; without it these tests say so and pass over.</summary>
[Trait("Category", "Shared")]
public sealed class CodeCorpusTests(ITestOutputHelper output)
{
    private static readonly string[] s_printed =
        ["34513", "403", "100050", "407", "100110", "0x80070570", "0x80070002", "0x80070003", "0x80070005", "0x8007018b", "0x1FC07", "34506", "230006", "SalLowDiskSpace", "SalBitmapError"];

    [Fact]
    public void Every_row_with_codes_is_understood_in_order()
    {
        foreach (BadInput row in Rows("go", "search/hresult-edge.jsonl").Where(row => row.Must.Contains("codes")))
        {
            string[] wanted = [.. row.Want.Select(code => ErrorCode.LookupKeys(code, printed: true)[0])];
            if (row.At.Contains("codes-api")) Assert.True(ErrorCode.LookupKeys(row.Text!).Intersect(PrintedKeys()).SequenceEqual(wanted), row.Id);
            if (row.Text is "sallowdiskspace") continue; // a plain word: only the content knows that it is a code
            Assert.True(Sure(row.Text!).SequenceEqual(wanted), $"{row.Id}: {string.Join(' ', Sure(row.Text!))}");
        }
    }

    [Fact]
    public void No_row_finds_a_code_that_is_not_in_its_text()
    {
        foreach (BadInput row in Rows("go", "search/hresult-edge.jsonl").Concat(Rows("q", "unicode/text.jsonl")).Where(row => row.Text is not null && !row.Must.Contains("codes")))
        {
            string[] allowed = row.Must.Contains("policy") ? [.. row.Want.Select(code => ErrorCode.LookupKeys(code, printed: true)[0])] : [];
            Assert.True(!ErrorCode.LookupKeys(row.Text!).Intersect(PrintedKeys()).Except(allowed).Any(), row.Id);
            Assert.True(!Sure(row.Text!).Except(allowed).Any(), row.Id);
        }
    }

    [Fact]
    public void Query_syntax_is_no_code()
    {
        foreach (BadInput row in Rows("q", "search/syntax.jsonl").Where(row => !row.Text!.Contains("0x80070005", StringComparison.Ordinal)))
        {
            Assert.True(CodeScanner.Scan(row.Text!).All(mention => mention.Strength == CodeStrength.Bare), row.Id);
        }
    }

    [Fact]
    public void Bombs_are_read_in_linear_time()
    {
        foreach (BadInput row in Rows("paste", "search/bombs.jsonl").Concat(Rows("api-q", "search/bombs.jsonl")))
        {
            string text = row.Text!;
            Stopwatch watch = Stopwatch.StartNew();
            int found = CodeScanner.Scan(text).Length;
            _ = ErrorCode.Parse(text);
            _ = ErrorCode.LookupKeys(text);
            output.WriteLine($"{row.Id}: {text.Length} characters, {found} mentions, {watch.ElapsedMilliseconds} ms");
            Assert.True(watch.ElapsedMilliseconds < row.MaxMilliseconds, row.Id);
        }
    }

    [Theory]
    [InlineData("mixed.log.txt", "0x80070005 -2147024894 34513 0x1FC07")]
    [InlineData("quoted-mail.txt", "403")]
    [InlineData("two-errors.txt", "0x80070005 SalLowDiskSpace 0x8BADF00D")]
    [InlineData("csv-row.txt", "0x80070002")]
    [InlineData("json-lines.txt", "2147942405 0x80070570")]
    public void Pasted_logs_and_mails_give_their_codes(string file, string codes)
    {
        if (Repository.Shared is not { } shared)
        {
            output.WriteLine("No shared corpora here: passed over.");
            return;
        }

        string text = File.ReadAllText(Path.Combine(shared, "corpora", "bad-input", "paste", file));
        Assert.Equal(codes, string.Join(' ', CodeScanner.Scan(text).Where(mention => mention.Strength > CodeStrength.Bare).Select(mention => mention.Code.Text)));
    }

    private IReadOnlyList<BadInput> Rows(string place, string file)
    {
        IReadOnlyList<BadInput> rows = BadInput.For(place, file);
        if (rows.Count == 0) output.WriteLine("No shared corpora here: passed over.");
        return rows;
    }

    private static IEnumerable<string> PrintedKeys() => s_printed.Select(code => ErrorCode.LookupKeys(code, printed: true)[0]);

    /// <summary>Keys of printed codes that the text surely holds, each once.</summary>
    private static string[] Sure(string text) =>
    [
        .. CodeScanner.Scan(text)
            .Where(mention => mention.Strength > CodeStrength.Bare)
            .SelectMany(mention => ErrorCode.LookupKeys(mention.Code.Text))
            .Intersect(PrintedKeys()),
    ];
}
