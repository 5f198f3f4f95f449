namespace MarsKb.Search;

public class SynonymMapTests
{
    static readonly SynonymMap Map = new(
    [
        new SynonymGroup(["cache folder", "scratch location", "scratch", "Cacheordner", "キャッシュ"]),
        new SynonymGroup(["parallel", "at the same time"]),
    ]);

    static string[] Concepts(string text) => [.. Map.Match(Analyzer.Analyze(text)).Select(m => m.Concept).Distinct()];

    [Theory]
    [InlineData("the cache folders are full")]
    [InlineData("Scratch Location")]
    [InlineData("der Cacheordners ist voll")]
    [InlineData("MARSのキャッシュフォルダ")]
    public void Every_phrase_of_a_group_is_its_concept(string text) => Assert.Equal([SynonymMap.ConceptOf("cache folder")], Concepts(text));

    [Fact]
    public void A_long_word_may_be_the_first_part_of_a_longer_one() =>
        Assert.Equal([SynonymMap.ConceptOf("cache folder")], Concepts("Cacheordnergröße ändern"));

    [Theory]
    [InlineData("folder cache")]
    [InlineData("cache of another folder")]
    public void Words_of_a_phrase_count_only_together(string text) => Assert.Empty(Concepts(text));

    [Fact]
    public void A_phrase_that_comes_down_to_an_everyday_word_is_not_used() => Assert.Empty(Concepts("what time is it"));

    [Fact]
    public void A_question_in_other_words_finds_the_entry_and_says_why()
    {
        var index = SearchIndex.Build(
            [
                new SearchDocument("space", Entries.EntryKind.Guide, "cache", "What the cache folder needs", "/entries/space", [], [], [], "Room.", "", ""),
                new SearchDocument("proxy", Entries.EntryKind.Guide, "network", "Which proxy is used", "/entries/proxy", [], [], [], "Look.", "", ""),
            ],
            [new SynonymGroup(["cache folder", "scratch location"])]);
        var hit = Assert.Single(index.Search(new SearchRequest("scratch location")).Hits);
        Assert.Equal("space", hit.Key);
        Assert.Contains("same meaning as scratch location", hit.Why);
    }
}
