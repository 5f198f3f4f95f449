using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>An entry's body, rendered; shared actions are still named, not filled in.</summary>
sealed record EntryText(RichText Summary, ImmutableArray<CauseText> Causes, RichText Notes, ImmutableArray<RichText> EditorsNotes);

/// <summary>A section <c>## Cause</c> or <c>## Procedure</c>.</summary>
sealed record CauseText(string Id, string Title, bool IsProcedure, RichText Text, RichText HowToTell, ImmutableArray<ActionText> Actions);

/// <param name="Content">Empty for an include.</param>
/// <param name="Include">Id of the shared action that stands here, else null.</param>
sealed record ActionText(RichText Content, string? Include);

/// <summary>An item <c>{{action: id}}</c> with its place.</summary>
sealed record IncludedAction(string Id, SourceLocation At);
