using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>An index that took over what has not changed answers like one that was built from nothing.</summary>
public class IndexUpdateTests
{
    static readonly string[] Words =
        "vault credentials proxy agent snapshot volume scratch folder restore schedule registration passphrase certificate timeout Backups backing ScratchLocation".Split(' ');

    static SearchDocument Document(int i, int edition)
    {
        var random = new Random(i * 31 + edition);
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)] + (random.Next(4) == 0 ? $"x{random.Next(50)}" : "")));
        return new SearchDocument($"entry-{i:0000}", EntryKind.Error, "c", Text(4), $"/entries/entry-{i:0000}", [$"{60_000 + i}"], [], [Text(9) + " {path} " + Text(3)], Text(10), Text(40), Text(30))
        {
            Asked = i % 3 == 0 ? [Text(5), Text(3)] : [],
            Translations = i % 4 == 0 ? ["Sicherung " + Text(4) + " fehlgeschlagen", "バックアップに失敗しました"] : [],
        };
    }

    static readonly SynonymGroup[] Synonyms = [new(["scratch folder", "cache folder"]), new(["proxy", "gateway"])];

    static readonly string[] Queries =
    [
        "60003", "vault credentials", "scrach foldr", "cache folder", "gateway timeout", "passphrase certificate x7", "x3 x9 x21", "scratchlocation",
        string.Join(' ', Words), "one\nERROR vault credentials proxy agent\nthree", "bakups", "Sicherung fehlgeschlagen", "バックアップに失敗", "sicherun", "status x7\nproxy\nvault", "snapshot volume restore schedule registration agent vault proxy folder backing",
    ];

    static string Answers(SearchIndex index) => string.Join('\n', Queries.Select(q =>
    {
        var response = index.Search(new SearchRequest(q, Limit: 100));
        return $"{q}: {response.Total} {string.Join(' ', response.Understood.Corrections)} "
            + string.Join(' ', response.Hits.Select(h => $"{h.Key}/{h.Score}/{h.Confidence}/{h.Snippet.Text}/{string.Join(',', h.Why)}"))
            + string.Join(' ', index.Suggest(q[..Math.Min(q.Length, 7)]).Select(s => s.Key));
    }));

    [Theory]
    [InlineData("one changed")]
    [InlineData("one added in front")]
    [InlineData("some removed")]
    [InlineData("two changed places")]
    [InlineData("nothing changed")]
    public void An_index_built_on_an_older_one_answers_as_one_built_anew(string what)
    {
        var documents = Enumerable.Range(1, 300).Select(i => Document(i, 0)).ToList();
        var store = IndexStore.InMemory();
        SearchIndex.Build(documents, Synonyms, store);
        switch (what)
        {
            case "one changed": documents[120] = Document(121, 1); break;
            case "one added in front": documents.Insert(0, Document(0, 0)); break;
            case "some removed": documents.RemoveRange(40, 12); break;
            case "two changed places": (documents[10], documents[200]) = (documents[200], documents[10]); break;
        }
        var copies = documents.ConvertAll(d => d with { Title = new string(d.Title) });
        Assert.Equal(Answers(SearchIndex.Build(copies, Synonyms)), Answers(SearchIndex.Build(copies, Synonyms, store)));
    }

    [Fact]
    public void Many_small_changes_one_after_another_leave_nothing_behind()
    {
        var documents = Enumerable.Range(1, 60).Select(i => Document(i, 0)).ToList();
        var store = IndexStore.InMemory();
        var index = SearchIndex.Build(documents, Synonyms, store);
        for (var edition = 1; edition <= 40; edition++)
        {
            documents[edition] = Document(edition + 1, edition);
            index = SearchIndex.Build(documents, Synonyms, store);
        }
        Assert.Equal(Answers(SearchIndex.Build(documents, Synonyms)), Answers(index));
    }

    [Fact]
    public void Other_synonyms_are_other_answers()
    {
        var documents = Enumerable.Range(1, 60).Select(i => Document(i, 0)).ToList();
        var store = IndexStore.InMemory();
        SearchIndex.Build(documents, Synonyms, store);
        SynonymGroup[] others = [new(["gateway", "vault"])];
        Assert.Equal(Answers(SearchIndex.Build(documents, others)), Answers(SearchIndex.Build(documents, others, store)));
    }

    [Fact]
    public void Documents_filed_side_by_side_make_the_same_index_as_ever()
    {
        var documents = Enumerable.Range(1, 2_055).Select(i => Document(i, 0)).ToList();
        Assert.Equal(Answers(SearchIndex.Build(documents, Synonyms)), Answers(SearchIndex.Build(documents, Synonyms)));
    }

    [Fact]
    public async Task Codes_are_found_at_once_and_words_when_the_index_is_complete()
    {
        var documents = Enumerable.Range(1, 3_000).Select(i => Document(i, 0)).ToList();
        var index = SearchIndex.Start(documents, Synonyms);
        Assert.Equal("entry-0003", index.Search(new SearchRequest("error 60003")).Hits[0].Key);
        Assert.Equal("entry-0003", index.Suggest("60003")[0].Key);
        await index.Completion;
        Assert.True(index.IsComplete);
        Assert.Equal(Answers(SearchIndex.Build(documents, Synonyms)), Answers(index));
    }

    [Fact]
    public async Task Searches_during_changes_are_answered_and_leave_nothing_behind()
    {
        var documents = Enumerable.Range(1, 200).Select(i => Document(i, 0)).ToList();
        var store = IndexStore.InMemory();
        var index = SearchIndex.Build(documents, Synonyms, store);
        using var stop = new CancellationTokenSource();
        var askers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var asked = 0;
            do foreach (var query in Queries) asked += Volatile.Read(ref index).Search(new SearchRequest(query + new string(' ', asked % 50))).Total >= 0 ? 1 : 0;
            while (!stop.IsCancellationRequested);
            return asked;
        })).ToList();
        for (var round = 1; round <= 40; round++)
        {
            documents[round * 3] = Document(round * 3 + 1, round);
            documents.RemoveAt(round);
            documents.Add(Document(1_000 + round, round));
            Volatile.Write(ref index, SearchIndex.Build(documents, Synonyms, store));
        }
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(askers), asked => Assert.True(asked > 0));
        Assert.Equal(Answers(SearchIndex.Build(documents, Synonyms)), Answers(index));
    }

    [Fact]
    public void What_an_asker_may_not_see_counts_in_no_statistics()
    {
        var all = Enumerable.Range(1, 300).Select(i => Document(i, 0)).ToList();
        var seen = all.Where((_, i) => i % 3 != 0).ToList();
        var store = IndexStore.InMemory();
        var everything = SearchIndex.Build(all, Synonyms, store);
        var some = SearchIndex.Build(seen, Synonyms, store, keep: everything);
        Assert.Equal(Answers(SearchIndex.Build(seen, Synonyms)), Answers(some));
        Assert.Equal(Answers(SearchIndex.Build(all, Synonyms)), Answers(everything));
    }
}
