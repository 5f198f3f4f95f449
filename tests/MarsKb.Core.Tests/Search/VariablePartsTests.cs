namespace MarsKb.Search;

public class VariablePartsTests
{
    static string Marked(string text)
    {
        var marked = text.ToCharArray();
        foreach (var part in VariableParts.Find(text, 0, text.Length))
            for (var i = part.Start; i < part.End; i++) marked[i] = '_';
        return new string(marked);
    }

    [Theory]
    [InlineData(@"Failed to lock C:\Program Files\Microsoft Azure Recovery Services Agent\Scratch\a.vhd. Try again", "Failed to lock _. Try again")]
    [InlineData(@"Another process uses D:\Data\x (2).tmp now", "Another process uses _ (2).tmp now")]
    [InlineData(@"on \\fs01\share\b.KEK, again", "on _, again")]
    [InlineData("mounted at /var/lib/data/x.vhd twice", "mounted at _ twice")]
    [InlineData("it expired on 8/28/2026 2:58:29 PM. Then", "it expired on _ _. Then")]
    [InlineData("since 2026-11-17 10:55:01.123 nothing", "since _ _ nothing")]
    [InlineData("from 10.81.126.154 refused", "from _ refused")]
    [InlineData(@"for user CONTOSO\someone. The", "for user _. The")]
    [InlineData("The server SRV-330.corp.example.com could not stop", "The server _ could not stop")]
    [InlineData("on sql-847, twice", "on _, twice")]
    public void What_differs_each_time_is_recognised(string text, string rest) =>
        Assert.Equal(rest, string.Join('_', Marked(text).Split('_', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("use the file/folder and the software/module requirements")]
    [InlineData("agent version 2.0.9190.0 or above, TLS 1.2 and 1,700 GB")]
    [InlineData("and/or a 24/7 service with error 0x80070005 (ID: 34513)")]
    [InlineData("The drive C: is full, see Job history > Error")]
    [InlineData("*.blob.core.windows.net on port 443")]
    public void What_tells_something_is_left(string text) => Assert.Equal(text, Marked(text));

    [Theory]
    [InlineData("2026-05-08 12:14:18.475 [4371] ERROR Some.Logger - The job failed", "The job failed")]
    [InlineData("0AB1\t0974\t09/11\t22:09:16.240\t18\tmtffile.cpp(1372)\t[0000]\t\tWARNING\tThe job failed", "\tThe job failed")]
    [InlineData("[22:09:16 INFO] The job failed", "] The job failed")]
    public void The_head_of_a_log_line_is_no_part_of_the_message(string line, string message) =>
        Assert.Equal(message, Marked(line).TrimStart('_'));

    [Fact]
    public void A_sentence_with_a_time_and_a_level_in_it_keeps_its_words() =>
        Assert.StartsWith("The backup of", Marked("The backup of the server at the branch failed"), StringComparison.Ordinal);

    [Theory]
    [InlineData("C:\\")]
    [InlineData("\\\\")]
    [InlineData("/")]
    [InlineData("1:2:3:4:5:6:7:8")]
    [InlineData("99999999999999999999999999/99999999999999/9999999999999")]
    public void Anything_is_read_without_fault(string text) => Assert.NotNull(Marked(string.Concat(Enumerable.Repeat(text, 2_000))));
}
