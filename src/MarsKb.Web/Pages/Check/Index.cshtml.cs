using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Checks;
using MarsKb.Content;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Check;

/// <summary>Can the agent back this up? The address holds the answers, so it is a permanent link to the check.</summary>
public sealed class IndexModel(KnowledgeBase knowledge) : PageModel
{
    /// <summary>Name of the field that only the calculator asks: the size of the whole volume in GB.</summary>
    public const string VolumeSize = "volumeSizeGB";

    static readonly string[] MoreQuestions = ["retention.", "cache.", "agentVersion", "restoreTo", "offlineSeeding"];

    public CheckAnswers Answers { get; private set; } = CheckAnswers.None;

    public ImmutableArray<CheckProblem> Problems { get; private set; } = [];

    /// <summary>What was typed where it could not be read, by name.</summary>
    public Dictionary<string, string> Typed { get; } = new(StringComparer.Ordinal);

    /// <summary>Null before the first check.</summary>
    public CheckResult? Result { get; private set; }

    public SupportRules Rules => knowledge.SupportRules;

    public ImmutableArray<RetentionLimit> RetentionLimits { get; private set; } = [];

    /// <summary>Room for the cache folder after each of the two readings of the sources; empty until a size is known.</summary>
    public ImmutableArray<(string Of, decimal Size, decimal Low, decimal High)> CacheSpaces { get; private set; } = [];

    public string CacheSpaceUrl { get; private set; } = "";

    public decimal? VolumeSizeGB { get; private set; }

    /// <summary>Path of this check.</summary>
    public string Link => "/check" + Answers.Query;

    public void OnGet()
    {
        var given = Request.Query.SelectMany(q => q.Value.Select(v => (q.Key, Value: v ?? ""))).ToList();
        (Answers, Problems) = CheckAnswers.Read(given);
        foreach (var problem in Problems) Typed[problem.Question.Name] = given.Last(g => g.Key == problem.Question.Name).Value;
        if (Problems.IsEmpty && !Answers.IsEmpty) Result = SupportCheck.Judge(Answers, Rules);
        RetentionLimits = SupportCheck.RetentionLimits(Rules);
        if (decimal.TryParse(Request.Query[VolumeSize], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var volume) && volume <= 1_000_000_000) VolumeSizeGB = volume;
        CacheSpaces = [.. new[] { ("Of the data that is backed up", Answers.Number("sizeGB")), ("Of the whole volume", VolumeSizeGB) }
            .Where(s => s.Item2 is not null).Select(s => SupportCheck.CacheSpace(s.Item2!.Value, Rules) is { } space ? (s.Item1, s.Item2.Value, space.Low, space.High) : default).Where(s => s.Item1 is not null)];
        CacheSpaceUrl = SupportCheck.CacheSpace(0, Rules)?.Source.Url ?? "";
    }

    public string? Value(string name) => Typed.GetValueOrDefault(name) ?? Answers.Text(name);

    /// <summary>True when something in the folded part of the form was answered.</summary>
    public bool HasMore => Answers.All.Any(a => MoreQuestions.Any(m => a.Question.Name.StartsWith(m, StringComparison.Ordinal))) || Problems.Any(p => MoreQuestions.Any(m => p.Question.Name.StartsWith(m, StringComparison.Ordinal)));

    /// <summary>Names for a field of systems: those of the matrix, and what was asked for if it is not among them.</summary>
    public IEnumerable<string> Systems(string name)
    {
        var names = Rules.Systems.Where(s => s.Row is not null || name == "restoreTo").Select(s => s.Name).ToList();
        return Value(name) is { } asked && !names.Contains(asked) ? names.Append(asked) : names;
    }

    public static string Figure(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
