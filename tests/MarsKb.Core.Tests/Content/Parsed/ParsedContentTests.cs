using System.Globalization;
using System.Text;
using MarsKb.Diagnostics;
using MarsKb.Infra;

namespace MarsKb.Content.Parsed;

/// <summary>Content that was parsed before is the content that is parsed now, whatever happens to the files of either.</summary>
public sealed class ParsedContentTests : IDisposable
{
    static readonly string Shipped = Path.Combine(SharedFolder.Repository, "content");

    readonly DirectoryInfo data = Directory.CreateTempSubdirectory("marskb-parsed");
    readonly List<string> warnings = [];

    string Kept => Path.Combine(data.FullName, "index", ParsedContent.FileName);

    [Fact]
    public void The_shipped_content_is_the_same_from_kept_parses()
    {
        var files = ContentFolder.Find(Shipped, new DiagnosticBag()).Count(f => f.Kind is FileKind.Entry or FileKind.Action or FileKind.Matrix);
        Assert.Equal(0, Load(Shipped).Taken);
        var (load, taken) = Load(Shipped);
        Assert.Equal(files, taken);
        Same(ContentLoader.Load(Shipped, TestContent.Today), load);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Content_with_warnings_drafts_and_links_is_the_same_from_kept_parses()
    {
        using var content = Linked();
        Load(content.Folder);
        var (load, taken) = Load(content.Folder);
        Assert.Equal(6, taken);
        Assert.NotEmpty(load.Diagnostics);
        Assert.DoesNotContain(load.Diagnostics, d => d.Severity == Severity.Error);
        Same(content.Load(), load);
    }

    /// <summary>After each of many changes, one upon another, a load with kept parses gives what a load without gives: pages, links, warnings and their places.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_changes_the_content_is_what_it_would_be_without(int seed)
    {
        using var content = Linked();
        var random = new Random(seed);
        var taken = 0;
        for (var change = 0; change < 60; change++)
        {
            Change(content, random);
            var (load, kept) = Load(content.Folder);
            Same(content.Load(), load);
            taken += kept;
        }
        Assert.InRange(taken, 60, 60 * 9);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Of_many_files_only_the_changed_one_is_parsed()
    {
        using var content = Many(150);
        Load(content.Folder);
        var written = File.ReadAllBytes(Kept);
        content.With("entries/e7.md", Entry("e7", "It was changed."));
        Assert.Equal(149, Load(content.Folder).Taken);
        // One in a hundred is parsed at each start rather than that all are written for it.
        Assert.Equal(written, File.ReadAllBytes(Kept));
        content.With("entries/e8.md", Entry("e8", "It was changed, too.")).With("entries/e9.md", Entry("e9", "So was this."));
        Assert.Equal(147, Load(content.Folder).Taken);
        Assert.Equal(150, Load(content.Folder).Taken);
        Same(content.Load(), Load(content.Folder).Load);
    }

    [Fact]
    public void A_change_that_leaves_size_and_time_is_noticed()
    {
        using var content = TestContent.Good();
        Load(content.Folder);
        var path = content.PathOf("entries/34513.md");
        var time = File.GetLastWriteTimeUtc(path);
        content.With("entries/34513.md", TestContent.Entry.But("The agent refused the file.", "The agent rejects the file."));
        File.SetLastWriteTimeUtc(path, time);
        Assert.Contains("rejects", Load(content.Folder).Load.Knowledge.Find("34513")!.Summary.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_file_is_gone_and_a_renamed_one_is_there()
    {
        using var content = TestContent.Good();
        Load(content.Folder);
        File.Move(content.PathOf("entries/34513.md"), content.PathOf("entries/renamed.md"));
        content.Without("matrix/size-limits.yaml");
        var load = Load(content.Folder).Load;
        Same(content.Load(), load);
        Assert.Null(load.Knowledge.Find("size-limits"));
        Assert.Equal("entries/renamed.md", load.Knowledge.Find("34513")!.Location.Path);
        Assert.Contains(load.Diagnostics, d => d.Code == "MKB315" && d.Location.Path == "entries/renamed.md");
    }

    [Fact]
    public void A_byte_that_flips_anywhere_changes_no_content()
    {
        using var content = Linked();
        Load(content.Folder);
        var good = File.ReadAllBytes(Kept);
        var expected = content.Load();
        var random = new Random(5);
        for (var i = 0; i < 120; i++)
        {
            var bytes = (byte[])good.Clone();
            bytes[i < 80 ? i : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Kept, bytes);
            Same(expected, Load(content.Folder).Load);
            // What is damaged is written once more.
            Assert.Equal(6, Load(content.Folder).Taken);
        }
        Assert.NotEmpty(warnings);
    }

    [Fact]
    public void A_file_that_is_cut_short_changes_no_content()
    {
        using var content = TestContent.Good();
        Load(content.Folder);
        var good = File.ReadAllBytes(Kept);
        var expected = content.Load();
        for (var length = 0; length < good.Length; length += 41)
        {
            File.WriteAllBytes(Kept, good[..length]);
            Same(expected, Load(content.Folder).Load);
            Assert.Equal(4, Load(content.Folder).Taken);
        }
        Assert.NotEmpty(warnings);
    }

    [Fact]
    public void Trouble_is_told_once()
    {
        using var content = TestContent.Good();
        var parsed = new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add);
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        for (var i = 0; i < 3; i++)
        {
            File.WriteAllText(Kept, "Not ours, and long enough to hold a head and more than a head: " + new string('x', 200));
            Same(content.Load(), Load(content.Folder, parsed).Load);
        }
        Assert.Contains("does not begin as it should", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(4, Load(content.Folder).Taken);
    }

    [Fact]
    public void What_another_build_has_kept_is_not_read()
    {
        using var content = TestContent.Good();
        var other = new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add, new byte[ParserIdentity.Bytes]);
        Load(content.Folder, other);
        Assert.Equal(4, Load(content.Folder, other).Taken);
        Assert.Equal(0, Load(content.Folder).Taken);
        Assert.Equal(4, Load(content.Folder).Taken);
        // An update is no trouble.
        Assert.Empty(warnings);
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_written_over()
    {
        using var content = TestContent.Good();
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        File.WriteAllText(Kept + ".new", "half");
        Load(content.Folder);
        Assert.Equal(4, Load(content.Folder).Taken);
        Assert.False(File.Exists(Kept + ".new"));
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_once_and_does_no_harm()
    {
        using var content = TestContent.Good();
        File.WriteAllText(Path.Combine(data.FullName, "index"), "a file where the folder should be");
        var parsed = new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add);
        for (var i = 0; i < 3; i++) Same(content.Load(), Load(content.Folder, parsed).Load);
        Assert.Contains("cannot be written", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_on_one_folder_do_each_other_no_harm()
    {
        using var content = TestContent.Good();
        var first = new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add);
        var second = new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add);
        ContentLoader.Load(content.Folder, TestContent.Today, kept: first);
        ContentLoader.Load(content.Folder, TestContent.Today, kept: second);
        first.Save();
        second.Save();
        Assert.Equal(4, Load(content.Folder, first).Taken);
        Assert.Equal(4, Load(content.Folder, second).Taken);
        Assert.Empty(warnings);

        // While another writes, there is nothing to wait for.
        using (new FileStream(Kept + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            content.With("entries/34513.md", TestContent.Entry.But("It was downloaded long ago.", "It was downloaded last year."));
            Same(content.Load(), Load(content.Folder, first).Load);
        }
        Assert.Contains("cannot be written", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(3, Load(content.Folder, second).Taken);
    }

    [Fact]
    public void Content_at_fault_is_never_kept()
    {
        using var content = TestContent.Good().With("entries/34513.md", TestContent.Entry.But("It was downloaded long ago.", "See [that](kb:nowhere)."));
        Load(content.Folder);
        var (load, taken) = Load(content.Folder);
        Assert.Equal(3, taken);
        Assert.Contains(load.Diagnostics, d => d.Code == "MKB305");
        Same(content.Load(), load);
    }

    [Fact]
    public void Half_a_character_is_parsed_each_time()
    {
        using var content = TestContent.Good().With("entries/34513.md", TestContent.Entry.But("owner: backup team", "owner: \"backup \\uD83D team\""));
        Load(content.Folder);
        var (load, taken) = Load(content.Folder);
        Assert.Equal(3, taken);
        Same(content.Load(), load);
    }

    [Fact]
    public void A_load_that_is_given_up_keeps_nothing()
    {
        using var content = TestContent.Good();
        var parsed = new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add);
        Assert.ThrowsAny<OperationCanceledException>(() => ContentLoader.Load(content.Folder, TestContent.Today, kept: parsed, cancel: new CancellationToken(canceled: true)));
        parsed.Save();
        Assert.False(File.Exists(Kept));
    }

    /// <summary>A load as the site makes it, with what is kept written afterwards.</summary>
    (ContentLoad Load, int Taken) Load(string folder, ParsedContent? parsed = null)
    {
        parsed ??= new ParsedContent(Path.GetDirectoryName(Kept)!, warnings.Add);
        var load = ContentLoader.Load(folder, TestContent.Today, kept: parsed);
        parsed.Save();
        return (load, parsed.Taken);
    }

    static void Same(ContentLoad expected, ContentLoad load)
    {
        DeepComparison.Same(expected.Diagnostics, load.Diagnostics, "diagnostics");
        Same(expected.Knowledge, load.Knowledge);
        Same(expected.WithDrafts, load.WithDrafts);
        Assert.Equal(ReferenceEquals(expected.Knowledge, expected.WithDrafts), ReferenceEquals(load.Knowledge, load.WithDrafts));
    }

    static void Same(KnowledgeBase expected, KnowledgeBase knowledge)
    {
        DeepComparison.Same(expected.Components, knowledge.Components, "components");
        DeepComparison.Same(expected.Entries, knowledge.Entries, "entries");
        DeepComparison.Same(expected.Tables, knowledge.Tables, "tables");
        DeepComparison.Same(expected.Flows, knowledge.Flows, "flows");
        DeepComparison.Same(expected.SharedActions, knowledge.SharedActions, "shared actions");
        DeepComparison.Same(expected.Synonyms, knowledge.Synonyms, "synonyms");
        DeepComparison.Same(expected.SupportRules, knowledge.SupportRules, "rules");
        DeepComparison.Same(expected.Search.Documents, knowledge.Search.Documents, "documents");
        Assert.Equal(expected.Revision, knowledge.Revision);
        Assert.Equal(expected.LastChanged, knowledge.LastChanged);
    }

    /// <summary>Good content whose files have much to do with each other, and warnings of every stage.</summary>
    static TestContent Linked() => TestContent.Good()
        .With("entries/34513.md", Entry("34513", "Read [the guide](kb:proxy) and [the table](kb:size-limits#windows-7).", "aliases: [OldName]\nrelated: [proxy]\n"))
        .With("entries/linking.md", Entry("linking", "It leads to [a cause](kb:34513#old-file), by [an old name](kb:OldName), and back to [itself](kb:linking).").But("The file is old", "The `file` is old"))
        .With("entries/another-name.md", Entry("unfinished", "Nobody\u200B knows [it](kb:proxy) yet.", "state: draft\n"))
        .With("actions/check-proxy.md", TestContent.Action.But("Look at the proxy.", "Look at [the entry](kb:34513#old-file)."))
        .With("matrix/size-limits.yaml", TestContent.Table.But("- Larger volumes are refused.", "- 'Larger volumes are [refused](kb:OldName).'"));

    static string Entry(string key, string cause, string more = "") => TestContent.Entry
        .But("key: \"34513\"", $"key: \"{key}\"")
        .But("codes: [\"34513\"]\n", (key == "34513" ? "codes: [\"34513\"]\n" : "") + more)
        .But("It was downloaded long ago.", cause);

    static TestContent Many(int count)
    {
        var content = new TestContent().With("components.yaml", TestContent.Components);
        for (var i = 0; i < count; i++) content.With($"entries/e{i}.md", Entry($"e{i}", $"It was downloaded {i} years ago."));
        return content;
    }

    /// <summary>Changes something that other files may see: keys, names, anchors, drafts, links, shared actions, faults and their repair.</summary>
    static void Change(TestContent content, Random random)
    {
        var file = Pick(random, ["entries/34513.md", "entries/linking.md", "entries/another-name.md", "entries/proxy.md", "actions/check-proxy.md", "matrix/size-limits.yaml", "components.yaml"]);
        var (from, to) = Pick(random, [
            ("key: \"34513\"", "key: \"34514\""), ("key: proxy", "key: Proxy"), ("{#old-file}", "{#stale-file}"), ("aliases: [OldName]\n", "aliases: [NewName]\n"),
            ("aliases: [OldName]\n", ""), ("state: draft\n", ""), ("kb:proxy", "kb:PROXY"), ("kb:34513#old-file", "kb:34513"), ("kb:34513", "kb:nowhere"), ("kb:linking", "kb:NewName"),
            ("Register the server.", "Register\u200B the server."), ("Mend it.", "Mend it now."), ("{{action: check-proxy}}", "{{action: other}}"), ("id: check-proxy", "id: other"),
            ("title: ", "title: A "), ("- id: windows-7", "- id: windows-8"), ("type: size", "type: duration"), ("reviewBy: 2027-11-01", "reviewBy: 2026-11-15"), ("owner: backup team\n", ""),
            ("{ id: cache, title: Cache }", "{ id: storage, title: Cache }"), ("related: [proxy]\n", "related: [linking]\n"), ("### Do this", "### Do that")]);
        if (random.Next(2) == 0) (from, to) = (to, from);
        if (random.Next(10) == 0)
        {
            var extra = string.Create(CultureInfo.InvariantCulture, $"entries/extra-{random.Next(3)}.md");
            if (File.Exists(content.PathOf(extra))) content.Without(extra);
            else content.With(extra, Entry(Path.GetFileNameWithoutExtension(extra), "See [the file](kb:34513#old-file) and [this](kb:extra-1).", random.Next(2) == 0 ? "state: draft\n" : ""));
            return;
        }
        var text = File.ReadAllText(content.PathOf(file));
        var at = from.Length == 0 ? -1 : text.IndexOf(from, StringComparison.Ordinal);
        if (at >= 0) content.With(file, Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..]));
        // What does not apply brings the file back as it was, so that faults come and go.
        else
        {
            using var good = Linked();
            content.With(file, File.ReadAllBytes(good.PathOf(file)));
        }
    }

    static T Pick<T>(Random random, T[] all) => all[random.Next(all.Length)];

    public void Dispose() => data.Delete(recursive: true);
}
