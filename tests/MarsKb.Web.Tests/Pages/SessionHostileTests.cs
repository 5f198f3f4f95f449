using AngleSharp.Dom;
using MarsKb.Features.Sessions;
using MarsKb.Infra;
using MarsKb.Sessions;
using Xunit.Abstractions;

namespace MarsKb.Pages;

/// <summary>Row E1 on the page of a session: notes, answers, names and tickets stay text wherever they are shown.</summary>
public sealed class SessionHostileTests(ITestOutputHelper output)
{
    static readonly string[] Files = ["xss/text-fields.jsonl", "xss/markdown.jsonl", "unicode/text.jsonl"];

    static readonly string[] Places = ["ticket", "note", "field", "paste"];

    [Fact, Trait("Category", "Shared")]
    public async Task Whatever_is_typed_changes_no_element_and_no_attribute_of_the_page()
    {
        using var site = new SessionSite();
        var harmless = await WalkAsync(site, "harmless");
        foreach (var (id, text) in Texts())
        {
            output.WriteLine(id);
            var shown = await WalkAsync(site, text);
            for (var i = 0; i < shown.Count; i++) Assert.True(harmless[i].SequenceEqual(shown[i]), $"{id}, page {i}");
        }
    }

    /// <summary>Skeletons of the pages that show a text in every place that takes one.</summary>
    static async Task<List<List<string>>> WalkAsync(SessionSite site, string text)
    {
        var note = WrittenText.Note(text) is { Length: <= WrittenText.LongestNote } ? text : "x";
        using var visitor = await Visitor.BeginAsync(site, new SessionStart(WrittenText.Ticket(text) is null ? "x" : text));
        var pages = new List<List<string>>();
        await visitor.PressAsync("Save the name", ("name", WrittenText.Name(text) is null ? "x" : text));
        await visitor.PressAsync("Yes", ("note", note));
        pages.Add(Skeleton(visitor.Page));
        await visitor.PressAsync("Continue", ("answer", "x " + text), ("note", note));
        Assert.Equal(422, visitor.Status);
        Assert.Equal("x " + Field(text), visitor.Find("#kb-answer")!.GetAttribute("value"));
        pages.Add(Skeleton(visitor.Page));
        await visitor.PressAsync("Continue", ("answer", "3 d"), ("note", note));
        await visitor.PressAsync("Continue");
        await visitor.PressAsync("Continue", ("answer", "Restricted x " + text), ("note", note));
        await visitor.PressAsync("Let it wait", ("reason", note));
        pages.Add(Skeleton(visitor.Page));
        await visitor.OpenAsync("?change=policy");
        pages.Add(Skeleton(visitor.Page));
        await visitor.OpenAsync();
        await visitor.PressAsync("Yes, solved", ("note", note));
        Assert.Equal("Worked round", visitor.Text(".verdict"));
        pages.Add(Skeleton(visitor.Page));
        return pages;
    }

    // What a line break in a field of one line becomes is the parser's matter.
    static string Field(string text) => text.ReplaceLineEndings("\n");

    IEnumerable<(string Id, string Text)> Texts()
    {
        if (Repository.Shared is null) output.WriteLine("The corpus is not here: passed over.");
        return Places.SelectMany(p => BadInput.For(p, Files)).DistinctBy(r => r.Id).Where(r => !string.IsNullOrWhiteSpace(r.Text) && r.Text.Length < 3000 && !r.Text.Contains('\0')) // the server refuses a form with NUL: 400
            .Select(r => (r.Id, r.Text!));
    }

    static List<string> Skeleton(IDocument page)
    {
        Assert.All(page.QuerySelectorAll("script"), s => Assert.StartsWith("/site.", s.GetAttribute("src"), StringComparison.Ordinal));
        return [.. page.All.Select(e => $"{e.LocalName} {string.Join(' ', e.Attributes.Select(a => a.Name))}")];
    }
}
