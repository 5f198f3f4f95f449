namespace MarsKb.Features.Feedback;

/// <summary>An entry that people asked for.</summary>
public sealed class Ask
{
    public long Id { get; set; }

    /// <summary>What was asked for, as the first person wrote it: a code or a text.</summary>
    public required string Wanted { get; set; }

    /// <summary><see cref="Wanted"/> in the form that makes equal wishes equal; unique.</summary>
    public required string Folded { get; set; }

    public int Askers { get; set; }

    /// <summary>UTC.</summary>
    public DateTime FirstAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime LastAt { get; set; }

    public List<AskNote> Notes { get; } = [];
}

/// <summary>What somebody added to the wish.</summary>
public sealed class AskNote
{
    public long Id { get; set; }

    public long AskId { get; set; }

    public required string Text { get; set; }

    /// <summary>Name from the sign-in proxy, where there is one.</summary>
    public string? Person { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}
