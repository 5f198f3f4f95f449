using System.Collections.Immutable;
using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>What moving to another version of the flow would mean.</summary>
/// <param name="Holds">Answers that count there too, in order.</param>
/// <param name="Lost">Answers that it does not ask for any more, or that do not fit; they stay in the record.</param>
/// <param name="Next">The step to answer then, or the outcome.</param>
public sealed record SessionMove(Flow Flow, ImmutableArray<SessionAnswer> Holds, ImmutableArray<SessionAnswer> Lost, Step Next);
