namespace MarsKb.Flows;

/// <summary>An answer that a condition can look at. What was typed is read once.</summary>
sealed class KnownAnswer(Step step, AnswerValue answer)
{
    TypedValue? read;

    public Step Step => step;

    public AnswerValue Answer => answer;

    public TypedValue Value => read ??= TypedText.Read(step.Input!, answer.Items[0]);
}
