using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Flows;

/// <summary>Whatever the flow and whatever was answered: replay ends, depends on the answers alone, and loses none.</summary>
public sealed class ReplayPropertyTests
{

    static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    static readonly Arbitrary<Case> Cases = (
        from size in Gen.Choose(2, 12)
        from numbers in Gen.Choose(0, int.MaxValue - 1).ArrayOf(160)
        select Case.Of(size, numbers)).ToArbitrary();

    [Fact]
    public void Replay_ends_and_takes_each_answer_at_most_once() => Prop.ForAll(Cases, c =>
    {
        var position = FlowResolver.Resolve(c.Flow, c.Answers, c.At);
        return position.Current.IsShown && position.Way.Length <= c.Answers.Length && position.Way.Distinct(ReferenceEqualityComparer.Instance).Count() == position.Way.Length;
    }).Check(Runs);

    [Fact]
    public void The_position_is_a_function_of_the_answers_in_whatever_order_they_are_kept() => Prop.ForAll(Cases, c =>
    {
        var first = FlowResolver.Resolve(c.Flow, c.Answers);
        var again = FlowResolver.Resolve(FlowArchive.Read(FlowArchive.Write(c.Flow)), [.. c.Answers.Reverse()]);
        return first.Current.Id == again.Current.Id && first.Way.SequenceEqual(again.Way) && first.MostLeft == again.MostLeft;
    }).Check(Runs);

    [Fact]
    public void Changing_an_answer_loses_no_other() => Prop.ForAll(Cases, c =>
    {
        if (c.Answers.IsEmpty) return true;
        var changed = c.Answers.SetItem(c.Changed, c.Answers[c.Changed] with { Answer = AnswerValue.Of(c.NewAnswer) });
        var position = FlowResolver.Resolve(c.Flow, changed);
        var kept = position.Way.Concat(position.Aside).ToHashSet(ReferenceEqualityComparer.Instance);
        // Changing it back is as if nothing had been.
        var back = FlowResolver.Resolve(c.Flow, changed.SetItem(c.Changed, c.Answers[c.Changed]));
        return kept.Count == changed.Length && changed.All(kept.Contains) && back.Way.SequenceEqual(FlowResolver.Resolve(c.Flow, c.Answers).Way);
    }).Check(Runs);

    [Fact]
    public void An_answer_that_leads_on_is_taken_and_all_before_it_stay() => Prop.ForAll(Cases, c =>
    {
        var position = FlowResolver.Resolve(c.Flow, c.Answers);
        if (position.IsOutcome) return true;
        var visit = position.Way.Count(a => a.Step == position.Current.Id) + 1;
        var answer = position.Current switch
        {
            ChecklistStep => AnswerValue.OfList(["yes"]),
            InputStep => AnswerValue.Of("5"),
            _ => AnswerValue.Of(position.Current.Choices[0].Id),
        };
        var others = c.Answers.Where(a => a.Step != position.Current.Id || a.Visit != visit);
        var next = FlowResolver.Resolve(c.Flow, [.. others, new StepAnswer(position.Current.Id, answer, visit)]);
        return next.Way.Length > position.Way.Length && next.Way.Take(position.Way.Length).SequenceEqual(position.Way);
    }).Check(Runs);

    sealed record Case(Flow Flow, ImmutableArray<StepAnswer> Answers, string? At, int Changed, string NewAnswer)
    {
        public static Case Of(int size, int[] numbers)
        {
            var next = 0;
            int Pick(int below) => numbers[next++ % numbers.Length] % below;
            var flow = RandomFlow.Of(size, Pick, "1");
            var steps = flow.Steps;
            var answers = new Dictionary<(string, int), StepAnswer>();
            for (var i = Pick(24); i > 0; i--)
            {
                var step = steps[Pick(size)];
                var visit = 1 + Pick(3);
                answers[(step.Id, visit)] = new StepAnswer(step.Id, RandomFlow.Answer(step, Pick), visit);
            }
            return new Case(flow, [.. answers.Values], Pick(3) == 0 ? $"s{Pick(size)}" : null, answers.Count == 0 ? 0 : Pick(answers.Count), Pick(2) == 0 ? "no" : "7");
        }
    }
}
