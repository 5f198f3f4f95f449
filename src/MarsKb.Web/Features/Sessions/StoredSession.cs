using MarsKb.Flows;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>A session: what lists and counts need of it. All else is in its events.</summary>
public sealed class StoredSession
{
    public long Id { get; set; }

    /// <summary>Key of the flow.</summary>
    public required string Flow { get; set; }

    /// <summary>The version that holds now.</summary>
    public required string Version { get; set; }

    public string? Ticket { get; set; }

    /// <summary>The <see cref="Ticket"/> in the form that makes equal references equal.</summary>
    public string? TicketFolded { get; set; }

    /// <summary>Of the latest event.</summary>
    public int Revision { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Answers on the way.</summary>
    public int Answers { get; set; }

    /// <summary>Id of the outcome that was reached, or null.</summary>
    public string? Outcome { get; set; }

    public string? OutcomeKind { get; set; }

    /// <summary>Entry and cause that the outcome confirms.</summary>
    public string? CauseEntry { get; set; }

    public string? Cause { get; set; }

    /// <summary>Set when done: whether the failure is gone.</summary>
    public bool? Resolved { get; set; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>UTC; of the latest event.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>32 random bytes, from which the token for reading follows.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>SHA-256 of the token for reading; unique.</summary>
    public required byte[] ReadTokenHash { get; set; }

    /// <summary>SHA-256 of what made the start happen once, or null; unique.</summary>
    public byte[]? StartKey { get; set; }

    public List<StoredEvent> Events { get; } = [];

    public List<WriteToken> Tokens { get; } = [];
}

/// <summary>An event of a session, as in <see cref="SessionEvent"/>.</summary>
public sealed class StoredEvent
{
    public long SessionId { get; set; }

    public int Revision { get; set; }

    /// <summary>Name of a <see cref="SessionEventKind"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }

    public string? Person { get; set; }

    public string? Step { get; set; }

    public int Visit { get; set; }

    /// <summary>JSON: a text, or a list of texts.</summary>
    public string? Answer { get; set; }

    public string? Text { get; set; }

    public string? Version { get; set; }

    public bool? Resolved { get; set; }

    /// <summary>SHA-256 of the key with which the request can be repeated; unique within the session.</summary>
    public byte[]? RepeatKey { get; set; }

    /// <summary>SHA-256 of what the request asked for.</summary>
    public byte[]? RequestHash { get; set; }
}

/// <summary>Whoever has the token may go on with the session. Only its hash is kept.</summary>
public sealed class WriteToken
{
    /// <summary>SHA-256.</summary>
    public required byte[] Hash { get; set; }

    public long SessionId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; set; }
}

/// <summary>A short code for going on at another device, once.</summary>
public sealed class ResumeCode
{
    /// <summary>SHA-256.</summary>
    public required byte[] Hash { get; set; }

    public long SessionId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime ValidUntil { get; set; }
}

/// <summary>A version of a flow that a session uses, kept as long as there is one.</summary>
public sealed class FlowVersion
{
    public required string Version { get; set; }

    public required string Flow { get; set; }

    /// <summary>As <see cref="FlowArchive"/> writes it.</summary>
    public required string Archive { get; set; }

    /// <summary>UTC.</summary>
    public DateTime KeptAt { get; set; }
}
