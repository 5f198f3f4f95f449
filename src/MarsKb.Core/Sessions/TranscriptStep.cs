using System.Collections.Immutable;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;

namespace MarsKb.Sessions;

/// <summary>An answered step in the record.</summary>
/// <param name="Number">Place on the way, from 1; 0 when it is set aside.</param>
/// <param name="Asked">The step: of the version that holds now where that has it, else as it was when it was answered.</param>
/// <param name="Title">The question, or what there was to do; shortened where the record is.</param>
/// <param name="Answer">As given.</param>
/// <param name="Words">The answer in words.</param>
/// <param name="At">UTC; when the answer that counts was given.</param>
/// <param name="IsKnown">It came with the link and was not asked.</param>
/// <param name="Earlier">What was answered before, oldest first.</param>
public sealed record TranscriptStep(
    int Number, Step Asked, string Title, AnswerValue Answer, WrittenWords Words, DateTime At, string? Person, bool IsKnown,
    ImmutableArray<SessionNote> Notes, ImmutableArray<TranscriptEarlier> Earlier)
{
    /// <summary>Id of the step.</summary>
    public string Step => Asked.Id;

    internal static TranscriptStep Of(SessionAnswer answer, int number) => new(
        number, answer.Step, answer.Step.Title, answer.Answer, WrittenWords.Of(answer.Step, answer.Answer), answer.At, answer.Person, answer.IsKnown,
        answer.Notes, [.. answer.Earlier.Select(e => new TranscriptEarlier(WrittenWords.Of(answer.Step, e.Answer), e.At))]);
}

/// <param name="At">UTC; when it was replaced or taken back.</param>
public sealed record TranscriptEarlier(WrittenWords Words, DateTime At);

/// <summary>An answer in words.</summary>
/// <param name="IsFree">People chose these words themselves; else they are the flow's, or a value that was read and checked.</param>
public readonly record struct WrittenWords(string Text, bool IsFree)
{
    internal static WrittenWords Of(Step step, AnswerValue answer)
    {
        var text = step.Words(answer);
        if (step.Input is not null && !answer.IsDontKnow)
            return new(text, step.Input.Type == InputType.Text || step.Read(answer) is not { Fault: null } || !QuotedText.FitsLine(text));
        // An answer from another version of the flow may be none of the choices: then its words are whoever's gave it.
        return new(text, !answer.Items.All(i => i == AnswerValue.DontKnow || step.Choices.Any(c => c.Id == i)));
    }
}
