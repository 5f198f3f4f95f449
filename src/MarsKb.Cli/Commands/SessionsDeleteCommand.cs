using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Features.Sessions;
using MarsKb.Sessions;

namespace MarsKb.Cli.Commands;

/// <summary>Deletes sessions for good, also while the site runs.</summary>
static class SessionsDeleteCommand
{
    /// <summary>A site that runs answers within a second; one that is starting, or whose disk is slow, may need longer.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Verb Create(Terminal terminal)
    {
        var ticket = new Option<string?>("--ticket") { Description = "Those that carry this ticket reference, in any case.", HelpName = "ref", CustomParser = Ticket };
        var before = new Option<DateTime?>("--before") { Description = "Those in which nothing has happened since this date began, in UTC: 2026-01-31.", HelpName = "date", CustomParser = Date };
        var data = DataFolderOption.Create();
        var command = new Command("delete", "Deletes sessions for good: their answers, notes and links. A site that runs does it itself.") { ticket, before, data };
        command.Validators.Add(result =>
        {
            if (result.GetResult(ticket) is null == result.GetResult(before) is null) result.AddError("Say either --ticket or --before.");
        });
        command.SetAction(parsed => Run(new SessionFilter(parsed.GetValue(ticket), parsed.GetValue(before)), parsed.GetValue(data), terminal));
        return new Verb(command, ["marskb sessions delete --ticket INC-4711", "marskb sessions delete --before 2026-01-31"]);
    }

    static int Run(SessionFilter filter, string? data, Terminal terminal)
    {
        if (DataFolderOption.FindExisting(data, terminal) is not { } folder) return ExitCode.WrongUse;
        var fault = false;
        var exit = StorageAction.Run(terminal, progress =>
        {
            progress("Deleting");
            var answer = SessionDeletion.Delete(folder, filter, Patience);
            terminal.EndProgress();
            if (fault = answer.Fault is not null) terminal.Error.WriteLine($"marskb: {SafeText.Line(answer.Fault!)}");
            else terminal.Out.WriteLine(answer.Deleted == 1 ? "1 session deleted." : string.Create(CultureInfo.InvariantCulture, $"{answer.Deleted:N0} sessions deleted."));
            if (!fault && !answer.LogEmptied) terminal.Error.WriteLine("Another program is reading the database: traces are in its log until that ends.");
        });
        return fault ? ExitCode.Fault : exit;
    }

    static string? Ticket(ArgumentResult result)
    {
        if (WrittenText.Ticket(result.Tokens[0].Value) is { } ticket) return ticket;
        result.AddError($"'--ticket' takes a reference of at most {WrittenText.LongestTicket} characters.");
        return null;
    }

    static DateTime? Date(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        result.AddError("'--before' takes a date such as 2026-01-31.");
        return null;
    }
}
