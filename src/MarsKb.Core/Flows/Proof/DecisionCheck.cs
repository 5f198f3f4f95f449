using MarsKb.Diagnostics;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>Whether a decision always decides, and whether each of its conditions matters: tried out over answers that stand for all others.</summary>
sealed class DecisionCheck
{
    // A decision that compares so much that this does not do is not judged: it is left to its author.
    const int MostTries = 20_000;

    readonly DecisionStep decision;
    readonly Flow flow;
    readonly FlowPlaces places;
    readonly DiagnosticBag bag;
    readonly List<Variable> variables = [];
    readonly Dictionary<Compare, bool[]> truth = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Compare, int> variableOf = new(ReferenceEqualityComparer.Instance);
    readonly int[] chosen;
    readonly bool[] taken;
    string? gap;
    int tries;

    DecisionCheck(DecisionStep decision, Flow flow, FlowPlaces places, DiagnosticBag bag, IReadOnlyList<Variable> variables)
    {
        this.decision = decision;
        this.flow = flow;
        this.places = places;
        this.bag = bag;
        this.variables.AddRange(variables);
        chosen = [.. variables.Select(_ => -1)];
        taken = new bool[decision.Branches.Length];
        for (var v = 0; v < variables.Count; v++)
            foreach (var compare in variables[v].Compares)
            {
                variableOf[compare] = v;
                truth[compare] = [.. variables[v].Samples.Select(s => Holds(compare, variables[v].Step, s))];
            }
    }

    public static void Run(DecisionStep decision, Flow flow, AnswerFacts facts, FlowPlaces places, DiagnosticBag bag)
    {
        if (UsesBeforeAsked(decision, facts, places, bag)) return;
        var variables = new List<Variable>();
        foreach (var group in decision.Compares.GroupBy(c => c.Step, StringComparer.Ordinal))
        {
            var step = flow.FindAsked(group.Key)!;
            if (step.SampleAnswers([.. group], everySet: true) is not { } all) return;
            var possible = all.Where(a => facts.MayBe(decision.Id, step.Id, step.ExitOf(a))).Select(a => (AnswerValue?)a).ToList();
            if (facts.MayBeUnanswered(decision.Id, step.Id)) possible.Add(null);
            // Never reached; that was reported.
            if (possible.Count == 0) return;
            variables.Add(new Variable(step, [.. group], possible));
        }
        new DecisionCheck(decision, flow, places, bag, variables).Run();
    }

    static bool UsesBeforeAsked(DecisionStep decision, AnswerFacts facts, FlowPlaces places, DiagnosticBag bag)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var branch in decision.Branches)
            if (branch.When is not null) Look(branch.When, []);
        return reported.Count > 0;

        // What stands beside "answered: true" under one 'all' is compared only when there is something to compare.
        void Look(Condition condition, HashSet<string> guarded)
        {
            switch (condition)
            {
                case AllOf all:
                    HashSet<string> inside = [.. guarded, .. all.Conditions.OfType<Compare>().Where(c => c.Comparison == Comparison.Answered).Select(c => c.Step)];
                    foreach (var part in all.Conditions) Look(part, inside);
                    break;
                case AnyOf any:
                    foreach (var part in any.Conditions) Look(part, guarded);
                    break;
                case Not not:
                    Look(not.Condition, guarded);
                    break;
                case Compare compare when compare.Comparison != Comparison.Answered && !guarded.Contains(compare.Step) && facts.MayBeUnanswered(decision.Id, compare.Step):
                    if (reported.Add(compare.Step)) bag.UsedBeforeAsked(places.Conditions[compare].At, compare.Step);
                    break;
            }
        }
    }

    void Run()
    {
        if (CheckParts()) return;
        if (!Try(0)) return;
        if (gap is not null) bag.DecisionGap(places.Written(decision.Id).BranchesAt, gap);
        if (decision.Branches[0].When is { } first && taken[0] && !taken.Skip(1).Contains(true) && gap is null)
        {
            bag.AlwaysHolds(places.Conditions[first].At, "every answer that comes here fits it");
            return;
        }
        for (var i = 0; i < taken.Length; i++)
            if (!taken[i]) bag.NeverHolds(decision.Branches[i].When is { } when ? places.Conditions[when].At : places.Written(decision.Id).Branches[i].At, "the branches above it take every answer that comes here, or its parts contradict each other");
    }

    /// <summary>Comparisons that are always true or always false by themselves.</summary>
    bool CheckParts()
    {
        var found = false;
        foreach (var (compare, outcomes) in truth)
        {
            if (outcomes.Contains(true) && outcomes.Contains(false)) continue;
            found = true;
            var why = Why(variables[variableOf[compare]]);
            if (outcomes[0]) bag.AlwaysHolds(places.Conditions[compare].At, why);
            else bag.NeverHolds(places.Conditions[compare].At, why);
        }
        return found;
    }

    static string Why(Variable variable)
    {
        var samples = variable.Samples;
        if (samples.All(s => s is null || s.IsDontKnow)) return $"'{variable.Step.Id}' has no answer here but \"I can't tell\"";
        if (variable.Step is ChoiceStep) return $"'{variable.Step.Id}' can only be {string.Join(", ", samples.Select(s => s is null ? "unanswered" : s.Items[0]))} here";
        if (!samples.Any(s => s is not null && s.IsDontKnow)) return $"'{variable.Step.Id}' is answered with a value on every way here, within its bounds";
        return $"no answer to '{variable.Step.Id}' makes a difference to it";
    }

    /// <returns>False when the tries are used up.</returns>
    bool Try(int next)
    {
        if (++tries > MostTries) return false;
        for (var i = 0; i < decision.Branches.Length; i++)
        {
            var holds = decision.Branches[i].When is { } when ? Value(when) : true;
            if (holds == false) continue;
            if (holds == true)
            {
                taken[i] = true;
                return true;
            }
            // Not settled yet: it depends on the next answer.
            for (var sample = 0; sample < variables[next].Samples.Count; sample++)
            {
                chosen[next] = sample;
                if (!Try(next + 1)) return false;
            }
            chosen[next] = -1;
            return true;
        }
        gap ??= Described();
        return true;
    }

    /// <summary>Null while it depends on answers that are not chosen yet.</summary>
    bool? Value(Condition condition)
    {
        switch (condition)
        {
            case Not not:
                return !Value(not.Condition);
            case Compare compare:
                return chosen[variableOf[compare]] is >= 0 and var sample ? truth[compare][sample] : null;
            case AllOf or AnyOf:
                var settles = condition is AnyOf;
                bool? value = !settles;
                foreach (var part in condition is AllOf all ? all.Conditions : ((AnyOf)condition).Conditions)
                {
                    var holds = Value(part);
                    if (holds == settles) return settles;
                    if (holds is null) value = null;
                }
                return value;
            default:
                throw new InvalidOperationException($"No value of {condition.GetType().Name}.");
        }
    }

    string Described()
    {
        var parts = chosen.Select((sample, v) => (sample, variables[v])).Where(x => x.sample >= 0).Select(x => Described(x.Item2, x.Item2.Samples[x.sample])).ToList();
        return parts.Count == 0 ? "anything is answered" : string.Join(" and ", parts);
    }

    static string Described(Variable variable, AnswerValue? answer)
    {
        var step = $"'{variable.Step.Id}'";
        if (answer is null) return step + " was not asked";
        if (answer.IsDontKnow) return step + " is \"I can't tell\"";
        if (!answer.IsList) return $"{step} is {DiagnosticBag.Show(answer.Items[0])}";
        return answer.Items.Length == 0 ? step + " has none of the choices that are compared" : $"{step} has {string.Join(", ", answer.Items)}";
    }

    bool Holds(Compare compare, AskedStep step, AnswerValue? answer) => ConditionTest.Holds(compare, flow.Index.Constants, _ => answer is null ? null : new KnownAnswer(step, answer));

    sealed record Variable(AskedStep Step, IReadOnlyList<Compare> Compares, IReadOnlyList<AnswerValue?> Samples);
}
