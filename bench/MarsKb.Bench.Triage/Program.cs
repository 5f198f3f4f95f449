using System.Diagnostics;
using System.Globalization;
using System.Text;
using MarsKb.Entries;
using MarsKb.Triage;

// Writes a log and the codes and messages of many entries, and measures how fast the log is read for them.
// make <folder> <entries> <MiB>: log.txt and patterns.txt. run <folder> <entries> <rounds>: MiB/s and memory of each round.
var random = new Random(20261122);
string[] vocabulary = [.. Enumerable.Range(0, 4000).Select(_ => Word())];
var entries = Entries(int.Parse(args[2], CultureInfo.InvariantCulture));
if (args[0] == "make")
{
    Directory.CreateDirectory(args[1]);
    File.WriteAllLines(Path.Combine(args[1], "patterns.txt"), entries.SelectMany(e => e.Codes.Concat(e.Messages.Select(m => m.Text))));
    WriteLog(Path.Combine(args[1], "log.txt"), long.Parse(args[3], CultureInfo.InvariantCulture) << 20);
    return;
}

var start = Stopwatch.GetTimestamp();
var patterns = new TriagePatterns(entries);
Console.WriteLine(FormattableString.Invariant($"{entries.Length} entries, made in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));
for (var round = 0; round < int.Parse(args[3], CultureInfo.InvariantCulture); round++)
{
    await using var log = new FileStream(Path.Combine(args[1], "log.txt"), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
    var size = log.Length;
    var (before, cpu) = (GC.GetTotalAllocatedBytes(true), Environment.CpuUsage.TotalTime);
    start = Stopwatch.GetTimestamp();
    var report = await LogTriage.ReadAsync(log, patterns, TriageLimits.Local);
    var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    cpu = Environment.CpuUsage.TotalTime - cpu;
    using var process = Process.GetCurrentProcess();
    Console.WriteLine(FormattableString.Invariant(
        $"round {round + 1}: {size / 1048576.0 / seconds:0} MiB/s, {cpu.TotalSeconds:0.00} s of processor, {report.Lines} lines, {report.Hits.Length} entries in {report.Hits.Sum(h => h.Count)} lines, {report.UnknownCodes.Length} unknown, peak {process.PeakWorkingSet64 >> 20} MiB, allocated {(GC.GetTotalAllocatedBytes(true) - before) >> 20} MiB"));
}

string Word()
{
    var word = new StringBuilder();
    for (var i = random.Next(2, 5); i > 0; i--) word.Append("bcdfglmnprstv"[random.Next(13)]).Append("aeiou"[random.Next(5)]);
    return word.ToString();
}

string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => vocabulary[random.Next(vocabulary.Length)]));

Entry[] Entries(int count) =>
[
    .. Enumerable.Range(0, count).Select(i =>
    {
        var code = FormattableString.Invariant($"0x8007{i + 0x1000:X4}");
        return new Entry
        {
            Key = code, Kind = EntryKind.Error, Title = "T", Component = "c", Codes = [code],
            Messages = [new Message(char.ToUpperInvariant(vocabulary[i % 4000][0]) + vocabulary[i % 4000][1..] + " " + Sentence(10), "en")],
        };
    }),
];

void WriteLog(string path, long size)
{
    using var log = new StreamWriter(path);
    log.NewLine = "\r\n";
    for (var line = 0; log.BaseStream.Position < size; line++)
    {
        // One line in fifty names a code, one in a hundred holds a message, the rest is what an engine writes all day.
        var text = line % 50 == 7 ? "WARNING Failed: Hr: = [" + entries[random.Next(entries.Length)].Codes[0] + "] : BackupRead failed"
            : line % 100 == 13 ? "ERROR " + entries[random.Next(entries.Length)].Messages[0].Text
            : "NORMAL " + Sentence(6) + " " + random.Next(100_000).ToString(CultureInfo.InvariantCulture);
        log.WriteLine(FormattableString.Invariant(
            $"{random.Next(0x10000):X4} {random.Next(0x10000):X4} 11/22 {random.Next(24):00}:{random.Next(60):00}:{random.Next(60):00}.{random.Next(1000):000} {random.Next(99)} mtffile.cpp({random.Next(5000)}) [{random.NextInt64(1L << 48):X16}] {text}"));
    }
}
