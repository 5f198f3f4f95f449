using MarsKb.Entries;
using MarsKb.Infra;

namespace MarsKb.Content;

public sealed class SearchDocumentsTests
{
    [Fact]
    public void Entries_tables_and_rows_each_have_a_document()
    {
        using var content = TestContent.Good();
        var documents = SearchDocuments.Of(content.LoadGood()).ToList();

        Assert.Equal(["/entries/34513", "/entries/proxy", "/matrix/size-limits", "/matrix/size-limits#windows-7"], documents.Select(d => d.Url));
        var entry = documents[0];
        Assert.Equal("The agent refused the file.", entry.Lead);
        Assert.Equal("The file is old\n\nIt was downloaded long ago.", entry.CauseText);
        Assert.Equal("Download it again.\n\nRegister the server.", entry.ActionText);
        Assert.Equal("Invalid vault credentials provided.", Assert.Single(entry.Messages));
        var row = documents[3];
        Assert.Equal(("size-limits", EntryKind.Matrix, "Size limits: Windows 7", "Operating system: Windows 7. Size limit: 1,700 GB"), (row.Key, row.Kind, row.Title, row.Lead));
    }

    [Fact]
    public void The_text_of_a_shared_action_counts_for_every_entry_that_includes_it()
    {
        using var content = TestContent.Good();
        Assert.Equal("Download it again.\n\nLook at the proxy.\n\nMend it.", SearchDocuments.Of(content.LoadGood()).Single(d => d.Key == "proxy").ActionText);
    }

    [Fact]
    public void A_flow_has_one_document_of_its_own_questions_and_of_whom_it_is_about()
    {
        using var content = TestFlow.Content().With("flows/caller.yaml", TestFlow.Head.But("key: flow", "key: caller") + """
            start: call
            steps:
              - { id: call, type: subflow, title: Go there, flow: flow }

            """);
        var documents = SearchDocuments.Of(content.LoadGood()).Where(d => d.Kind == EntryKind.Flow).ToList();

        Assert.Equal(["caller", "flow"], documents.Select(d => d.Key));
        Assert.Equal(("A flow", "/flows/flow", "What it is about."), (documents[1].Title, documents[1].Url, documents[1].Lead));
        Assert.Contains("Does a manual backup work?", documents[1].CauseText, StringComparison.Ordinal);
        Assert.Equal("Go there", documents[0].CauseText);
        Assert.Equal("34513", Assert.Single(documents[1].Covers));
    }
}
