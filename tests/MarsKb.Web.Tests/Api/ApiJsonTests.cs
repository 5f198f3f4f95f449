using System.Collections.Immutable;
using System.Text.Json;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Matrix;
using MarsKb.Rendering;
using MarsKb.Search;

namespace MarsKb.Api;

public class ApiJsonTests
{
    static readonly Source Learn = new("Troubleshoot", "https://learn.microsoft.com/x", "CC BY 4.0", new DateOnly(2022, 12, 5));

    [Fact]
    public void An_entry_is_written_with_every_member_of_the_contract()
    {
        var entry = new Entry
        {
            Key = "34513",
            Kind = EntryKind.Error,
            Title = "Invalid vault credentials",
            Component = "registration",
            Codes = ["34513"],
            Aliases = ["OldName"],
            Messages = [new Message("Invalid {file}", "en")],
            Summary = Rich("Refused."),
            Causes = [new Cause("old-file", "The file is old", false, Rich("Why."), Rich("Its date."), [new EntryAction(new RichText("Get a new one.", "<p>Get a <b>new</b> one.</p>"))])],
            Notes = Rich("More."),
            EditorsNotes = [Rich("They disagree.")],
            AppliesTo = new Applicability(["public"], ["Windows Server 2022"], ">= 2.0.9249.0", "administrator", "During registration."),
            Related = ["100110"],
            Sources = [Learn],
            Reviewed = new DateOnly(2026, 11, 22),
        };

        Assert.Equal(
            """{"key":"34513","codes":["34513"],"aliases":["OldName"],"kind":"error","title":"Invalid vault credentials","url":"/entries/34513","component":"registration","message":"Invalid {file}","messages":[{"text":"Invalid {file}","language":"en"}],"summary":"Refused.","causes":[{"id":"old-file","title":"The file is old","text":"Why.","howToTell":"Its date.","actions":[{"text":"Get a new one.","html":"\u003Cp\u003EGet a \u003Cb\u003Enew\u003C/b\u003E one.\u003C/p\u003E"}]}],"notes":"More.","editorsNotes":["They disagree."],"appliesTo":{"clouds":["public"],"operatingSystems":["Windows Server 2022"],"agent":"\u003E= 2.0.9249.0","role":"administrator","when":"During registration."},"related":["100110"],"flows":[],"sources":[{"title":"Troubleshoot","url":"https://learn.microsoft.com/x","licence":"CC BY 4.0","date":"2022-12-05"}],"reviewed":"2026-11-22"}""",
            JsonSerializer.Serialize(EntryDocument.From(entry, KnowledgeBase.Empty), ApiJson.Compact.EntryDocument));
    }

    [Fact]
    public void An_entry_without_message_says_null()
    {
        var entry = new Entry { Key = "move-scratch", Kind = EntryKind.Guide, Title = "Move the scratch folder", Component = "cache" };

        using var json = JsonSerializer.SerializeToDocument(EntryDocument.From(entry, KnowledgeBase.Empty), ApiJson.Compact.EntryDocument);

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("message").ValueKind);
        Assert.Equal(0, json.RootElement.GetProperty("messages").GetArrayLength());
        Assert.Equal("guide", json.RootElement.GetProperty("kind").GetString());
    }

    [Fact]
    public void A_cell_is_a_truth_value_a_list_or_the_text_as_shown()
    {
        var table = new MatrixTable
        {
            Key = "size-limits",
            Kind = EntryKind.Matrix,
            Title = "Size limits",
            Component = "support",
            Columns =
            [
                new MatrixColumn("name", "Name", ColumnType.Text), new MatrixColumn("restore", "Restore", ColumnType.YesNo),
                new MatrixColumn("limit", "Limit", ColumnType.Size), new MatrixColumn("hosts", "Hosts", ColumnType.List), new MatrixColumn("more", "More", ColumnType.Markdown),
            ],
            Rows =
            [
                new MatrixRow("server-2012", ImmutableDictionary<string, MatrixCell>.Empty
                    .Add("hosts", new MatrixCell(ColumnType.List, "a\nb", "", ImmutableArray.Create("a", "b")))
                    .Add("limit", new MatrixCell(ColumnType.Size, "54,400 GB", "", 1L))
                    .Add("restore", new MatrixCell(ColumnType.YesNo, "No", "", false))
                    .Add("name", new MatrixCell(ColumnType.Text, "Windows Server 2012", ""))),
            ],
            Notes = [Rich("A note.")],
            Sources = [Learn],
        };

        using var json = JsonSerializer.SerializeToDocument(MatrixDocument.From(table), ApiJson.Compact.MatrixDocument);
        var root = json.RootElement;

        Assert.Equal("/matrix/size-limits", root.GetProperty("url").GetString());
        Assert.Equal("""[{"id":"name","title":"Name","type":"text"},{"id":"restore","title":"Restore","type":"yes-no"},{"id":"limit","title":"Limit","type":"size"},{"id":"hosts","title":"Hosts","type":"list"},{"id":"more","title":"More","type":"markdown"}]""", root.GetProperty("columns").GetRawText());
        Assert.Equal("""[{"id":"server-2012","cells":{"name":"Windows Server 2012","restore":false,"limit":"54,400 GB","hosts":["a","b"]}}]""", root.GetProperty("rows").GetRawText());
        Assert.Equal("""["A note."]""", root.GetProperty("notes").GetRawText());
    }

    [Fact]
    public void A_search_reply_is_written_as_the_contract_says()
    {
        var response = new SearchResponse(
            "registrattion 34513", new Understanding(["34513"], ["registration"], [new Correction("registrattion", "registration")]), 7,
            [new SearchHit("34513", EntryKind.Error, "registration", "Invalid vault credentials", ["34513"], "/entries/34513", 12.5, Confidence.Exact, new Snippet("Refused.", [(0, 7)]), ["code 34513"])],
            [], []);

        Assert.Equal(
            """{"query":"registrattion 34513","understood":{"codes":["34513"],"terms":["registration"],"corrections":[{"from":"registrattion","to":"registration"}]},"total":7,"results":[{"key":"34513","codes":["34513"],"title":"Invalid vault credentials","kind":"error","url":"/entries/34513","score":12.5,"confidence":"exact","snippet":"Refused.","why":["code 34513"]}]}""",
            JsonSerializer.Serialize(SearchReply.From(response), ApiJson.Compact.SearchReply));
    }

    [Fact]
    public void Suggestions_and_lists_are_written_as_the_contract_says()
    {
        var item = new MatrixTable { Key = "size-limits", Kind = EntryKind.Matrix, Title = "Size limits", Component = "support" };

        Assert.Equal(
            """{"suggestions":[{"text":"34513","key":"34513","url":"/entries/34513","kind":"error","title":"Invalid"}]}""",
            JsonSerializer.Serialize(SuggestReply.From([new Suggestion("34513", "34513", "/entries/34513", EntryKind.Error, "Invalid")]), ApiJson.Compact.SuggestReply));
        Assert.Equal(
            """{"total":1,"page":1,"items":[{"key":"size-limits","codes":[],"title":"Size limits","kind":"matrix","url":"/matrix/size-limits"}]}""",
            JsonSerializer.Serialize(ItemList.Of([item], 1), ApiJson.Compact.ItemList));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 20)]
    [InlineData(3, 0)]
    [InlineData(int.MaxValue, 0)]
    public void A_list_has_fifty_items_a_page(int page, int expected)
    {
        var items = Enumerable.Range(0, 70).Select(i => new MatrixTable { Key = $"t{i}", Kind = EntryKind.Matrix, Title = "T", Component = "c" }).ToList();

        var list = ItemList.Of(items, page);

        Assert.Equal((70, page, expected), (list.Total, list.Page, list.Items.Length));
    }

    [Fact]
    public void Text_of_all_languages_stays_readable_and_markup_never_stands_bare()
    {
        var json = JsonSerializer.Serialize(new MessageDocument("Größe 日本 <script> & \u202e", "de"), ApiJson.Compact.MessageDocument);

        Assert.Equal("""{"text":"Größe 日本 \u003Cscript\u003E \u0026 \u202E","language":"de"}""", json);
    }

    static RichText Rich(string text) => new(text, $"<p>{text}</p>");
}
