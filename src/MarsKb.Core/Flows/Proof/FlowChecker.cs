using MarsKb.Diagnostics;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>
/// Proves a compiled flow: every step is reached, every way ends, every decision decides. Looks at steps and edges, never at whole paths, so its time grows with them only.
/// Reports at the flow's own steps: what is wrong inside a subflow is reported in its own file.
/// </summary>
static class FlowChecker
{
    public static void Check(Flow flow, FlowPlaces places, IReadOnlyList<WrittenCover> covers, DiagnosticBag bag)
    {
        CheckCovers(flow, covers, bag);
        GraphCheck.Run(flow, places, bag);
        var sound = flow.Steps.OfType<DecisionStep>().Where(d => places.Has(d.Id) && ConditionCheck.Run(d, flow, places, bag)).ToList();
        if (sound.Count == 0) return;
        var facts = new AnswerFacts(flow, sound);
        foreach (var decision in sound) DecisionCheck.Run(decision, flow, facts, places, bag);
    }

    static void CheckCovers(Flow flow, IReadOnlyList<WrittenCover> covers, DiagnosticBag bag)
    {
        foreach (var cover in covers)
        {
            if (cover.Step is { } start && !flow.ById.ContainsKey(start.Value)) bag.UnknownStep(start.At, start.Value, Nearest.To(start.Value, flow.ById.Keys));
            foreach (var (name, typed) in cover.Answers)
                if (!flow.ById.TryGetValue(name.Value, out var step)) bag.UnknownStep(name.At, name.Value, Nearest.To(name.Value, flow.ById.Keys));
                else if (step.Check(AnswerValue.Typed(step, typed.Value)) is { } why) bag.BadKnownAnswer(typed.At, name.Value, why);
        }
    }
}
