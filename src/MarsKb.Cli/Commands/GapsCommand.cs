using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MarsKb.Documents;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Features.Searches;
using MarsKb.Search;

namespace MarsKb.Cli.Commands;

/// <summary>Lists what people searched for and did not find for certain, also while the site runs.</summary>
static class GapsCommand
{
    public static Verb Create(Terminal terminal)
    {
        var days = Number("--days", "Searches of so many days, 1 to 36500.", 30, 36_500);
        var limit = Number("--limit", "Most gaps, 1 to 1000.", 20, 1_000);
        var json = new Option<bool>("--json") { Description = "A document for programs." };
        var data = DataFolderOption.Create();
        var content = ContentFolder.Option();
        var command = new Command("gaps", "Lists searches without a certain answer, by code and by message, and what people asked for.") { days, limit, json, data, content };
        command.SetAction(parsed => Run(parsed.GetValue(days), parsed.GetValue(limit), parsed.GetValue(json), parsed.GetValue(data), parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb gaps", "marskb gaps --days 7 --limit 100 --json --data /var/lib/marskb"]);
    }

    static int Run(int days, int limit, bool json, string? data, string? content, Terminal terminal)
    {
        if (DataFolderOption.FindExisting(data, terminal) is not { } folder) return ExitCode.WrongUse;
        // Titles, and what is answered by now, are worth having, but the list is right without them.
        var knowledge = content is not null || Directory.Exists(ContentFolder.Find(null)) ? ContentFolder.ReadKnowledge(content, terminal) : null;
        if (knowledge is null && content is not null) return ExitCode.WrongUse;
        return StorageAction.Run(terminal, progress =>
        {
            progress("Reading");
            var found = GapFinder.Read(folder, DateTime.UtcNow.AddDays(-days), limit);
            var document = GapsDocument.From(found, example => Now(example, knowledge));
            terminal.EndProgress();
            if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(document, ApiJson.Indented.GapsDocument));
            else Write(document, knowledge, terminal);
        });
    }

    static AnsweredNow? Now(string example, KnowledgeBase? knowledge) =>
        knowledge?.Search.Search(new SearchRequest(example, 1)).Hits is [{ Confidence: not Confidence.Weak } hit] ? new AnsweredNow(hit.Key, hit.Title, Words.Of(hit.Confidence)) : null;

    static void Write(GapsDocument found, KnowledgeBase? knowledge, Terminal terminal)
    {
        var since = found.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (found.KeepDays == 0) terminal.Out.WriteLine("The site keeps no searches: MarsKb:KeepSearchesDays is 0.");
        else if (found.Searches > 0)
            terminal.Out.WriteLine($"{Amount(found.Uncertain)} of {Of(found.Searches, "search", "searches")} since {since} had no certain answer; {(found.Empty == 0 ? "none" : Amount(found.Empty))} found nothing at all.");
        else terminal.Out.WriteLine(found.KeepDays is null ? "No search has been logged yet. The site logs them from its first start with this version." : $"No search has been logged since {since}.");
        foreach (var gap in found.Gaps) Write(gap, knowledge, terminal);
        if (found.Total > found.Gaps.Length) terminal.Error.WriteLine($"{Amount(found.Gaps.Length)} of {Amount(found.Total)} shown; --limit shows more.");
        if (found.Lost > 0)
            terminal.Error.WriteLine($"{Of(found.Lost, "search was", "searches were")} answered and not logged, the last on {found.LostAt:yyyy-MM-dd}: too many at once, or the storage refused.");
    }

    static void Write(GapDocument gap, KnowledgeBase? knowledge, Terminal terminal)
    {
        string[] counts = [.. Counts(gap)];
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"{terminal.Strong(SafeText.Line(gap.Code ?? gap.Template!))}  {string.Join(", ", counts)}, {Times(gap)}");
        terminal.WriteIndented(gap.Example, 4);
        Results("Shown best", [.. gap.Shown.Select(s => (s.Key, $" [{s.Confidence}]", s.Count))], gap.Count - gap.Empty);
        Results("Opened", [.. gap.Chosen.Select(c => (c.Key, "", c.Count))], 0);
        if (gap.Now is { } now) terminal.Out.WriteLine("    " + terminal.Good(SafeText.Line($"Answered by now: {now.Key}  {now.Title}  [{now.Confidence}]")));

        void Results(string what, (string Key, string After, int Count)[] results, int of)
        {
            foreach (var (key, after, count) in results)
                terminal.Out.WriteLine("    " + terminal.Faint(SafeText.Line($"{what}: {key}  {(knowledge is null ? "" : knowledge.Find(key)?.Title ?? "(gone)")}{after}{(count == of ? "" : $", {Of(count, "time", "times")}")}")));
        }
    }

    static IEnumerable<string> Counts(GapDocument gap)
    {
        if (gap.Count > 0) yield return Of(gap.Count, "search", "searches") + (gap.Empty > 0 ? $" ({(gap.Empty == gap.Count ? "nothing found" : $"{Amount(gap.Empty)} found nothing")})" : "");
        if (gap.Askers > 0) yield return $"{Of(gap.Askers, "person", "people")} asked for an entry";
    }

    static string Times(GapDocument gap)
    {
        const string Minute = "yyyy-MM-dd HH:mm";
        var (first, last) = (gap.First.ToString(Minute, CultureInfo.InvariantCulture), gap.Last.ToString(Minute, CultureInfo.InvariantCulture));
        return first == last ? $"{last} UTC" : $"{first} to {last} UTC";
    }

    static string Of(long number, string one, string many) => number == 1 ? "1 " + one : $"{Amount(number)} {many}";

    static string Amount(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static Option<int> Number(string name, string description, int usual, int most) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
            result.AddError($"'{name}' takes a whole number from 1 to {most.ToString(CultureInfo.InvariantCulture)}.");
            return 0;
        },
    };
}
