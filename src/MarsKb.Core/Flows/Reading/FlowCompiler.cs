using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Flows.Proof;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Reading;

/// <summary>Joins flows with the flows that they call, and proves them: the steps of a subflow become steps of the caller, under <c>step.id</c>.</summary>
/// <param name="files">Of two with one key the first counts.</param>
sealed class FlowCompiler(IReadOnlyList<(FlowFile File, Flow? Flow)> files)
{
    const int Deepest = 8;

    readonly Dictionary<string, int> numbers = new(StringComparer.OrdinalIgnoreCase);
    readonly Flow?[] compiled = new Flow?[files.Count];
    readonly int[] depths = new int[files.Count];
    readonly int[] groups = new int[files.Count];

    /// <returns>In the order of the files; null where a flow, or one that it calls, is at fault.</returns>
    public IReadOnlyList<Flow?> Compile()
    {
        for (var i = 0; i < files.Count; i++)
            if (files[i].File.Item is { } item) numbers.TryAdd(item.Key.Value, i);
        var calls = files.Select(f => f.File.Steps.Where(s => s.Flow is not null && numbers.ContainsKey(s.Flow.Value)).Select(s => numbers[s.Flow!.Value]).Distinct().ToArray()).ToArray();
        // Flows that are called come first.
        var components = Components.Of(calls);
        for (var group = 0; group < components.Count; group++)
            foreach (var member in components[group]) groups[member] = group + 1;
        foreach (var component in components)
            foreach (var member in component) compiled[member] = Compile(member) is { } flow ? Proven(flow, files[member].File) : null;
        return compiled;
    }

    static Flow? Proven(Flow flow, FlowFile file)
    {
        FlowChecker.Check(flow, file.Places, file.Covers, file.Bag);
        return file.Bag.HasErrors ? null : flow;
    }

    Flow? Compile(int number)
    {
        var (file, flow) = files[number];
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var written in file.Steps)
        {
            var own = flow?.Steps[file.Places.NumberOf(written.Id.Value)];
            if (written.Flow is null)
            {
                if (own is not null) steps.Add(own);
                continue;
            }
            if (Called(number, written) is not { } called || own is not SubflowStep caller) continue;
            if (steps.Count + called.Steps.Length > FlowFile.MostSteps)
            {
                file.Bag.TooManySteps(written.Id.At, FlowFile.MostSteps);
                break;
            }
            steps.Add(caller with { Title = caller.Title.Length > 0 ? caller.Title : called.Title, Next = caller.Id + "." + called.Start });
            var returns = written.Returns.ToDictionary(r => r.Outcome.Value, r => r.To.Value, StringComparer.Ordinal);
            foreach (var step in called.Steps) steps.Add(step.Under(caller.Id, returns));
        }
        if (flow is null || file.Bag.HasErrors) return null;
        var joined = flow with { Steps = steps.ToImmutable() };
        return joined with { Version = FlowArchive.VersionOf(joined) };
    }

    Flow? Called(int caller, WrittenStep step)
    {
        var bag = files[caller].File.Bag;
        var name = step.Flow!;
        if (!numbers.TryGetValue(name.Value, out var number))
        {
            bag.UnknownFlow(name.At, name.Value, Nearest.To(name.Value, numbers.Keys));
            return null;
        }
        if (groups[number] == groups[caller])
        {
            bag.FlowCallsItself(name.At, name.Value, files[caller].File.Item?.Key.Value ?? name.Value);
            return null;
        }
        if (compiled[number] is not { } called)
        {
            bag.FaultyFlow(name.At, name.Value, files[number].File.Source.Path);
            return null;
        }
        depths[caller] = Math.Max(depths[caller], depths[number] + 1);
        if (depths[caller] > Deepest)
        {
            bag.SubflowsTooDeep(name.At, Deepest);
            return null;
        }
        var ends = called.Steps.Where(s => s.Ends).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (outcome, _) in step.Returns)
            if (!ends.Contains(outcome.Value)) bag.UnknownOutcome(outcome.At, outcome.Value, called.Key, Nearest.To(outcome.Value, ends), ends);
        return called;
    }
}
