using System.Text;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Content;

/// <summary>Any file can be loaded: shipped files with random bytes changed, marks strewn in and pieces cut out or doubled.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    const int Rounds = 60;
    const int FilesARound = 10;

    static readonly string[] Marks =
        ["[", "](", "*", "_", "`", "```", "|", "\n\n", "## ", "> ", "- ", "1. ", "{", "}", "{{action: ", "<", "&#x", "\\", "\"", "'", ": ", " #", "\t", "---\n", "\0", "\u200B", "![", "kb:", "<!--", "|---|\n", "    ", "\r", "@", "!", "? "];

    [Fact]
    public void Loading_damaged_files_reports_and_never_throws()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var shipped = Path.Combine(SharedFolder.Repository, "content");
        var files = Directory.GetFiles(shipped, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "README.md").ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            using var content = new TestContent();
            for (var i = 0; i < FilesARound; i++)
            {
                var file = files[random.Next(files.Length)];
                content.With(Path.GetRelativePath(shipped, file), Damage(File.ReadAllBytes(file), random));
            }
            var load = content.Load();
            Assert.DoesNotContain(load.Diagnostics, d => d.Code == "MKB156");
            Assert.All(load.Diagnostics, d => Assert.DoesNotContain(d.ToString(), char.IsControl));
        }
    }

    static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var edits = random.Next(1, 10); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(60), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(0, random.Next(Math.Min(300, bytes.Count)))); break;
                default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Marks[random.Next(Marks.Length)], random.Next(1, 200))))); break;
            }
            if (bytes.Count == 0) bytes.Add((byte)' ');
        }
        return [.. bytes];
    }
}
