using System.Text.Json;

namespace MarsKb.Infra;

/// <summary>Rows of the shared corpus of bad input.</summary>
static class Corpus
{
    /// <returns>None where this machine has no corpus; the test then passes over and says so.</returns>
    public static IEnumerable<(string Id, string Text, string[] Must)> Rows(string file, string? place = null)
    {
        if (Repository.Shared is null)
        {
            Console.WriteLine($"Passed over: no shared corpus beside the repository for {file}.");
            yield break;
        }
        foreach (var line in File.ReadLines(Path.Combine(Repository.Shared, "corpora", "bad-input", file)))
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (place is not null && !row.GetProperty("at").EnumerateArray().Any(a => a.GetString() == place)) continue;
            if (row.TryGetProperty("in", out var text))
                yield return (row.GetProperty("id").GetString()!, text.GetString()!, [.. row.GetProperty("must").EnumerateArray().Select(m => m.GetString()!)]);
        }
    }
}
