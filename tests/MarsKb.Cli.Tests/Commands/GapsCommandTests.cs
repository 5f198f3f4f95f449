using System.Globalization;
using MarsKb.Cli.Infra;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;

namespace MarsKb.Cli.Commands;

public sealed class GapsCommandTests : IDisposable
{
    static readonly DateTime Yesterday = DateTime.UtcNow.Date.AddDays(-1).AddHours(3);

    readonly ContentFixture content = new();
    readonly DataFixture data = new();

    [Fact]
    public void Gaps_are_listed_with_what_was_shown_and_what_was_opened()
    {
        data.Write(db =>
        {
            db.Searches.Add(new LoggedSearch { At = Yesterday, Query = "Upload of 17 files failed", Template = "upload of # files failed" });
            db.Searches.Add(new LoggedSearch { At = Yesterday.AddHours(1), Query = "Upload of 4 files failed\nat C:\\Users\\[user]\\x", Template = "upload of # files failed", Hits = 2, Best = "34513", Confidence = "weak", Chosen = "no-such-entry" });
            db.Searches.Add(new LoggedSearch { At = Yesterday, Query = "34513", Template = "34513", Code = "34513", Hits = 1, Best = "34513", Confidence = "exact" });
            db.Asks.Add(new Ask { Wanted = "0x8004ABCD", Folded = "0x8004abcd", Askers = 1, FirstAt = Yesterday, LastAt = Yesterday });
            db.SearchLogState.Add(new SearchLogState { KeepDays = 90, Lost = 5, LostAt = Yesterday });
        });
        var run = Run("gaps");
        var day = Yesterday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(0, run.Exit);
        Assert.Equal(
            [
                $"2 of 3 searches since {DateTime.UtcNow.AddDays(-30):yyyy-MM-dd} had no certain answer; 1 found nothing at all.",
                "",
                $"upload of # files failed  2 searches (1 found nothing), {day} 03:00 to {day} 04:00 UTC",
                "    Upload of 4 files failed",
                "    at C:\\Users\\[user]\\x",
                $"    Shown best: 34513  Invalid vault credentials [weak]",
                "    Opened: no-such-entry  (gone), 1 time",
                "",
                $"0x8004ABCD  1 person asked for an entry, {day} 03:00 UTC",
                "    0x8004ABCD",
            ],
            run.Lines);
        Assert.Equal($"5 searches were answered and not logged, the last on {day}: too many at once, or the storage refused.\n", run.Error);
    }

    [Fact]
    public void What_has_a_certain_answer_by_now_is_said()
    {
        data.Write(db => db.Searches.Add(new LoggedSearch { At = Yesterday, Query = "34513", Template = "34513", Code = "34513" }));
        Assert.Equal($"    Answered by now: 34513  Invalid vault credentials  [exact]", Run("gaps").Lines[^1]);
        var gap = Run("gaps", "--json").Json.GetProperty("gaps")[0];
        Assert.Equal(("34513", "exact"), (gap.GetProperty("now").GetProperty("key").GetString(), gap.GetProperty("now").GetProperty("confidence").GetString()));
        Assert.Equal(Yesterday, gap.GetProperty("first").GetDateTime());
    }

    [Fact]
    public void An_empty_log_and_one_that_is_switched_off_are_said()
    {
        Assert.Equal("No search has been logged yet. The site logs them from its first start with this version.\n", Run("gaps").Out);
        data.Write(db => db.SearchLogState.Add(new SearchLogState { KeepDays = 90 }));
        Assert.Equal($"No search has been logged since {DateTime.UtcNow.AddDays(-7):yyyy-MM-dd}.\n", Run("gaps", "--days", "7").Out);
        data.Write(db => db.SearchLogState.Single().KeepDays = 0);
        var off = Run("gaps");
        Assert.Equal((0, "The site keeps no searches: MarsKb:KeepSearchesDays is 0.\n", ""), (off.Exit, off.Out, off.Error));
        Assert.Equal(0, Run("gaps", "--json").Json.GetProperty("keepDays").GetInt32());
    }

    [Fact]
    public void Nothing_that_somebody_searched_for_acts_on_the_terminal()
    {
        data.Write(db => db.Searches.Add(new LoggedSearch { At = Yesterday, Query = "\u001b[2Jgone \u202E", Template = "\u001b[2jgone" }));
        Assert.All(Run("gaps").Out, c => Assert.False(char.IsControl(c) && c != '\n' || c == '\u202E'));
    }

    [Fact]
    public void More_gaps_than_asked_for_are_counted()
    {
        data.Write(db => db.Searches.AddRange(Enumerable.Range(0, 5).Select(i => new LoggedSearch { At = Yesterday, Query = "q", Template = $"q{(char)('a' + i)}" })));
        var run = Run("gaps", "--limit", "2");
        Assert.Equal("2 of 5 shown; --limit shows more.\n", run.Error);
        Assert.Equal(5, Run("gaps", "--limit", "2", "--json").Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("gaps", "--days", "0")]
    [InlineData("gaps", "--days", "a week")]
    [InlineData("gaps", "--limit", "1001")]
    [InlineData("gaps", "--content", "no/such/folder")]
    [InlineData("gaps", "--data", "no/such/folder")]
    public void Wrong_use_is_said(params string[] args)
    {
        var run = Marskb.Run(args.Contains("--data") ? args : [.. args, "--data", data.Folder.Path]);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.StartsWith("marskb: ", run.Error, StringComparison.Ordinal);
    }

    Marskb Run(params string[] args) => Marskb.Run([.. args, "--data", data.Folder.Path, "--content", content.Folder]);

    public void Dispose()
    {
        data.Dispose();
        content.Dispose();
    }
}
