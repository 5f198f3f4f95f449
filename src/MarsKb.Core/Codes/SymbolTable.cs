namespace MarsKb.Codes;

/// <summary>Numbers and their symbolic names, looked up both ways; names without regard to case.</summary>
/// <remarks>Plain dictionaries: they are filled once in a few milliseconds, which a frozen one would need several times over.</remarks>
internal sealed class SymbolTable
{
    private readonly Dictionary<uint, string> _names = [];
    private readonly Dictionary<string, uint> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    private SymbolTable() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _names.Count;

    public static SymbolTable Read(string resource)
    {
        SymbolTable table = new();
        foreach (string[] row in CodeTables.Rows(resource))
        {
            uint number = CodeTables.Number(row[0]);
            table._names.TryAdd(number, row[1]);
            table._numbers.TryAdd(row[1], number);
        }

        return table;
    }

    /// <summary>The usual name of the number, or null.</summary>
    public string? Name(uint number) => _names.GetValueOrDefault(number);

    /// <summary>A name that the table has, in the table's letters.</summary>
    public string Spelled(string name) => _bySpan.TryGetValue(name, out string? spelled, out _) ? spelled : name;

    public bool TryNumber(ReadOnlySpan<char> name, out uint number) => _bySpan.TryGetValue(name, out number);
}
