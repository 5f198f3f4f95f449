using MarsKb.Infra;

namespace MarsKb.Flows;

public sealed class FlowLengthTests
{
    static readonly Flow Flow = TestFlow.Load();

    [Fact]
    public void Only_what_somebody_answers_counts_and_a_loop_makes_the_longest_way_unbounded() =>
        Assert.Equal(new FlowLength(5, 2, null), FlowLength.Of(Flow));

    [Fact]
    public void From_the_middle_the_way_is_shorter() => Assert.Equal(new FlowLength(5, 2, 2), FlowLength.Of(Flow, "version"));

    [Fact]
    public void An_outcome_and_a_decision_take_no_answer()
    {
        Assert.Equal(new FlowLength(5, 0, 0), FlowLength.Of(Flow, "give-up"));
        Assert.Equal(0, FlowLength.Of(Flow, "decide").Fewest);
    }

    [Fact]
    public void A_step_that_is_none_is_the_start() => Assert.Equal(FlowLength.Of(Flow), FlowLength.Of(Flow, "nowhere"));
}
