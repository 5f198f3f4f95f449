using MarsKb.Import.Merge;

namespace MarsKb.Import;

/// <summary>Where in a file that somebody has edited something new from upstream goes.</summary>
public sealed class DraftMergeTests
{
    const string Before = "---\ntitle: 'Tea'\nowner: me\n---\n\nCold.\n\n## A {#a}\n\nOne.\n\n## C {#c}\n\nThree.\n";

    [Fact]
    public void A_new_section_follows_the_one_that_it_follows_upstream() =>
        Assert.Equal(
            Edited.Replace("## C", "## B {#b}\n\nTwo.\n\n## C", StringComparison.Ordinal),
            Merged(Before.Replace("## C", "## B {#b}\n\nTwo.\n\n## C", StringComparison.Ordinal), out _));

    [Fact]
    public void A_new_section_whose_neighbour_is_gone_here_goes_to_the_end() =>
        Assert.Equal(
            Edited.Replace("## A {#a}\n\nOne.\n\n", "", StringComparison.Ordinal) + "\n## B {#b}\n\nTwo.\n",
            DraftMerge.Merge("x", Before, Edited.Replace("## A {#a}\n\nOne.\n\n", "", StringComparison.Ordinal), Before.Replace("## C", "## B {#b}\n\nTwo.\n\n## C", StringComparison.Ordinal), []));

    [Fact]
    public void A_new_field_follows_the_one_that_it_follows_upstream() =>
        Assert.Equal(
            Edited.Replace("owner", "codes: ['1']\nowner", StringComparison.Ordinal),
            Merged(Before.Replace("owner", "codes: ['1']\nowner", StringComparison.Ordinal), out _));

    [Fact]
    public void A_new_field_that_comes_first_upstream_ends_the_front_matter() =>
        Assert.Equal(
            Edited.Replace("owner: me\n", "owner: me\nkey: tea\n", StringComparison.Ordinal),
            Merged(Before.Replace("title", "key: tea\ntitle", StringComparison.Ordinal), out _));

    [Fact]
    public void What_is_added_is_said()
    {
        Merged(Before.Replace("owner", "codes: ['1']\nowner", StringComparison.Ordinal), out var changes);
        var change = Assert.Single(changes);
        Assert.Equal((ChangeKind.Added, "codes", "+ codes: ['1']"), (change.Kind, change.Unit, string.Join('|', change.Lines)));
    }

    static string Edited => Before.Replace("Three.", "Three, as I say.", StringComparison.Ordinal);

    static string Merged(string upstream, out List<ImportChange> changes) => DraftMerge.Merge("x", Before, Edited, upstream, changes = []);
}
