using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;

namespace MarsKb.Import.Rules;

/// <summary>One thing that the importer knows about how articles are written.</summary>
/// <param name="Name">Stands in docs/import-rules.md, in tests and with each block that the rule has taken.</param>
/// <param name="Takes">What it takes and what becomes of it, in one sentence.</param>
/// <param name="Example">The smallest article part that shows it, in Markdown. A test imports it.</param>
abstract record ImportRule(string Name, string Takes, string Example);

/// <param name="Apply">Gives the entry with the block in it; null when the rule does not concern the block.</param>
sealed record BlockRule(string Name, string Takes, string Example, Func<EntryState, Block, EntryState?> Apply) : ImportRule(Name, Takes, Example);

/// <param name="Kind">The shape of table that it reads.</param>
/// <param name="Apply">Gives the entry with the table in it; null when the table says nothing in this place.</param>
sealed record TableRule(string Name, string Takes, string Example, TableKind Kind, Func<EntryState, TableBlock, TableShape, EntryState?> Apply)
    : ImportRule(Name, Takes, Example);

/// <summary>A rule for a part of an article that is more than a block: a section, a row.</summary>
sealed record PartRule(string Name, string Takes, string Example) : ImportRule(Name, Takes, Example);

/// <param name="Apply">Completes an entry of which all blocks have been read; null when there is nothing to complete.</param>
sealed record EntryRule(string Name, string Takes, string Example, Func<EntryState, EntryState?> Apply) : ImportRule(Name, Takes, Example);
