using System.Collections.Immutable;
using System.Diagnostics;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Bench;

/// <summary>People who walk through the flows of the content as fast as they can, each in a session, one after another.</summary>
sealed class Walkers(SessionService sessions, ImmutableArray<Flow> flows)
{
    public async Task<Rate> RunAsync(int people, TimeSpan duration)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, people).Select(seed => Task.Run(() => WalkAsync(new Random(seed), clock, duration))));
        var all = times.SelectMany(t => t).Order().ToArray();
        return new Rate(all.Length / clock.Elapsed.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], all[^1],
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / all.Length);
    }

    /// <returns>Milliseconds until each answer was acknowledged.</returns>
    async Task<List<double>> WalkAsync(Random random, Stopwatch clock, TimeSpan duration)
    {
        var times = new List<double>();
        SessionView? view = null;
        while (clock.Elapsed < duration)
        {
            if (view is null || view.Session.Position.IsOutcome) view = (await sessions.StartAsync(flows[random.Next(flows.Length)], new SessionStart())).View!;
            if (view.Session.Position.IsOutcome) continue;
            var began = Stopwatch.GetTimestamp();
            var session = await sessions.OpenAsync(view.Token!) ?? throw new InvalidOperationException("The session is gone.");
            var result = await sessions.AnswerAsync(session, view.Session.Current.Id, Any(view.Session.Current, random), null, new ChangeGuard(view.Session.Revision));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (result?.Outcome != SessionOutcome.Accepted) throw new InvalidOperationException(result?.Message);
            view = result.View!;
        }
        return times;
    }

    static AnswerValue Any(Step step, Random random) => step switch
    {
        ChecklistStep => AnswerValue.OfList(step.Choices.Where(c => c.Id != AnswerValue.DontKnow && random.Next(2) == 0).Select(c => c.Id)),
        TypedStep => AnswerValue.Of(step.DontKnow is null ? step.Input!.Example : AnswerValue.DontKnow),
        _ => AnswerValue.Of(step.Choices[random.Next(step.Choices.Length)].Id),
    };
}

/// <summary>Milliseconds (<paramref name="Cpu"/>: of processor for one answer), and acknowledged answers per second; starts of sessions take their time but are not counted.</summary>
sealed record Rate(double PerSecond, double P50, double P99, double Worst, double Cpu);
