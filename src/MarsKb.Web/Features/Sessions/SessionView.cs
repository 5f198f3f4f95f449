using MarsKb.Documents;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>A session as somebody sees it.</summary>
/// <param name="Token">The token for writing that it was found by; null for whoever may only read.</param>
/// <param name="Newer">A newer version of its flow that it could move to, or null.</param>
public sealed record SessionView(Session Session, string? Token, string ReadToken, Flow? Newer)
{
    /// <summary>Of the session in the database.</summary>
    internal long Id { get; init; }

    /// <summary>Path of the current step; null for whoever may only read.</summary>
    public string? Url => Token is null ? null : "/s/" + Token;

    /// <summary>Path of the record for sharing.</summary>
    public string ReadUrl => "/t/" + ReadToken;

    /// <summary>As the API gives it, to whoever may write.</summary>
    public SessionDocument ToDocument() => SessionDocument.From(Session, Token!, ReadToken, Url!);
}

/// <summary>What came of something that somebody wanted to do.</summary>
/// <param name="View">As it is now; of <see cref="SessionOutcome.Accepted"/> and repeated requests as it was after that. Null when it cannot be read.</param>
/// <param name="Message">What to mend, of what was not accepted.</param>
public sealed record SessionResult(SessionOutcome Outcome, SessionView? View, string? Message = null);

public enum SessionOutcome
{
    /// <summary>On disk, now or when the same request came before.</summary>
    Accepted,

    /// <summary>The answer, note or wish does not fit: 422.</summary>
    Refused,

    /// <summary>Something else happened in the session meanwhile: 409.</summary>
    Conflict,

    /// <summary>The session is done: 409.</summary>
    Done,

    /// <summary>The key belongs to another request: 422.</summary>
    KeyReused,

    /// <summary>Nothing can be saved just now: keep what was typed, answer 503 and let the person try again.</summary>
    Unavailable,
}

/// <summary>A session in a list.</summary>
/// <param name="OutcomeTitle">Of the outcome that was reached, or null.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record SessionSummary(
    string Flow, string FlowTitle, string? Ticket, bool IsDone, bool? Resolved, int Answers, string? OutcomeTitle, OutcomeKind? OutcomeKind, DateTime StartedAt, DateTime ChangedAt, string ReadToken)
{
    /// <summary>Path of its record.</summary>
    public string Url => "/t/" + ReadToken;
}

/// <summary>How to begin.</summary>
/// <param name="Ticket">As given; what is no reference counts as none.</param>
/// <param name="At">Step to begin at, or null.</param>
/// <param name="Answers">Known beforehand, by step.</param>
/// <param name="Key">Chosen at random by the client: the same key begins once. Null when each request begins anew.</param>
public sealed record SessionStart(string? Ticket = null, string? At = null, IReadOnlyList<KeyValuePair<string, AnswerValue>>? Answers = null, string? Person = null, string? Key = null);

/// <summary>Guards of a change.</summary>
/// <param name="Revision">The revision that the person saw; null where any will do.</param>
/// <param name="Key">The same key again gives the same reply and changes nothing; null without one.</param>
/// <param name="Person">Who does it, or null.</param>
public sealed record ChangeGuard(int? Revision, string? Key = null, string? Person = null);
