using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Rules;

namespace MarsKb.Import.Assemble;

/// <summary>A section read as if it were an entry.</summary>
/// <param name="State">The entry, complete, and which blocks are in it.</param>
/// <param name="Score">How much speaks for it; 0 for nothing.</param>
/// <param name="Fields">Sections below that are its parts.</param>
/// <param name="Cases">Sections below that are causes of it.</param>
/// <param name="Others">Sections below that stand for themselves.</param>
/// <param name="Tabs">Tabs that stand for themselves.</param>
/// <param name="Tables">Tables whose rows are entries.</param>
sealed record Candidate(
    EntryState State,
    int Score,
    IReadOnlyList<Section> Fields,
    IReadOnlyList<Section> Cases,
    IReadOnlyList<Section> Others,
    IReadOnlyList<TabBlock> Tabs,
    IReadOnlyList<ErrorTable> Tables)
{
    public ImportedEntry Entry => State.Entry;

    public bool Shows(Evidence evidence) => (State.Evidence & evidence) != 0;
}

/// <summary>A table each of whose rows is an error.</summary>
sealed record ErrorTable(TableBlock Table, TableShape Shape)
{
    /// <summary>Tables of errors, wherever they stand in these blocks.</summary>
    public static IEnumerable<ErrorTable> In(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        TableBlock table => TableShape.Of(table) is { Kind: TableKind.Errors } shape ? [new ErrorTable(table, shape)] : [],
        ListBlock or ListItem or QuoteBlock { Kind: "" } => In(block.Inside),
        _ => [],
    });

    /// <summary>Its only row, unless that holds several errors.</summary>
    public TableLine? OnlyRow => Table.Rows is [var row] && RowSplit.Split(Shape, row) is null ? row : null;
}
