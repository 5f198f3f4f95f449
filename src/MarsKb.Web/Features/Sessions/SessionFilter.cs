namespace MarsKb.Features.Sessions;

/// <summary>Which sessions are meant: one of the two is set.</summary>
/// <param name="Ticket">Those that carry this reference, in any case.</param>
/// <param name="Before">Those in which nothing has happened since; UTC.</param>
public sealed record SessionFilter(string? Ticket, DateTime? Before);
