using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MarsKb.Content;
using MarsKb.Infra;

namespace MarsKb.Triage;

/// <summary>What is unpacked, and what is refused before it can do harm.</summary>
public sealed class ArchiveTests
{
    static readonly TriagePatterns Patterns = ContentLoader.Load(Path.Combine(SharedFolder.Repository, "content"), TestContent.Today).Knowledge.Triage;

    [Fact]
    public async Task A_gz_is_read()
    {
        var report = await ReadAsync(Gzip(Encoding.Unicode.GetBytes("\uFEFFa\r\nerror 34513\r\n")));
        Assert.Equal(("34513", 2L, "UTF-16"), (report.Hits.Single().Key, report.Hits[0].FirstLine, report.Encoding));
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public async Task The_files_of_a_zip_are_read_one_after_another(CompressionLevel level)
    {
        var report = await ReadAsync(Zip(level, ("C:\\Users\\jane\\logs\\one.log", "a\nb\n"), ("picture.png", "\u0001\0\0\0\0\0\0\0\0\0\0\0\0\0"), ("logs/two.log", "c\nerror 34513")));
        Assert.Equal(4, report.Lines);
        Assert.Equal(("34513", 4L), (report.Hits.Single().Key, report.Hits[0].FirstLine));
        Assert.Equal<TriageFile>([new("one.log", 1, 2, true), new("picture.png", 3, 0, false), new TriageFile("two.log", 3, 2, true)], report.Files);
    }

    [Fact]
    public async Task A_bomb_is_stopped()
    {
        await RefusedAsync(LogFault.BadArchive, "300 times", Gzip(Enumerable.Repeat((byte)'a', 10_000_000).ToArray()));
        await RefusedAsync(LogFault.BadArchive, "300 times", Zip(CompressionLevel.Optimal, ("a.log", new string('a', 10_000_000))));
        await RefusedAsync(LogFault.NotText, "binary", Gzip(new byte[10_000_000]));
        await RefusedAsync(LogFault.BadArchive, "1 MiB", Gzip(Random.Shared.GetItems("abc \n"u8.ToArray(), 3_000_000)), TriageLimits.Sent with { MostUnpacked = 1 << 20 });
    }

    [Fact]
    public async Task What_a_header_promises_is_not_trusted()
    {
        var zip = Zip(CompressionLevel.Optimal, ("a.log", new string('a', 10_000_000)));
        var directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(directory + 24), 100);
        await RefusedAsync(LogFault.BadArchive, "300 times", zip);
    }

    [Fact]
    public async Task Archives_within_archives_are_refused()
    {
        await RefusedAsync(LogFault.BadArchive, "within", Gzip(Gzip("a"u8.ToArray())));
        await RefusedAsync(LogFault.BadArchive, "within", ZipOf(("b.zip", ZipOf(("c.zip", ZipOf(("d.log", "x"u8.ToArray())))))));
    }

    [Fact]
    public async Task Too_many_files_are_refused_at_once() =>
        await RefusedAsync(LogFault.BadArchive, "10,000 files", ZipOf([.. Enumerable.Range(0, 10_000).Select(i => ($"{i}.log", Array.Empty<byte>()))]));

    [Fact]
    public async Task Files_that_lie_over_each_other_are_refused()
    {
        var zip = ZipOf(("a.log", "aaaa"u8.ToArray()), ("b.log", "bbbb"u8.ToArray()));
        var second = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(second + 42), 0);
        await RefusedAsync(LogFault.BadArchive, "over each other", zip);
    }

    [Fact]
    public async Task Damaged_archives_are_refused_wherever_they_are_cut_or_changed()
    {
        var random = new Random(1);
        foreach (var whole in new[] { Gzip(Encoding.UTF8.GetBytes(new string('x', 3000) + "\nerror 34513\n")), Zip(CompressionLevel.Optimal, ("a.log", "error 34513\n"), ("b.log", new string('y', 500))) })
        {
            for (var cut = 8; cut < whole.Length; cut += 3) await EitherAsync(whole[..cut]);
            for (var i = 0; i < 300; i++)
            {
                var changed = whole.ToArray();
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                await EitherAsync(changed);
            }
        }

        static async Task EitherAsync(byte[] bytes)
        {
            try
            {
                await ReadAsync(bytes);
            }
            catch (UnreadableLogException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }
    }

    [Fact]
    public async Task An_encrypted_zip_says_so()
    {
        var zip = ZipOf(("a.log", "aaaa"u8.ToArray()));
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        await RefusedAsync(LogFault.BadArchive, "encrypted", zip);
    }

    [Theory]
    [InlineData("ElfFile\0\0\0", "evtx")]
    [InlineData("%PDF-1.7\n", "PDF")]
    [InlineData("Rar!\u001a", "RAR")]
    public async Task A_file_that_is_no_text_is_named(string start, string kind) => await RefusedAsync(LogFault.NotText, kind, Encoding.Latin1.GetBytes(start));

    [Fact]
    public async Task Random_bytes_are_no_text()
    {
        var bytes = new byte[20_000];
        new Random(2).NextBytes(bytes);
        await RefusedAsync(LogFault.NotText, "binary", bytes);
    }

    [Fact]
    public async Task A_log_may_be_as_large_as_the_limit_and_no_byte_larger()
    {
        var limits = new TriageLimits(1 << 20);
        Assert.Equal(1, (await LogTriage.ReadAsync(new MemoryStream(Bytes(1 << 20)), Patterns, limits)).Lines);
        await RefusedAsync(LogFault.TooLarge, "1 MiB", Bytes((1 << 20) + 1), limits);

        static byte[] Bytes(int length) => Enumerable.Repeat((byte)'a', length).ToArray();
    }

    static async Task RefusedAsync(LogFault fault, string says, byte[] log, TriageLimits? limits = null)
    {
        var refusal = await Assert.ThrowsAsync<UnreadableLogException>(() => LogTriage.ReadAsync(new MemoryStream(log), Patterns, limits ?? TriageLimits.Sent));
        Assert.Equal(fault, refusal.Fault);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    static Task<TriageReport> ReadAsync(byte[] log) => LogTriage.ReadAsync(new MemoryStream(log), Patterns, TriageLimits.Sent);

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    static byte[] Zip(CompressionLevel level, params (string Name, string Text)[] files) => ZipOf(level, [.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    static byte[] ZipOf(params (string Name, byte[] Bytes)[] files) => ZipOf(CompressionLevel.Optimal, files);

    static byte[] ZipOf(CompressionLevel level, (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        return packed.ToArray();
    }
}
