using Lucene.Net.Index;
using Lucene.Net.Store;
using MarsKb.Entries;
using Directory = System.IO.Directory;

namespace MarsKb.Search;

/// <summary>An index in a folder: whatever happens to the folder, the answers are those of the content.</summary>
public sealed class IndexStoreTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("marskb-index").FullName;
    readonly List<string> warnings = [];

    static readonly SynonymGroup[] Synonyms = [new(["scratch folder", "cache folder"])];

    static readonly List<SearchDocument> Documents = [.. Enumerable.Range(1, 200).Select(i => new SearchDocument(
        $"entry-{i}", EntryKind.Error, "c", $"Backup number{i} of the vault fails", $"/entries/entry-{i}", [$"{60_000 + i}"], [], [$"The scratch folder of number{i} cannot be opened by the agent"],
        "Lead", "Cause", "Action"))];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    IndexStore Open() => IndexStore.Open(folder, warnings.Add);

    static void AssertAnswers(SearchIndex index)
    {
        Assert.Equal("entry-17", index.Search(new SearchRequest("backup number17 fails")).Hits[0].Key);
        Assert.Equal("entry-23", index.Search(new SearchRequest("60023")).Hits[0].Key);
        Assert.Equal("entry-42", index.Search(new SearchRequest("The cache folder of number42 cannot be opened")).Hits[0].Key);
        Assert.Equal("entry-99", index.Suggest("60099")[0].Key);
    }

    /// <summary>Fills the folder and closes it.</summary>
    void Fill()
    {
        using var store = Open();
        SearchIndex.Build(Documents, Synonyms, store);
        store.Commit();
    }

    [Fact]
    public void What_was_committed_is_not_filed_again()
    {
        Fill();
        using var store = Open();
        AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
        Assert.Equal(0, store.LastFiled);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Only_what_has_changed_is_filed()
    {
        Fill();
        using var store = Open();
        var changed = Documents.ConvertAll(d => d.Key == "entry-5" ? d with { Title = "Another title" } : d);
        Assert.Equal("entry-5", SearchIndex.Build(changed, Synonyms, store).Search(new SearchRequest("another title")).Hits[0].Key);
        Assert.Equal(1, store.LastFiled);
    }

    [Fact]
    public void What_was_not_committed_is_gone_and_filed_again()
    {
        using (var store = Open()) SearchIndex.Build(Documents, Synonyms, store);
        using var again = Open();
        AssertAnswers(SearchIndex.Build(Documents, Synonyms, again));
        Assert.Equal(Documents.Count, again.LastFiled);
    }

    [Fact]
    public void Other_synonyms_file_everything_again()
    {
        Fill();
        using var store = Open();
        SearchIndex.Build(Documents, [new(["vault", "safe"])], store);
        Assert.Equal(Documents.Count, store.LastFiled);
    }

    /// <summary>The library's own lock lets a second writer in on Linux, or outlives a killed one.</summary>
    [Fact]
    public void A_second_owner_of_the_folder_keeps_its_index_in_memory()
    {
        using var first = Open();
        var index = SearchIndex.Build(Documents, Synonyms, first);
        using (var second = Open())
        {
            AssertAnswers(SearchIndex.Build(Documents, Synonyms, second));
            second.Commit();
        }
        Assert.Contains("kept in memory", Assert.Single(warnings), StringComparison.Ordinal);
        first.Commit();
        AssertAnswers(index);
    }

    [Theory]
    [InlineData("a byte flipped")]
    [InlineData("cut short")]
    [InlineData("emptied")]
    [InlineData("removed")]
    public void A_damaged_file_is_noticed_and_the_index_made_again(string how)
    {
        for (var which = 0; ; which++)
        {
            Directory.GetFiles(folder).ToList().ForEach(File.Delete);
            Fill();
            var files = Directory.GetFiles(folder).Where(f => Path.GetFileName(f) is not ("lock" or "seal")).Order(StringComparer.Ordinal).ToList();
            if (which >= files.Count) return;
            var bytes = File.ReadAllBytes(files[which]);
            switch (how)
            {
                case "a byte flipped": bytes[bytes.Length / 2] ^= 0x10; File.WriteAllBytes(files[which], bytes); break;
                case "cut short": File.WriteAllBytes(files[which], bytes[..(bytes.Length / 2)]); break;
                case "emptied": File.WriteAllBytes(files[which], []); break;
                case "removed": File.Delete(files[which]); break;
            }
            using (var store = Open())
            {
                AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
                store.Commit();
            }
            Assert.True(warnings.Count <= 1, string.Join('\n', warnings));
            warnings.Clear();
            using (var store = Open())
            {
                AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
                Assert.Equal(0, store.LastFiled);
                Assert.Empty(warnings);
            }
        }
    }

    [Fact]
    public void The_segments_of_another_program_are_thrown_away()
    {
        Fill();
        Directory.GetFiles(folder).Where(f => Path.GetFileName(f) != "lock").ToList().ForEach(File.Delete);
        using (var foreign = new IndexWriter(new NIOFSDirectory(folder), new IndexWriterConfig(Lucene.Net.Util.LuceneVersion.LUCENE_48, null!)))
        {
            foreign.AddDocument([new Lucene.Net.Documents.StringField("title", "theirs", Lucene.Net.Documents.Field.Store.YES)]);
            foreign.Commit();
        }
        using var store = Open();
        AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
        Assert.Equal(Documents.Count, store.LastFiled);
    }

    [Fact]
    public void A_segments_file_of_nonsense_is_thrown_away()
    {
        Fill();
        File.WriteAllText(Path.Combine(folder, "segments_zz"), "nonsense");
        using var store = Open();
        AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
    }

    [Fact]
    public void Files_without_a_seal_are_checked_by_the_library()
    {
        Fill();
        File.Delete(Path.Combine(folder, "seal"));
        using var store = Open();
        AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
        Assert.Equal(0, store.LastFiled);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_leaves_the_index_in_memory()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        using var store = IndexStore.Open(Path.Combine(file, "index"), warnings.Add);
        AssertAnswers(SearchIndex.Build(Documents, Synonyms, store));
        Assert.Single(warnings);
    }

    [Fact]
    public void Terms_without_end_and_texts_of_nothing_do_no_harm()
    {
        using var store = Open();
        var odd = new SearchDocument("odd", EntryKind.Error, "c", "", "/entries/odd", [new string('9', 40_000)], [new string('x', 40_000)], ["", new string('y', 100_000)], "", "", "");
        AssertAnswers(SearchIndex.Build([.. Documents, odd], Synonyms, store));
        Assert.Empty(warnings);
    }

    [Fact]
    public void The_same_texts_twice_are_two_documents()
    {
        using var store = Open();
        SearchDocument[] twice = [Documents[0], Documents[1], Documents[0]];
        SearchIndex.Build(twice, Synonyms, store);
        SearchIndex.Build(twice, Synonyms, store);
        Assert.Equal(0, store.LastFiled);
        Assert.Equal(2, SearchIndex.Build([Documents[0], Documents[1]], Synonyms, store).Search(new SearchRequest("vault", Limit: 100)).Total);
    }

    /// <summary>A request may hold content that was replaced long ago; its reader is closed when nobody holds it.</summary>
    [Fact]
    public void An_older_index_answers_as_long_as_somebody_has_it()
    {
        using var store = Open();
        var first = SearchIndex.Build(Documents, Synonyms, store);
        Replace(store, 5);
        AssertAnswers(first);
        GC.KeepAlive(first);
        first = null;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Replace(store, 1);
        Assert.InRange(store.OpenReaders, 1, 3);
    }

    /// <summary>A segment with deletions shares its core with the reader before it, which is closed by then.</summary>
    [Fact]
    public void A_segment_is_read_by_the_reader_that_is_open()
    {
        Fill();
        using var store = Open();
        Replace(store, 1);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var index = SearchIndex.Build(Documents.ConvertAll(d => d.Key == "entry-7" ? d with { Title = "Another" } : d), Synonyms, store);
        index.Warm();
        AssertAnswers(index);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static void Replace(IndexStore store, int times)
    {
        for (var edition = 0; edition < times; edition++)
            SearchIndex.Build(Documents.ConvertAll(d => d.Key == "entry-150" ? d with { Title = $"Edition {edition} {Guid.NewGuid():n}" } : d), Synonyms, store);
    }
}
