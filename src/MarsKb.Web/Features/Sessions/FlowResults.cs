using System.Collections.Concurrent;
using System.Collections.Immutable;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>How the closed sessions of each flow ended, kept in memory.</summary>
public sealed class FlowResults(StorageReader reader) : IRemembered
{
    readonly ConcurrentDictionary<string, FlowResult> byFlow = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of one flow, by its key.</summary>
    public FlowResult Of(string flow) => byFlow.GetValueOrDefault(flow) ?? FlowResult.None;

    /// <summary>Reads the results of a flow again.</summary>
    internal async Task LearnAsync(string flow)
    {
        try
        {
            var counted = await reader.ReadAsync(db => Count(db, flow));
            byFlow[flow] = counted.GetValueOrDefault(flow) ?? FlowResult.None;
        }
        catch (StorageUnavailableException)
        {
            // They are read again when storage works.
        }
    }

    void IRemembered.Load(MarsKbDbContext db)
    {
        byFlow.Clear();
        foreach (var (flow, result) in Count(db, null)) byFlow[flow] = result;
    }

    static Dictionary<string, FlowResult> Count(MarsKbDbContext db, string? flow) => db.Sessions.AsNoTracking()
        .Where(s => s.IsDone && (flow == null || s.Flow == flow))
        .GroupBy(s => new { s.Flow, s.Outcome, s.OutcomeKind, s.Resolved })
        .Select(g => new { g.Key.Flow, g.Key.Outcome, g.Key.OutcomeKind, g.Key.Resolved, Count = g.Count() })
        .AsEnumerable()
        .GroupBy(r => r.Flow, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            g => g.Key,
            g => new FlowResult([.. g.Select(r => new OutcomeCount(r.Outcome ?? "", TranscriptVerdicts.Of(r.OutcomeKind is null ? null : Enum.Parse<OutcomeKind>(r.OutcomeKind), true, r.Resolved), r.Count))]),
            StringComparer.OrdinalIgnoreCase);
}

/// <summary>How the closed sessions of a flow ended.</summary>
public sealed record FlowResult(ImmutableArray<OutcomeCount> Outcomes)
{
    public static FlowResult None { get; } = new([]);

    public int Closed { get; } = Outcomes.Sum(o => o.Count);

    /// <summary>Sessions by what came of them, most first.</summary>
    public IEnumerable<(TranscriptVerdict Verdict, int Count)> Verdicts =>
        Outcomes.GroupBy(o => o.Verdict).Select(g => (Verdict: g.Key, Count: g.Sum(o => o.Count))).OrderByDescending(v => v.Count).ThenBy(v => v.Verdict);

    /// <summary>Sessions whose failure is gone, mended or worked round.</summary>
    public int Solved => Outcomes.Where(o => o.Verdict is TranscriptVerdict.Solved or TranscriptVerdict.WorkedRound).Sum(o => o.Count);

    /// <summary>Ids of the outcomes that helped or settled it, most first.</summary>
    public IEnumerable<(string Outcome, int Count)> Usual =>
        Outcomes.Where(o => o.Verdict != TranscriptVerdict.StillFailing).GroupBy(o => o.Outcome, StringComparer.Ordinal).Select(g => (g.Key, Count: g.Sum(o => o.Count))).OrderByDescending(o => o.Count).ThenBy(o => o.Key, StringComparer.Ordinal);
}

/// <param name="Outcome">Id of the outcome's step.</param>
public sealed record OutcomeCount(string Outcome, TranscriptVerdict Verdict, int Count);
