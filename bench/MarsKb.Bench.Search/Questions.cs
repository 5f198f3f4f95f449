using System.Text.Json;
using MarsKb.Content;
using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>How often the right entry of the content comes first for questions whose answer is known, and how sure the search is of what it answers.</summary>
static class Questions
{
    sealed record Question(string Text, string[] Right, string Class);

    /// <param name="file">Lines of JSON: <c>q</c>, <c>expect</c> (keys or codes, none for a question without an answer here) and <c>class</c>.</param>
    public static void Print(string content, string file, TextWriter output)
    {
        var knowledge = ContentLoader.Load(content, DateOnly.FromDateTime(DateTime.UtcNow)).Knowledge;
        var asked = File.ReadLines(file).Where(l => l.Length > 0).Select(Read)
            .Select(q => (Question: q, Hits: knowledge.Search.Search(new SearchRequest(q.Text)).Hits)).ToList();
        var answered = asked.Where(a => a.Question.Right.Length > 0).Select(a => (a.Question, a.Hits, Rank: RankOf(a.Question, a.Hits))).ToList();

        foreach (var set in answered.GroupBy(a => a.Question.Class).OrderBy(g => g.Key, StringComparer.Ordinal).Append(answered.GroupBy(_ => "all").Single()))
            output.WriteLine($"{set.Key,-18} n {set.Count(),4}  hit@1 {Share(set, a => a.Rank == 1)}  hit@3 {Share(set, a => a.Rank is >= 1 and <= 3)}  MRR {set.Average(a => a.Rank == 0 ? 0 : 1.0 / a.Rank):0.000}");
        var sure = answered.Where(a => a.Hits is [{ Confidence: not Confidence.Weak }, ..]).ToList();
        output.WriteLine($"sure of {sure.Count} of {answered.Count}, right in {sure.Count(a => a.Rank == 1)}");
        var unanswered = asked.Where(a => a.Question.Right.Length == 0).ToList();
        output.WriteLine($"without an answer {unanswered.Count}, sure of none in {unanswered.Count(a => a.Hits.All(h => h.Confidence == Confidence.Weak))}");

        foreach (var (question, hits, rank) in answered.Where(a => a.Rank != 1).OrderBy(a => a.Question.Class, StringComparer.Ordinal))
            output.WriteLine($"{rank} [{question.Class}] {question.Text.ReplaceLineEndings(" | ")}\n    wanted {string.Join(" or ", question.Right)}; got {Show(hits)}");
        foreach (var (question, hits) in unanswered.Where(a => a.Hits.Any(h => h.Confidence != Confidence.Weak)))
            output.WriteLine($"too sure: {question.Text.ReplaceLineEndings(" | ")}\n    got {Show(hits)}");
    }

    static Question Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new Question(
            json.RootElement.GetProperty("q").GetString()!, [.. json.RootElement.GetProperty("expect").EnumerateArray().Select(e => e.GetString()!)],
            json.RootElement.GetProperty("class").GetString()!);
    }

    static int RankOf(Question question, IReadOnlyList<SearchHit> hits)
    {
        for (var i = 0; i < hits.Count; i++)
            if (question.Right.Any(r => r.Equals(hits[i].Key, StringComparison.OrdinalIgnoreCase) || hits[i].Codes.Contains(r, StringComparer.OrdinalIgnoreCase))) return i + 1;
        return 0;
    }

    static string Share<T>(IEnumerable<T> set, Func<T, bool> right) => $"{set.Average(a => right(a) ? 1.0 : 0):0.000}";

    static string Show(IEnumerable<SearchHit> hits) =>
        string.Join(", ", hits.Take(3).Select(h => $"{h.Key} {h.Score:0.0}{(h.Confidence == Confidence.Weak ? "" : " " + h.Confidence)} ({string.Join("; ", h.Why)})"));
}
