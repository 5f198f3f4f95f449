using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>What stands for one visit of a step, with all that was said about it.</summary>
/// <param name="Answer">What counts now.</param>
/// <param name="At">UTC; when it was given.</param>
/// <param name="IsKnown">It came with the link and was not asked.</param>
/// <param name="Notes">In the order in which they were written.</param>
/// <param name="Earlier">What was answered before, oldest first.</param>
public sealed record SessionAnswer(
    Step Step, int Visit, AnswerValue Answer, DateTime At, string? Person, bool IsKnown, ImmutableArray<SessionNote> Notes, ImmutableArray<EarlierAnswer> Earlier)
{
    /// <summary>All notes as one text, or null.</summary>
    public string? Note => Notes.IsEmpty ? null : string.Join('\n', Notes.Select(n => n.Text));

    /// <summary>The answer in the words of the flow: <c>Yes, it completes</c>, <c>12 GB</c>.</summary>
    public string Words => Step.Words(Answer);
}

/// <param name="At">UTC.</param>
public sealed record SessionNote(string Text, DateTime At, string? Person);

/// <param name="At">UTC; when it was replaced or taken back.</param>
public sealed record EarlierAnswer(AnswerValue Answer, DateTime At);
