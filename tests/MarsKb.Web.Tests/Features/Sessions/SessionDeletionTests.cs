using System.Text;
using MarsKb.Configuration;
using MarsKb.Flows.Steps;
using MarsKb.Infra;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarsKb.Features.Sessions;

/// <summary>Deleted is gone: from the answers, from the file, from memory.</summary>
public sealed class SessionDeletionTests
{
    const string Secret = "the passphrase of server 7";

    [Fact]
    public async Task Sessions_of_a_ticket_are_gone_with_their_links_and_all_others_stay()
    {
        await using var sessions = await SessionFixture.StartAsync();
        var gone = await sessions.BeginAsync(new SessionStart("INC-1"));
        gone = SessionFixture.Accepted(await sessions.Service.AnswerAsync(gone.Token!, "console", AnswerValue.Of("no"), Secret, new ChangeGuard(0)));
        var code = await sessions.Service.MakeResumeCodeAsync(gone.Token!);
        var stays = await sessions.BeginAsync(new SessionStart("INC-2"));
        var answer = await Remover(sessions).RemoveAsync(new SessionFilter("inc-1", null), default);
        Assert.Equal(new RemovalAnswer(1, true), answer);
        Assert.Null(await sessions.Service.FindAsync(gone.Token!));
        Assert.Null(await sessions.Service.FindByReadTokenAsync(gone.ReadToken));
        Assert.Null(await sessions.Service.ResumeByCodeAsync(code!.Code, null));
        Assert.Empty(await sessions.Service.ForTicketAsync("INC-1"));
        Assert.NotNull(await sessions.Service.FindAsync(stays.Token!));
        await sessions.AnswerAsync(stays, "no");
        var rows = await sessions.Storage.Reader.ReadAsync(db => (db.Sessions.Count(), db.SessionTokens.Count(), db.ResumeCodes.Count(), db.SessionEvents.Select(e => e.SessionId).Distinct().Count(), db.FlowVersions.Count()));
        Assert.Equal((1, 1, 0, 1, 1), rows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the control: SQLite by itself marks the pages as free and leaves what was in them
    public async Task What_was_written_in_it_is_nowhere_in_the_files(bool overwrites)
    {
        await using var sessions = await SessionFixture.StartAsync();
        var view = await sessions.BeginAsync(new SessionStart("INC-1"));
        var note = string.Concat(Enumerable.Repeat(Secret + ". ", 70)); // more than a page of them stays in one
        SessionFixture.Accepted(await sessions.Service.AnswerAsync(view.Token!, "console", AnswerValue.Of("no"), note[..1900], new ChangeGuard(0)));
        Assert.True(await sessions.Storage.Writer.BetweenAsync(SqliteLog.TryEmpty));
        Assert.Contains(Secret, Files(sessions), StringComparison.Ordinal);
        if (!overwrites) await sessions.Storage.Writer.BetweenAsync(db => db.Database.ExecuteSqlRaw("PRAGMA secure_delete=0"));
        Assert.Equal(1, (await Remover(sessions).RemoveAsync(new SessionFilter("INC-1", null), default)).Deleted);
        if (overwrites) Assert.DoesNotContain(Secret, Files(sessions), StringComparison.Ordinal);
        else Assert.Contains(Secret, Files(sessions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_in_which_something_happened_since_stay()
    {
        await using var sessions = await SessionFixture.StartAsync();
        for (var i = 0; i < SessionRemoval.AtOnce * 2 + 1; i++) await sessions.BeginAsync();
        var stays = await sessions.BeginAsync();
        await sessions.Storage.Writer.WriteAsync(db => db.Sessions.Where(s => s.Id <= SessionRemoval.AtOnce * 2 + 1).ExecuteUpdate(u => u.SetProperty(s => s.ChangedAt, new DateTime(2026, 1, 30, 23, 59, 59, DateTimeKind.Utc))));
        await sessions.Storage.Writer.WriteAsync(db => db.Sessions.Where(s => s.Id == SessionRemoval.AtOnce * 2 + 2).ExecuteUpdate(u => u.SetProperty(s => s.ChangedAt, new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc))));
        var answer = await Remover(sessions).RemoveAsync(new SessionFilter(null, new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc)), default);
        Assert.Equal(SessionRemoval.AtOnce * 2 + 1, answer.Deleted);
        Assert.NotNull(await sessions.Service.FindAsync(stays.Token!));
    }

    [Fact]
    public async Task A_version_of_a_flow_stays_as_long_as_a_session_began_with_it()
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        sessions.Replace(Infra.SampleFlow.Yaml.Replace("What else is there?", "What stands between?", StringComparison.Ordinal));
        await sessions.BeginAsync(new SessionStart("INC-2"));
        Assert.Equal(2, await sessions.Storage.Reader.ReadAsync(db => db.FlowVersions.Count()));
        await Remover(sessions).RemoveAsync(new SessionFilter("INC-1", null), default);
        Assert.Equal(sessions.Flow.Version, (await sessions.Storage.Reader.ReadAsync(db => db.FlowVersions.Single())).Version);
        // One that was removed can be used again.
        await Remover(sessions).RemoveAsync(new SessionFilter("INC-2", null), default);
        Assert.Equal(0, await sessions.Storage.Reader.ReadAsync(db => db.FlowVersions.Count()));
        await sessions.AnswerAsync(await sessions.BeginAsync(), "no");
    }

    [Fact]
    public async Task On_a_stopped_folder_the_command_deletes_by_itself()
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        await sessions.Storage.StopAsync();
        Assert.Equal(new RemovalAnswer(1, true), SessionDeletion.Delete(sessions.Storage.Folder, new SessionFilter("INC-1", null), TimeSpan.Zero));
        Assert.Equal(new RemovalAnswer(0, true), SessionDeletion.Delete(sessions.Storage.Folder, new SessionFilter("INC-1", null), TimeSpan.Zero));
        await sessions.OpenAsync();
        Assert.Empty(await sessions.Service.ForTicketAsync("INC-1"));
    }

    [Fact]
    public async Task While_a_site_runs_the_site_does_it()
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        var requests = new RemovalRequests(sessions.Storage.Folder, Remover(sessions), sessions.Storage.Writer, TimeProvider.System, NullLogger<RemovalRequests>.Instance);
        await requests.StartAsync(default);
        var answer = await Task.Run(() => SessionDeletion.Delete(sessions.Storage.Folder, new SessionFilter("INC-1", null), TimeSpan.FromSeconds(20)));
        await requests.StopAsync(default);
        Assert.Equal(new RemovalAnswer(1, true), answer);
        Assert.Empty(await sessions.Service.ForTicketAsync("INC-1"));
        Assert.Empty(Directory.GetFileSystemEntries(sessions.Storage.Folder.Inbox));
    }

    [Fact]
    public async Task A_site_that_does_not_answer_has_deleted_nothing_and_will_not()
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        Assert.Throws<TimeoutException>(() => SessionDeletion.Delete(sessions.Storage.Folder, new SessionFilter("INC-1", null), TimeSpan.FromMilliseconds(300)));
        var requests = new RemovalRequests(sessions.Storage.Folder, Remover(sessions), sessions.Storage.Writer, TimeProvider.System, NullLogger<RemovalRequests>.Instance);
        await requests.LookAsync(default);
        Assert.Single(await sessions.Service.ForTicketAsync("INC-1"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{"Filter":{"Ticket":"INC-1","Before":"2026-01-01T00:00:00Z"},"ValidUntil":"2999-01-01T00:00:00Z"}""")]
    [InlineData("""{"Filter":{},"ValidUntil":"2999-01-01T00:00:00Z"}""")]
    [InlineData("""{"Filter":{"Ticket":"INC-1"},"ValidUntil":"2001-01-01T00:00:00Z"}""")]
    public async Task A_request_that_is_none_is_answered_and_deletes_nothing(string request)
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        Directory.CreateDirectory(sessions.Storage.Folder.Inbox);
        await File.WriteAllTextAsync(Path.Combine(sessions.Storage.Folder.Inbox, "1.request"), request);
        var requests = new RemovalRequests(sessions.Storage.Folder, Remover(sessions), sessions.Storage.Writer, TimeProvider.System, NullLogger<RemovalRequests>.Instance);
        await requests.LookAsync(default);
        Assert.Single(await sessions.Service.ForTicketAsync("INC-1"));
        Assert.NotNull(RemovalInbox.TryTakeAnswer<RemovalAnswer>(Path.Combine(sessions.Storage.Folder.Inbox, "1.request"))!.Fault);
        Assert.Empty(Directory.GetFileSystemEntries(sessions.Storage.Folder.Inbox));
    }

    [Fact]
    public async Task Sessions_that_nobody_touched_for_long_are_deleted_once_a_day()
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        var clock = new Clock(sessions.Clock.GetUtcNow());
        var retention = Retention(sessions, clock, days: 30);
        await retention.KeepAsync(default);
        Assert.Single(await sessions.Service.ForTicketAsync("INC-1"));
        clock.Pass(TimeSpan.FromDays(29));
        await retention.KeepAsync(default);
        Assert.Single(await sessions.Service.ForTicketAsync("INC-1"));
        clock.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(5));
        await retention.KeepAsync(default);
        Assert.Empty(await sessions.Service.ForTicketAsync("INC-1"));
    }

    [Fact]
    public async Task A_clock_that_jumps_deletes_nothing()
    {
        await using var sessions = await SessionFixture.StartAsync();
        await sessions.BeginAsync(new SessionStart("INC-1"));
        var clock = new Clock(DateTimeOffset.UtcNow);
        var retention = Retention(sessions, clock, days: 30);
        clock.Jump(TimeSpan.FromDays(365));
        await retention.KeepAsync(default);
        clock.Pass(TimeSpan.FromDays(2));
        await retention.KeepAsync(default);
        Assert.Single(await sessions.Service.ForTicketAsync("INC-1"));
    }

    static SessionRemover Remover(SessionFixture sessions) => new(sessions.Storage.Writer, new RecentSessions(), sessions.Causes);

    static SessionRetention Retention(SessionFixture sessions, TimeProvider clock, int days) => new(
        new MarsKbOptions { ContentDirectory = "", DataDirectory = "", KeepSessionsDays = days }, Remover(sessions), sessions.Storage.Writer, clock, NullLogger<SessionRetention>.Instance);

    static string Files(SessionFixture sessions) => string.Concat(new[] { sessions.Storage.Folder.Database, sessions.Storage.Folder.Log }.Select(path =>
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.Latin1);
        return file.ReadToEnd();
    }));
}
