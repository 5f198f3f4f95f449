using System.Globalization;

namespace MarsKb.Codes;

/// <summary>Tables of facts from the resources of this assembly, each read on first use.</summary>
internal static class CodeTables
{
    private static readonly Lazy<SymbolTable> s_win32 = new(() => SymbolTable.Read("win32.tsv"));
    private static readonly Lazy<SymbolTable> s_hresult = new(() => SymbolTable.Read("hresult.tsv"));
    private static readonly Lazy<SymbolTable> s_ntStatus = new(() => SymbolTable.Read("ntstatus.tsv"));

    private static readonly Lazy<Dictionary<(string Kind, uint Number), string>> s_meanings = new(() => Texts("meanings.tsv"));
    private static readonly Lazy<Dictionary<(string Kind, uint Number), string>> s_facilities = new(() => Texts("facilities.tsv"));

    /// <summary>Win32 codes below 16000.</summary>
    public static SymbolTable Win32 => s_win32.Value;

    public static SymbolTable HResult => s_hresult.Value;

    public static SymbolTable NtStatus => s_ntStatus.Value;

    public static bool IsSymbol(ReadOnlySpan<char> name) =>
        HResult.TryNumber(name, out _) || Win32.TryNumber(name, out _) || NtStatus.TryNumber(name, out _);

    /// <summary>What the code means in our words, or null.</summary>
    public static string? Meaning(string kind, uint number) => s_meanings.Value.GetValueOrDefault((kind, number));

    /// <summary>Number and name: <c>7, Windows</c>; only the number where it has no name.</summary>
    public static string Facility(string kind, uint number) => s_facilities.Value.TryGetValue((kind, number), out string? name)
        ? string.Create(CultureInfo.InvariantCulture, $"{number}, {name}")
        : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Lines of tab-separated fields; lines that begin with <c>#</c> tell the source and are left out.</summary>
    public static IEnumerable<string[]> Rows(string resource)
    {
        using Stream stream = typeof(CodeTables).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The table {resource} is not in the assembly.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
        }
    }

    public static uint Number(string field) => field.StartsWith("0x", StringComparison.Ordinal)
        ? uint.Parse(field.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : uint.Parse(field, CultureInfo.InvariantCulture);

    private static Dictionary<(string Kind, uint Number), string> Texts(string resource) =>
        Rows(resource).ToDictionary(row => (row[0], Number(row[1])), row => row[2]);
}
