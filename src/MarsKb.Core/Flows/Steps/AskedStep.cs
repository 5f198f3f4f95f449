using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

/// <summary>A step that a person answers.</summary>
public abstract record AskedStep : Step
{
    private protected AskedStep()
    {
    }

    /// <summary>The step that an answer leads to. The answer must be one that <see cref="Step.Check"/> takes.</summary>
    public abstract string After(AnswerValue answer);

    /// <summary>The number of the way out that an answer takes, in the order of <see cref="Step.Exits"/>.</summary>
    internal abstract int ExitOf(AnswerValue answer);

    /// <summary>How conditions may compare its answer.</summary>
    internal abstract ComparedAs ComparedAs { get; }

    /// <summary>Whether a comparison holds of an answer; those that only ask whether and how it was answered do not come here.</summary>
    internal abstract bool Holds(Compare compare, KnownAnswer known, ComparedConstants constants);

    /// <summary>
    /// Answers that stand for all others: two answers that no condition tells apart need only one of them. "I can't tell" is among them where it is offered.
    /// </summary>
    /// <param name="compares">Conditions that look at the step.</param>
    /// <param name="everySet">Of a checklist every set of the choices that conditions name; else none, each one, all, and the named sets.</param>
    /// <returns>Null when there are too many sets to look at.</returns>
    internal IReadOnlyList<AnswerValue>? SampleAnswers(IReadOnlyCollection<Compare> compares, bool everySet)
    {
        if (Samples(compares, everySet) is not { } samples) return null;
        if (DontKnow is not null) samples = [.. samples, AnswerValue.Of(AnswerValue.DontKnow)];
        return [.. samples.Where(s => Check(s) is null).Distinct()];
    }

    /// <inheritdoc cref="SampleAnswers"/>
    /// <returns>Some may not fit; null when there are too many.</returns>
    private protected abstract IEnumerable<AnswerValue>? Samples(IReadOnlyCollection<Compare> compares, bool everySet);

    private protected string Ids() => string.Join(", ", Choices.Select(c => c.Id));
}
