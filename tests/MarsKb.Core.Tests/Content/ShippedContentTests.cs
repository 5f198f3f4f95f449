using MarsKb.Infra;

namespace MarsKb.Content;

/// <summary>The repository's own content.</summary>
public sealed class ShippedContentTests
{
    static readonly string Folder = Path.Combine(SharedFolder.Repository, "content");

    [Fact]
    public void Every_file_loads_without_a_fault()
    {
        var newest = Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories).Count();
        Assert.True(newest > 50);
        // The day is fixed: a passed review date is a matter for lint, not for a build years from now.
        var load = ContentLoader.Load(Folder, new DateOnly(2026, 11, 22));
        Assert.Empty(load.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Folder, "entries"), "*.md").Count(), load.Knowledge.Entries.Length);
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Folder, "matrix"), "*.yaml").Count(), load.Knowledge.Tables.Length);
        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Folder, "actions"), "*.md").Count(), load.Knowledge.SharedActions.Length);
    }

    [Fact]
    public void Every_entry_has_a_lead_and_actions_and_every_link_inside_leads_to_a_page()
    {
        var knowledge = ContentLoader.Load(Folder, new DateOnly(2026, 11, 22)).Knowledge;
        foreach (var entry in knowledge.Entries)
        {
            Assert.False(entry.Summary.IsEmpty);
            Assert.NotEmpty(entry.Causes);
            Assert.All(entry.Causes, c => Assert.NotEmpty(c.Actions));
            Assert.All(entry.Related, r => Assert.NotNull(knowledge.Find(r)));
        }
    }
}
