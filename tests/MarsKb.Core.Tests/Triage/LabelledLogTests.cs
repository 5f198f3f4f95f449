using System.Globalization;
using MarsKb.Content;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Triage;

/// <summary>Logs of many kinds with what is in them by hand: how much of it is found, and how much is found that is not there.</summary>
public sealed class LabelledLogTests(ITestOutputHelper output)
{
    const double LeastPrecision = 0.98, LeastRecall = 0.95;

    static readonly string Folder = Path.Combine(SharedFolder.Repository, "tests/MarsKb.Core.Tests/Triage/Logs");

    static readonly TriagePatterns Patterns = ContentLoader.Load(Path.Combine(SharedFolder.Repository, "content"), TestContent.Today).Knowledge.Triage;

    sealed record Label(string File, Dictionary<string, (long Count, long First, long Last)> Hits, Dictionary<string, long> Unknown);

    [Fact]
    public async Task Precision_and_recall_over_all_logs_are_high()
    {
        var (found, right, expected, noise, noiseHits) = (0, 0, 0, 0, 0);
        var misses = new List<string>();
        var labels = Labels().ToList();
        foreach (var label in labels)
        {
            var report = await ReadAsync(label);
            var hits = report.Hits.Select(h => h.Key).Concat(report.UnknownCodes.Select(u => "unknown " + u.Code)).ToHashSet();
            var wanted = label.Hits.Keys.Concat(label.Unknown.Keys.Select(k => "unknown " + k)).ToHashSet();
            (found, right, expected) = (found + hits.Count, right + hits.Intersect(wanted).Count(), expected + wanted.Count);
            if (label.Hits.Count == 0) (noise, noiseHits) = (noise + 1, noiseHits + report.Hits.Length);
            misses.AddRange(wanted.Except(hits).Select(k => $"{label.File}: {k} is not found"));
            misses.AddRange(hits.Except(wanted).Select(k => $"{label.File}: {k} is not in it"));
        }
        var (precision, recall) = ((double)right / found, (double)right / expected);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{labels.Count} logs, {expected} labels: precision {precision:0.000}, recall {recall:0.000}; {noiseHits} entries found in {noise} logs without any"));
        foreach (var miss in misses) output.WriteLine(miss);

        Assert.True(labels.Count >= 25);
        Assert.True(precision >= LeastPrecision, string.Join('\n', misses));
        Assert.True(recall >= LeastRecall, string.Join('\n', misses));
    }

    [Fact]
    public async Task Counts_and_lines_are_those_of_the_labels()
    {
        var wrong = new List<string>();
        foreach (var label in Labels())
        {
            var report = await ReadAsync(label);
            foreach (var hit in report.Hits)
                if (label.Hits.TryGetValue(hit.Key, out var wanted) && wanted != (hit.Count, hit.FirstLine, hit.LastLine))
                    wrong.Add($"{label.File}: {hit.Key} {hit.Count}@{hit.FirstLine}-{hit.LastLine} instead of {wanted.Count}@{wanted.First}-{wanted.Last}");
            foreach (var code in report.UnknownCodes)
                if (label.Unknown.TryGetValue(code.Code, out var count) && count != code.Count) wrong.Add($"{label.File}: {code.Code} {code.Count} times instead of {count}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_log_has_a_label_and_every_label_a_log() =>
        Assert.Equal(Directory.GetFiles(Folder).Select(Path.GetFileName).Where(f => f is not ("labels.txt" or ".gitattributes")).Order(StringComparer.Ordinal), Labels().Select(l => l.File).Order(StringComparer.Ordinal));

    static async Task<TriageReport> ReadAsync(Label label)
    {
        await using var log = File.OpenRead(Path.Combine(Folder, label.File));
        return await LogTriage.ReadAsync(log, Patterns, TriageLimits.Sent);
    }

    static IEnumerable<Label> Labels() =>
        from line in File.ReadLines(Path.Combine(Folder, "labels.txt"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split(" | ")
        select new Label(parts[0], Pairs(parts[1]).ToDictionary(p => p.Key, p => Place(p.Value)), Pairs(parts[2]).ToDictionary(p => p.Key, p => long.Parse(p.Value, CultureInfo.InvariantCulture)));

    static IEnumerable<(string Key, string Value)> Pairs(string text) =>
        text == "-" ? [] : text.Split(' ').Select(p => p.Split('=')).Select(p => (p[0], p[1]));

    static (long, long, long) Place(string text)
    {
        var numbers = text.Split('@', '-').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToList();
        return (numbers[0], numbers[1], numbers[2]);
    }
}
