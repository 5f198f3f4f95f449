using System.Diagnostics;

namespace MarsKb.Codes;

public sealed class CodeScannerCostTests
{
    /// <summary>64 KiB of anything takes a few milliseconds; the bound leaves room for a slow and busy machine, not for a square.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("0x")]
    [InlineData("(ID: ")]
    [InlineData("error ")]
    [InlineData("error no. ")]
    [InlineData("&")]
    [InlineData("&H8")]
    [InlineData("&amp;")]
    [InlineData("\u200b")]
    [InlineData("e\u0301")]
    [InlineData("8-")]
    [InlineData("1,000,")]
    [InlineData("GET / 407 ")]
    [InlineData("GET / 407           ")]
    [InlineData("http://")]
    [InlineData("80070005-")]
    [InlineData("ERROR_")]
    [InlineData("ABCDEFGH_")]
    [InlineData("\u001b[")]
    [InlineData("(407) ")]
    [InlineData("エラー")]
    [InlineData("\n")]
    [InlineData("0x80070005 ")]
    public void Repetition_costs_no_more_than_length(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 65_536 / piece.Length));
        Stopwatch watch = Stopwatch.StartNew();
        CodeScanner.Scan(text);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 1500);
    }

    [Fact]
    public void A_text_without_codes_allocates_nothing_of_its_length()
    {
        string text = string.Concat(Enumerable.Repeat("Enumerating files under the protected path of the volume; ", 1000));
        CodeScanner.Scan(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CodeScanner.Scan(text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }

    [Theory]
    [InlineData(20260301)]
    [InlineData(42)]
    public void Any_text_is_read_without_an_exception(int seed)
    {
        const string Pieces = "0x80070005 error ID:(#)[]{}<>&amp;&H-−+.,:;/\\'\"_*%$=\r\n\t\0\u001b[m\u200b\u00ad１ｘＥтχ错エAbCdEf407GET HTTP/1.1 http://";
        Random random = new(seed);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            foreach (CodeMention mention in CodeScanner.Scan(text))
            {
                Assert.InRange(mention.Start, 0, text.Length - 1);
                Assert.InRange(mention.Start + mention.Length, 1, text.Length);
                Assert.NotEmpty(ErrorCode.LookupKeys(mention.Code.Text));
                Assert.NotNull(CodeReader.Read(mention.Code).Kind);
            }
        }
    }
}
