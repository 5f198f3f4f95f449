using System.Diagnostics;
using System.Globalization;
using MarsKb.Content;
using MarsKb.Content.Parsed;

namespace MarsKb.Bench.Search;

/// <summary>What a start costs in processor time until words can be searched: with nothing kept, with every parse kept, and with one file of all changed. Each load has a process of its own.</summary>
static class Loading
{
    static readonly string[] Ways = ["nothing kept", "all kept", "one changed"];

    public static void Print(string content, int rounds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("marskb-loading");
        try
        {
            Child(content, folder.FullName);
            var entry = Directory.EnumerateFiles(Path.Combine(content, "entries"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
            for (var round = 1; round <= rounds; round++)
                foreach (var way in Ways)
                {
                    var written = File.ReadAllBytes(entry);
                    if (way == "one changed") File.AppendAllText(entry, "\n");
                    try
                    {
                        output.WriteLine($"{round} {way,-12} {Child(content, way == "nothing kept" ? "" : folder.FullName)}");
                    }
                    finally
                    {
                        if (way == "one changed") File.WriteAllBytes(entry, written);
                    }
                }
            output.WriteLine($"kept: {new FileInfo(Path.Combine(folder.FullName, ParsedContent.FileName)).Length / 1e6:0.0} MB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One load in this process.</summary>
    /// <param name="folder">Of the kept parses; empty for none.</param>
    public static void Once(string content, string folder, TextWriter output)
    {
        var kept = folder.Length > 0 ? new ParsedContent(folder, Console.Error.WriteLine) : null;
        var clock = Stopwatch.StartNew();
        var knowledge = ContentLoader.Load(content, DateOnly.FromDateTime(DateTime.UtcNow), kept: kept).Knowledge;
        var (load, elapsed, garbage) = (Environment.CpuUsage.TotalTime, clock.Elapsed, GC.GetTotalAllocatedBytes());
        // The dictionaries of the knowledge base and the search index once more, in code that is warm: about what they were of the load.
        _ = new KnowledgeBase(
            knowledge.Components, knowledge.Entries, knowledge.Tables, knowledge.Flows, knowledge.SharedActions, knowledge.Synonyms, knowledge.Revision, knowledge.LastChanged);
        var index = Environment.CpuUsage.TotalTime - load;
        kept?.Save();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"processor {load.TotalMilliseconds,6:0} ms with the start of the process, index again {index.TotalMilliseconds,5:0} ms, clock {elapsed.TotalMilliseconds,6:0} ms, allocated {garbage >> 20,5} MB, entries {knowledge.Entries.Length}, taken {kept?.Taken ?? 0}"));
    }

    static string Child(string content, string folder)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ProgramArguments().Concat(["load-once", content, folder])) { RedirectStandardOutput = true })!;
        var line = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return line;
    }

    // Started by `dotnet`, a child needs the name of the program too.
    static IEnumerable<string> ProgramArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Loading).Assembly.Location] : [];
}
