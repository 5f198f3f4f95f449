using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Map;

/// <summary>The map for other programs.</summary>
static class MapExport
{
    public static string Mermaid(ImmutableArray<MapRow> rows)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var row in rows)
        {
            var (open, close) = row.Step.Station switch
            {
                Station.Do => ("[", "]"),
                Station.If => ("{", "}"),
                Station.Flow => ("[[", "]]"),
                Station.End => ("([", "])"),
                _ => ("(", ")"),
            };
            text.Append(CultureInfo.InvariantCulture, $"  s{row.Number}{open}\"{MermaidText($"{row.Number}. {row.Title}")}\"{close}\n");
        }
        foreach (var row in rows)
            foreach (var lead in row.Leads)
                text.Append(CultureInfo.InvariantCulture, $"  s{row.Number} -->{(lead.Label is null ? "" : $"|\"{MermaidText(lead.Label)}\"|")} s{lead.To}\n");
        return text.ToString();
    }

    public static string Dot(string key, ImmutableArray<MapRow> rows)
    {
        var text = new StringBuilder($"digraph \"{DotText(key)}\" {{\n  node [fontname=\"sans-serif\"];\n");
        foreach (var row in rows)
        {
            var shape = row.Step.Station switch
            {
                Station.Do => "box",
                Station.If => "diamond",
                Station.Flow => "component",
                Station.End => "doubleoctagon",
                _ => "ellipse",
            };
            text.Append(CultureInfo.InvariantCulture, $"  s{row.Number} [shape={shape}, label=\"{DotText($"{row.Number}. {row.Title}")}\"];\n");
        }
        foreach (var row in rows)
            foreach (var lead in row.Leads)
                text.Append(CultureInfo.InvariantCulture, $"  s{row.Number} -> s{lead.To}{(lead.Label is null ? "" : $" [label=\"{DotText(lead.Label)}\"]")};\n");
        return text.Append("}\n").ToString();
    }

    // Inside quotes Mermaid knows entities only in its own spelling, and takes '#' for the beginning of one.
    static string MermaidText(string text) =>
        text.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal)
            .Replace(">", "#gt;", StringComparison.Ordinal).Replace("`", "#96;", StringComparison.Ordinal);

    static string DotText(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
