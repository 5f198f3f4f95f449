using System.Text.Json;
using MarsKb.Content;
using MarsKb.Infra;

namespace MarsKb.Search;

/// <summary>
/// The content answers what people ask. <c>questions.jsonl</c> holds questions of every kind with the entries that are right; the floors lie a little below
/// what is reached, so that a change that makes search worse is noticed. docs/performance.md states the figures.
/// </summary>
public sealed class QuestionTests
{
    sealed record Question(string Text, string[] Right, string Class);

    static readonly Lazy<SearchIndex> Index = new(() => ContentLoader.Load(Path.Combine(SharedFolder.Repository, "content"), TestContent.Today).Knowledge.Search);

    static readonly Lazy<List<Question>> Questions = new(() =>
        [.. File.ReadLines(Path.Combine(SharedFolder.Repository, "tests/MarsKb.Core.Tests/Search/questions.jsonl")).Select(Read)]);

    static Question Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new Question(root.GetProperty("q").GetString()!, [.. root.GetProperty("expect").EnumerateArray().Select(e => e.GetString()!)], root.GetProperty("class").GetString()!);
    }

    static int RankOf(Question question) =>
        Index.Value.Search(new SearchRequest(question.Text)).Hits.ToList().FindIndex(h => question.Right.Contains(h.Key, StringComparer.OrdinalIgnoreCase)) + 1;

    [Theory]
    [InlineData("code", 1.0)]
    [InlineData("pasted-message", 0.98)]
    [InlineData("pasted-log", 0.94)]
    [InlineData("keywords", 0.93)]
    [InlineData("natural-language", 0.93)]
    [InlineData("matrix-question", 0.93)]
    [InlineData("other-language", 0.89)]
    [InlineData("typo", 0.95)]
    public void Questions_of_each_kind_have_the_right_entry_first(string kind, double floor)
    {
        var asked = Questions.Value.Where(q => q.Class == kind).Select(q => (Question: q, Rank: RankOf(q))).ToList();
        var right = asked.Count(a => a.Rank == 1) / (double)asked.Count;
        Assert.True(right >= floor, $"{right:0.000} of {asked.Count}; not first: {string.Join("; ", asked.Where(a => a.Rank != 1).Select(a => a.Question.Text))}");
    }

    [Fact]
    public void The_right_entry_is_among_the_first_three()
    {
        var asked = Questions.Value.Where(q => q.Right.Length > 0).ToList();
        Assert.True(asked.Count(q => RankOf(q) is >= 1 and <= 3) >= 0.98 * asked.Count);
    }

    /// <summary>Real questions, collected by others.</summary>
    [Fact, Trait("Category", "Shared")]
    public void Real_questions_have_the_right_entry_first()
    {
        if (SharedFolder.Path is not { } shared) return;
        var asked = File.ReadLines(Path.Combine(shared, "relevance/dev.jsonl")).Select(Read).ToList();
        var ranks = asked.Where(q => q.Right.Length > 0).Select(RankOf).ToList();
        Assert.True(ranks.Count(r => r == 1) >= 0.96 * ranks.Count, $"{ranks.Count(r => r == 1)} of {ranks.Count} first");
        Assert.True(ranks.Count(r => r is >= 1 and <= 3) >= 0.99 * ranks.Count, $"{ranks.Count(r => r is >= 1 and <= 3)} of {ranks.Count} among three");
        Assert.All(asked.Where(q => q.Right.Length == 0), q => Assert.DoesNotContain(Index.Value.Search(new SearchRequest(q.Text)).Hits, h => h.Confidence != Confidence.Weak));
    }

    /// <summary>Whatever shape it is pasted in.</summary>
    [Theory, Trait("Category", "Shared")]
    [InlineData("mixed.log.txt", "0x80070005 0x80070002 34513 0x1FC07")]
    [InlineData("wrapped.txt", "")]
    [InlineData("quoted-mail.txt", "403")]
    [InlineData("two-errors.txt", "")]
    [InlineData("csv-row.txt", "0x80070002")]
    [InlineData("json-lines.txt", "0x80070005 0x80070570")]
    public void A_paste_finds_what_it_names(string file, string keys)
    {
        if (SharedFolder.Path is null) return;
        var hits = Index.Value.Search(new SearchRequest(SharedFolder.Text("paste/" + file))).Hits;
        var sure = hits.Where(h => h.Confidence == Confidence.Exact).Select(h => h.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Superset(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase), sure);
        Assert.NotEqual(Confidence.Weak, hits[0].Confidence);
        Assert.True(file != "mixed.log.txt" || !sure.Contains("403"));
    }

    [Fact]
    public void What_the_search_is_sure_of_is_right()
    {
        var sure = Questions.Value.Where(q => q.Right.Length > 0)
            .Where(q => Index.Value.Search(new SearchRequest(q.Text)).Hits is [{ Confidence: not Confidence.Weak }, ..]).ToList();
        Assert.True(sure.Count > 80);
        Assert.True(sure.Count(q => RankOf(q) == 1) >= 0.97 * sure.Count);
    }

    /// <summary>Other products with words of this one: VM backup, File Sync, SQL Server, HashiCorp Vault.</summary>
    [Fact]
    public void Of_what_has_no_answer_here_the_search_is_never_sure() =>
        Assert.Empty(Questions.Value.Where(q => q.Right.Length == 0)
            .Where(q => Index.Value.Search(new SearchRequest(q.Text)).Hits.Any(h => h.Confidence != Confidence.Weak)).Select(q => q.Text));
}
