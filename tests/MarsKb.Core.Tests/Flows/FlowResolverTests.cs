using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Flows;

public sealed class FlowResolverTests
{
    static readonly Flow Flow = TestFlow.Load();

    static Position At(string? at, params string[] answers) => FlowResolver.Resolve(Flow, TestFlow.Answers(Flow, answers), at);

    static Position After(params string[] answers) => At(null, answers);

    [Fact]
    public void Without_answers_the_first_step_is_asked()
    {
        var position = After();
        Assert.Equal("manual", position.Current.Id);
        Assert.Empty(position.Way);
    }

    [Theory]
    [InlineData("symptoms", "manual=yes")]
    [InlineData("version", "manual=yes", "symptoms=")]
    [InlineData("policy", "manual=no", "version=2.0.9190.0")]
    [InlineData("old-agent", "manual=no", "version=2.0.9190.0", "policy=dont-know")]
    [InlineData("blocked", "manual=no", "version=2.0.9249.0", "policy=restricted")]
    [InlineData("give-up", "manual=no", "version=dont-know", "policy=restricted")]
    [InlineData("give-up", "manual=dont-know", "try=failed")]
    [InlineData("manual", "manual=dont-know", "try=done")]
    [InlineData("symptoms", "manual=dont-know", "try=done", "manual=yes")]
    public void Answers_lead_to_a_step(string step, params string[] answers) => Assert.Equal(step, After(answers).Current.Id);

    [Fact]
    public void Changing_an_early_answer_keeps_later_ones_that_still_fit()
    {
        var position = After("manual=no", "version=2.0.9249.0", "policy=restricted", "symptoms=proxy");
        Assert.Equal("blocked", position.Current.Id);
        Assert.Equal("symptoms", Assert.Single(position.Aside).Step);

        position = After("manual=yes", "version=2.0.9249.0", "policy=restricted", "symptoms=proxy");
        Assert.Equal("blocked", position.Current.Id);
        Assert.Equal(["manual", "symptoms", "version", "policy"], position.Way.Select(a => a.Step));
        Assert.Empty(position.Aside);
    }

    [Fact]
    public void An_answer_that_no_longer_fits_is_kept_aside_and_its_step_asked_again()
    {
        var position = After("manual=maybe", "version=2.0.9249.0");
        Assert.Equal("manual", position.Current.Id);
        Assert.Equal(2, position.Aside.Length);
    }

    [Fact]
    public void A_loop_takes_one_answer_each_time_round()
    {
        var position = After("manual=dont-know", "try=done", "manual=dont-know", "try=done");
        Assert.Equal("manual", position.Current.Id);
        Assert.Equal([1, 1, 2, 2], position.Way.Select(a => a.Visit));
    }

    [Fact]
    public void Started_in_the_middle_answers_to_steps_before_are_known_to_decisions()
    {
        Assert.Equal("policy", At("policy", "version=2.0.9000.0").Current.Id);
        var position = At("policy", "version=2.0.9000.0", "policy=restricted");
        Assert.Equal("old-agent", position.Current.Id);
        Assert.Equal("policy", Assert.Single(position.Way).Step);
        Assert.Equal("give-up", At("policy", "policy=dont-know").Current.Id);
        Assert.Equal("manual", At("no-such-step").Current.Id);
    }

    /// <summary>Its branches cover every answer, so that it needs no "otherwise"; who begins at it has given none.</summary>
    [Theory]
    [InlineData("second", null)]
    [InlineData("first", "yes")]
    [InlineData("second", "no")]
    [InlineData("last", "perhaps")]
    public void A_decision_that_nothing_is_known_for_takes_its_last_branch(string expected, string? answer)
    {
        Branch To(string choice, string outcome) => new(new Compare("asked", Comparison.Is, [choice]), outcome);
        var flow = Flow with
        {
            Start = "asked",
            Steps =
            [
                new QuestionStep { Id = "asked", Choices = [.. new[] { "yes", "no", "perhaps" }.Select(c => new Choice(c, c, null, "decide"))] },
                new DecisionStep { Id = "decide", Branches = [To("yes", "first"), To("perhaps", "last"), To("no", "second")] },
                .. new[] { "first", "last", "second" }.Select(o => new OutcomeStep { Id = o, Kind = OutcomeKind.Fixed }),
            ],
        };
        Assert.Equal(expected, FlowResolver.Resolve(flow, answer is null ? [] : [new StepAnswer("asked", AnswerValue.Of(answer))], "decide").Current.Id);
    }

    [Fact]
    public void What_is_left_is_an_upper_bound_and_unknown_while_a_loop_is_ahead()
    {
        Assert.Null(After().MostLeft);
        Assert.Equal(3, After("manual=yes").MostLeft);
        Assert.Equal(2, After("manual=no").MostLeft);
        Assert.Equal(0, After("manual=dont-know", "try=failed").MostLeft);
    }

    [Theory]
    [InlineData("manual", "maybe", "Answer with one of yes, no, dont-know.")]
    [InlineData("symptoms", "proxy,other", "Answer with a list of any of proxy, slow, dont-know.")]
    [InlineData("symptoms", "proxy,dont-know", "'dont-know' stands alone, without other choices.")]
    [InlineData("symptoms", "proxy,proxy", "Name each choice once.")]
    [InlineData("version", "new", "Enter a version such as 2.0.9249.0.")]
    [InlineData("policy", "nothing of use", "There is an execution policy nowhere in this text. Paste all that the command printed, or type the value itself, such as remote-signed.")]
    [InlineData("give-up", "x", "This step takes no answer.")]
    [InlineData("manual", "yes", null)]
    [InlineData("symptoms", "", null)]
    [InlineData("version", "v2.0", null)]
    [InlineData("policy", "  Restricted ", null)]
    [InlineData("policy", "dont-know", null)]
    public void An_answer_is_checked_in_words_that_say_what_is_allowed(string step, string answer, string? fault) =>
        Assert.Equal(fault, Flow.ById[step].Check(AnswerValue.Typed(Flow.ById[step], answer)));

    [Fact]
    public void Of_a_pasted_text_the_value_is_shown()
    {
        var value = Flow.ById["policy"].Read(AnswerValue.Of("        Scope ExecutionPolicy\n        ----- ---------------\n LocalMachine    RemoteSigned\n"));
        Assert.Equal("remote-signed", value!.Value.Text);
    }
}
