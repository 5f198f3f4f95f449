using MarsKb.Configuration;

namespace MarsKb.Features.Searches;

/// <summary>What somebody searched for and what came of it. Nothing in it says who it was.</summary>
public sealed class LoggedSearch
{
    public long Id { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Its secrets masked; of a long text the lines from the one that tells most.</summary>
    public required string Query { get; set; }

    /// <summary>Of <see cref="Query"/>, to find the search again when somebody opens one of its results.</summary>
    public long Fingerprint { get; set; }

    /// <summary>Its words without what varies: what searches for one message have in common.</summary>
    public required string Template { get; set; }

    /// <summary>The first code that the text names, or null.</summary>
    public string? Code { get; set; }

    /// <summary>All of them, in order, one a line.</summary>
    public string? Codes { get; set; }

    public int Hits { get; set; }

    /// <summary>Of the best hit: <c>exact</c>, <c>strong</c> or <c>weak</c>; null without hits.</summary>
    public string? Confidence { get; set; }

    /// <summary>Key of the best hit, or null.</summary>
    public string? Best { get; set; }

    /// <summary>Key of the result that was opened last, as far as it is known.</summary>
    public string? Chosen { get; set; }
}

/// <summary>What the site says about its log of searches; one row.</summary>
public sealed class SearchLogState
{
    /// <summary>Of the one row.</summary>
    public const int Only = 1;

    public int Id { get; set; } = Only;

    /// <summary><see cref="MarsKbOptions.KeepSearchesDays"/> of the site that wrote last; 0: it keeps none.</summary>
    public int KeepDays { get; set; }

    /// <summary>Searches that were answered and not logged: too many at once, or the disk refused.</summary>
    public long Lost { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LostAt { get; set; }
}
