using System.Collections.Immutable;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>Why it happens, with what to do about it; in a guide, one procedure.</summary>
/// <param name="Id">Stable within its entry; the anchor on the page.</param>
/// <param name="IsProcedure">True for a guide's section that has no cause, only something to do.</param>
/// <param name="HowToTell">How to see that it is this cause and no other; may be empty.</param>
/// <param name="Actions">In order; never empty in content without faults.</param>
public sealed record Cause(
    string Id, string Title, bool IsProcedure, RichText Text, RichText HowToTell, ImmutableArray<EntryAction> Actions);

/// <summary>One thing to do.</summary>
/// <param name="SharedId">The shared action file that it comes from, else null.</param>
public sealed record EntryAction(RichText Content, string? SharedId = null);

/// <summary>Actions that several entries share, written once in <c>actions/</c>.</summary>
/// <param name="UsedBy">Keys of the entries that include it, in order.</param>
public sealed record SharedAction(string Id, string Title, ImmutableArray<EntryAction> Actions, ImmutableArray<string> UsedBy);
