using MarsKb.Diagnostics;
using MarsKb.Matrix;
using MarsKb.Yaml;

namespace MarsKb.Checks;

/// <summary>The tables by key, and which of their rows have found a rule.</summary>
sealed class RuleTables
{
    readonly Dictionary<string, (MatrixFile File, MatrixTable? Table)> byKey = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<(string Table, string Row)> used = [];
    readonly HashSet<(string Table, string Row)> setAside = [];
    readonly DiagnosticBag bag;

    public RuleTables(IReadOnlyList<MatrixFile> files, IReadOnlyList<MatrixTable?> built, DiagnosticBag bag)
    {
        this.bag = bag;
        foreach (var (file, table) in files.Zip(built))
            if (file.Item is not null) byKey.TryAdd(file.Item.Key.Value, (file, table));
    }

    /// <summary>Both null for a table that is not there, which is reported; the table alone null for one with faults.</summary>
    public (MatrixFile? File, MatrixTable? Table) Find(YamlText name) => Find(name.Value, name.At);

    public RowPlace? Row(YamlText written)
    {
        var hash = written.Value.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
        {
            bag.UnknownRow(written.At, written.Value, "", null);
            return null;
        }
        return Find(written.Value[..hash], written.At).Table is { } table ? Row(table, written.Value[(hash + 1)..], written.At, used) : null;
    }

    public IEnumerable<RowPlace> All(MatrixTable table)
    {
        foreach (var row in table.Rows) used.Add((table.Key, row.Id));
        return table.Rows.Select(r => new RowPlace(table, r));
    }

    public void SetAside(MatrixTable table, YamlText row)
    {
        if (Row(table, row.Value, row.At, setAside) is not null && used.Contains((table.Key, row.Value))) bag.UsedAndUnused(row.At, table.Key, row.Value);
    }

    /// <summary>Reports the rows that neither a rule uses nor anybody set aside.</summary>
    public void CheckUse()
    {
        foreach (var (file, table) in byKey.Values)
        {
            if (table is null || table.Rows.IsEmpty) continue;
            var left = file.RowNames.Where(r => !used.Contains((table.Key, r.Value)) && !setAside.Contains((table.Key, r.Value))).ToList();
            // A table that nobody has thought of may have nothing to do with the check; a row among others was forgotten.
            if (left.Count == table.Rows.Length) bag.TableWithoutRule(file.Item!.Key.At, table.Key);
            else foreach (var row in left) bag.RowWithoutRule(row.At, table.Key, row.Value);
        }
    }

    (MatrixFile? File, MatrixTable? Table) Find(string key, SourceLocation at)
    {
        if (byKey.TryGetValue(key, out var found)) return found;
        bag.UnknownTable(at, key, Nearest.To(key, byKey.Keys));
        return (null, null);
    }

    RowPlace? Row(MatrixTable table, string id, SourceLocation at, HashSet<(string, string)> noted)
    {
        if (table.Rows.FirstOrDefault(r => r.Id == id) is { } row)
        {
            noted.Add((table.Key, id));
            return new RowPlace(table, row);
        }
        bag.UnknownRow(at, table.Key, id, Nearest.To(id, table.Rows.Select(r => r.Id)));
        return null;
    }
}
