using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MarsKb.Flows.Steps;
using MarsKb.Rendering;

namespace MarsKb.Flows.Map;

/// <summary>Writes a map as SVG. All texts are encoded, nothing is styled here but by class.</summary>
static class MapSvg
{
    const int Width = 345;
    const int Radius = 11;
    const double TitleCharacter = 8;
    const double LineCharacter = 6.4;

    /// <summary>Of a map outside the site. On the site the style sheet says how a map looks.</summary>
    public const string Look =
        "text{font-family:sans-serif;fill:#1c1917}.t{font-size:13.5px;font-weight:600}.l{font-size:12px}.n{font-size:11px;font-weight:600}"
        + ".edge{fill:none;stroke:#78716c;stroke-width:1.5}.st *{fill:#fff;stroke:#1c1917;stroke-width:1.5}.st .n{fill:#1c1917;stroke:none}.st .sign{fill:none}";

    /// <param name="way">Numbers of the rows that a session came to.</param>
    public static string Write(string key, string name, ImmutableArray<MapRow> rows, MapLayout layout, Func<string, string?> link, IReadOnlyList<int> way)
    {
        var svg = new StringBuilder();
        var title = "map-" + HtmlText.Encode(key);
        var height = rows.Length * MapLayout.RowHeight;
        var links = rows.Select(r => link(r.Step.Id)).ToList();
        // What an img holds is hidden from assistive technology, and links must not be.
        var role = links.TrueForAll(l => l is null) ? "img" : "group";
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"map\" role=\"{role}\" aria-labelledby=\"{title}\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{title}\">{HtmlText.Encode(name)}</title>");
        var walked = way.Zip(way.Skip(1)).Select(p => (p.First - 1, p.Second - 1)).ToHashSet();
        // Walked lines last, so that they lie above the others.
        foreach (var line in layout.Lines.OrderBy(l => walked.Contains((l.From, l.To))))
        {
            var classes = "edge" + (line.To < line.From ? " back" : "") + (walked.Contains((line.From, line.To)) ? " on" : "");
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{classes}\" d=\"{Curve(line, layout)}\"/>");
        }
        foreach (var row in rows) Row(svg, row, layout, links[row.Number - 1], way);
        return svg.Append("</svg>").ToString();
    }

    static string Curve(MapLine line, MapLayout layout)
    {
        var (x1, y1) = (MapLayout.X(layout.Lanes[line.From]), MapLayout.Y(line.From));
        var (x2, y2) = (MapLayout.X(layout.Lanes[line.To]), MapLayout.Y(line.To));
        const int Half = MapLayout.RowHeight / 2;
        if (line.X is not { } x) return string.Create(CultureInfo.InvariantCulture, $"M{x1} {y1}C{x1} {y1 + Half} {x2} {y2 - Half} {x2} {y2}");
        if (line.To < line.From)
            return string.Create(CultureInfo.InvariantCulture, $"M{x1} {y1}C{x} {y1} {x} {y1} {x} {y1 - Half}V{y2 + Half}C{x} {y2} {x} {y2} {x2} {y2}");
        return string.Create(CultureInfo.InvariantCulture,
            $"M{x1} {y1}C{x1} {y1 + Half} {x} {y1 + Half} {x} {y1 + 2 * Half}V{y2 - 2 * Half}C{x} {y2 - Half} {x2} {y2 - Half} {x2} {y2}");
    }

    static void Row(StringBuilder svg, MapRow row, MapLayout layout, string? link, IReadOnlyList<int> way)
    {
        var (x, y) = (MapLayout.X(layout.Lanes[row.Number - 1]), MapLayout.Y(row.Number - 1));
        var classes = "st " + row.Step.Station.Css() + (way.Count > 0 && way[^1] == row.Number ? " now" : way.Contains(row.Number) ? " on" : "");
        if (link is not null) svg.Append(CultureInfo.InvariantCulture, $"<a href=\"{HtmlText.Encode(link)}\"><rect class=\"row\" y=\"{y - MapLayout.RowHeight / 2}\" width=\"{Width}\" height=\"{MapLayout.RowHeight}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{classes}\">");
        Draw(svg, row, x, y);
        svg.Append("</g>");
        var left = layout.TextLeft;
        var titles = Wrapped(row.Title, (int)((Width - left) / TitleCharacter));
        var top = titles.Count == 1 ? y - 2 : y - 9;
        foreach (var line in titles)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"t\" x=\"{left}\" y=\"{top}\">{HtmlText.Encode(line)}</text>");
            top += 14;
        }
        if (row.Lead.Length > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"l\" x=\"{left}\" y=\"{top + 1}\">{HtmlText.Encode(Cut(row.Lead, (int)((Width - left) / LineCharacter)))}</text>");
        if (link is not null) svg.Append("</a>");
    }

    static void Draw(StringBuilder svg, MapRow row, int x, int y)
    {
        svg.Append(Shape(row.Step.Station, x, y));
        if (Sign(row.Step, x, y) is { } path) svg.Append(CultureInfo.InvariantCulture, $"<path class=\"sign\" d=\"{path}\"/>");
        else svg.Append(CultureInfo.InvariantCulture, $"<text class=\"n\" x=\"{x}\" y=\"{y + 4}\" text-anchor=\"middle\">{row.Number}</text>");
    }

    static string Shape(Station station, int x, int y) => station switch
    {
        Station.Do => string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{x - Radius}\" y=\"{y - Radius}\" width=\"{2 * Radius}\" height=\"{2 * Radius}\" rx=\"4\"/>"),
        // A diamond, its corners a little further out so that it looks as large as the others.
        Station.If => string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{x} {y - Radius - 2}L{x + Radius + 2} {y}L{x} {y + Radius + 2}L{x - Radius - 2} {y}Z\"/>"),
        _ => string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"{y}\" r=\"{Radius}\"/>"),
    };

    /// <summary>The path of the sign in a station; null where its number stands.</summary>
    static string? Sign(Step step, int x, int y) => step switch
    {
        // A tick, an arrow upwards, a bar, an arrow onwards.
        OutcomeStep { IsGood: true } => string.Create(CultureInfo.InvariantCulture, $"M{x - 4} {y}l3 3l5 -6"),
        OutcomeStep { Kind: OutcomeKind.Escalate } => string.Create(CultureInfo.InvariantCulture, $"M{x} {y + 5}v-9m-3.5 3.5l3.5 -3.5l3.5 3.5"),
        OutcomeStep => string.Create(CultureInfo.InvariantCulture, $"M{x - 4} {y}h8"),
        SubflowStep => string.Create(CultureInfo.InvariantCulture, $"M{x - 4} {y}h8m-3.5 -3.5l3.5 3.5l-3.5 3.5"),
        _ => null,
    };

    /// <summary>At most two lines, cut at words.</summary>
    static List<string> Wrapped(string text, int width)
    {
        if (text.Length <= width) return [text];
        var cut = text.LastIndexOf(' ', width);
        return cut < width / 3 ? [Cut(text, width)] : [text[..cut], Cut(text[(cut + 1)..], width)];
    }

    static string Cut(string text, int width)
    {
        if (text.Length <= width) return text;
        var cut = text.LastIndexOf(' ', width - 2);
        return text[..(cut > width / 2 ? cut : width - 1)] + "…";
    }
}
