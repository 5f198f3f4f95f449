using MarsKb.Pages.Shared;
using MarsKb.Sessions;

namespace MarsKb.Pages;

public sealed class TicketTests
{
    [Theory]
    [InlineData("INC-20418", "INC-20418")]
    [InlineData("  INC-1  ", "INC-1")]
    [InlineData("INC\u200b123", "INC123")]
    [InlineData("\ufeffINC123", "INC123")]
    [InlineData("INC\0123", "INC123")]
    [InlineData("\u202eTXT.EXE", "\u202eTXT.EXE")]
    [InlineData("\U0001F468\u200d\U0001F469", "\U0001F468\u200d\U0001F469")]
    [InlineData("\u115f\u1160\u3164", null)]
    [InlineData("   ", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_reference_is_cleaned_of_what_nobody_can_see(string? given, string? clean) => Assert.Equal(clean, WrittenText.Ticket(given));

    [Fact]
    public void A_reference_of_more_than_100_characters_is_none()
    {
        Assert.NotNull(WrittenText.Ticket(new string('x', 100)));
        Assert.Null(WrittenText.Ticket(new string('x', 101)));
    }

    [Theory]
    [InlineData("/a", "/a?ticket=A%26B")]
    [InlineData("/a?b=c#d", "/a?b=c&ticket=A%26B#d")]
    [InlineData("https://elsewhere.example/", "https://elsewhere.example/")]
    [InlineData("//elsewhere.example/", "//elsewhere.example/")]
    [InlineData("#here", "#here")]
    public void It_is_added_to_places_of_this_site_only(string url, string kept) => Assert.Equal(kept, new Ticket("A&B").Keep(url));

    [Theory]
    [InlineData("<p><a href=\"/entries/34513#x\">y</a></p>", "<p><a href=\"/entries/34513?ticket=T#x\">y</a></p>")]
    [InlineData("<a href=\"/search?q=a&amp;kind=error\">y</a>", "<a href=\"/search?q=a&amp;kind=error&amp;ticket=T\">y</a>")]
    [InlineData("<a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener noreferrer\">y</a> <a href=\"/m\">z</a>", "<a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noopener noreferrer\">y</a> <a href=\"/m?ticket=T\">z</a>")]
    [InlineData("<code>&lt;a href=\"/x\"&gt;</code>", "<code>&lt;a href=\"/x\"&gt;</code>")]
    public void Links_in_content_keep_it_and_code_stays_as_it_is(string html, string kept) => Assert.Equal(kept, RichTextTagHelper.KeepTicket(html, new Ticket("T")));

    [Theory]
    [InlineData("Windows <small>(Server)</small>", "server", "Windows <small>(<mark>Server</mark>)</small>")]
    [InlineData("a &amp; b", "amp", "a &amp; b")]
    [InlineData("<a href=\"/server\">x</a>", "server", "<a href=\"/server\">x</a>")]
    [InlineData("aa", "a", "<mark>a</mark><mark>a</mark>")]
    [InlineData("x", "<", "x")]
    public void Words_are_marked_in_text_and_never_in_tags(string html, string words, string marked) => Assert.Equal(marked, RichTextTagHelper.WithMarks(html, words));
}
