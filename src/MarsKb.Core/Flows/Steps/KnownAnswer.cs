using MarsKb.Flows.Values;

namespace MarsKb.Flows.Steps;

/// <summary>An answer that a condition can look at. What was typed is read once.</summary>
sealed class KnownAnswer(AskedStep step, AnswerValue answer)
{
    TypedValue? read;

    public AskedStep Step => step;

    public AnswerValue Answer => answer;

    public TypedValue Value => read ??= TypedText.Read(step.Input!, answer.Items[0]);
}
