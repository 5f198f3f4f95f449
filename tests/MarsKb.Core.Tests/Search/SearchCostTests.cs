using System.Diagnostics;

namespace MarsKb.Search;

/// <summary>No text is expensive. The bounds are wide, for shared machines; a quadratic step misses them by far.</summary>
[Collection(MarsKb.Infra.Alone.Name)]
public class SearchCostTests
{
    static readonly SearchIndex Index = SearchIndex.Build(Enumerable.Range(0, 2_000).Select(i => new SearchDocument(
        $"entry-{i}", Entries.EntryKind.Error, "backup", $"Failure number {i} of the backup", $"/entries/entry-{i}", [$"{50_000 + i}"], [],
        [$"The current operation {i % 37} failed due to an internal service error. Word{i} and common text. (ID: {50_000 + i})"],
        "The volume is full.", "The scratch folder lies on a full volume.", "Free some space.")));

    public static TheoryData<string, string> Bombs => new()
    {
        { "one word again and again", string.Concat(Enumerable.Repeat("word OR ", 8_000)) },
        { "every word misspelt", string.Concat(Enumerable.Range(0, 8_000).Select(i => $"backupp{(char)('a' + i % 26)} ")) },
        { "one word without end", new string('q', 65_000) },
        { "one message repeated", string.Concat(Enumerable.Repeat("The current operation failed due to an internal service error ", 1_000)) },
        { "the message on every line", string.Concat(Enumerable.Repeat("ERROR The current operation failed due to an internal service error\n", 900)) },
        { "many codes", string.Concat(Enumerable.Range(0, 6_000).Select(i => $"0x8007{i:x4} ")) },
        { "brackets", new string('(', 65_000) },
        { "half an id", string.Concat(Enumerable.Repeat("(ID: ", 13_000)) },
        { "almost a code", new string('0', 65_000) + "x" },
        { "hyphens", string.Concat(Enumerable.Repeat("a-", 32_000)) },
        { "combining marks", string.Concat(Enumerable.Repeat("e\u0301", 20_000)) },
        { "zero-width characters", new string('\u200b', 60_000) },
        { "Japanese", string.Concat(Enumerable.Repeat("バックアップが失敗", 7_000)) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void No_text_is_expensive(string what, string text)
    {
        // The tables of codes are read once a process.
        Index.Search(new SearchRequest("warm up 0x80070005 and 0x8007000d"));
        var watch = Stopwatch.StartNew();
        Index.Search(new SearchRequest(text));
        Assert.True(watch.ElapsedMilliseconds < 1_500, $"{what}: {watch.ElapsedMilliseconds} ms");
    }
}
