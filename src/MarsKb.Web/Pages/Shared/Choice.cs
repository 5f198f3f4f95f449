using System.Collections.Immutable;
using MarsKb.Entries;

namespace MarsKb.Pages.Shared;

/// <summary>A name that several items carry.</summary>
public sealed record Choice(string Name, ImmutableArray<KnowledgeItem> Items);
