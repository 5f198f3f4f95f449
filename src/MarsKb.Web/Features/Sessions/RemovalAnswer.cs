namespace MarsKb.Features.Sessions;

/// <summary>What came of deleting sessions.</summary>
/// <param name="LogEmptied">False when somebody still reads the log of the database, in which they are until it is emptied.</param>
/// <param name="Fault">Why not all were deleted, or null.</param>
public sealed record RemovalAnswer(int Deleted, bool LogEmptied, string? Fault = null);
