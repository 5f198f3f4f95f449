using MarsKb.Entries;

namespace MarsKb.Search;

public class RecentAnswersTests
{
    readonly RecentAnswers recent = new();
    int asked;

    SearchResponse Ask(SearchRequest request) => recent.GetOrAdd(request, r =>
    {
        asked++;
        return new SearchResponse(r.Query, new Understanding([], [], []), 0, [], [], []);
    });

    [Fact]
    public void The_same_question_is_answered_once()
    {
        Assert.Same(Ask(new SearchRequest("34513")), Ask(new SearchRequest("34513")));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Whatever_changes_the_answer_is_part_of_the_question()
    {
        SearchRequest[] requests =
        [
            new("vault"), new("Vault"), new("vault", Limit: 5), new("vault", Skip: 5), new("vault", Kind: EntryKind.Guide),
            new("vault", Component: "cache"), new("vault", Verbatim: true),
        ];
        foreach (var request in requests) Ask(request);
        Assert.Equal(requests.Length, asked);
    }

    [Fact]
    public void What_is_asked_for_again_is_kept_and_the_rest_forgotten()
    {
        Ask(new SearchRequest("often"));
        for (var i = 0; i < 3_000; i++)
        {
            Ask(new SearchRequest($"once {i}"));
            Ask(new SearchRequest("often"));
        }
        Assert.Equal(3_001, asked);
        Ask(new SearchRequest("once 0"));
        Assert.Equal(3_002, asked);
    }

    [Fact]
    public void Long_text_is_not_kept()
    {
        var log = new SearchRequest(new string('x', 2_001));
        Ask(log);
        Ask(log);
        Assert.Equal(2, asked);
    }
}
