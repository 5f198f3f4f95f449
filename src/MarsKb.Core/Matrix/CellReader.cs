using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Matrix;

/// <summary>Reads one cell after its column's type.</summary>
static class CellReader
{
    static readonly (string Unit, double Bytes)[] SizeUnits =
        [("B", 1), ("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("TB", 1L << 40)];

    // A month is a twelfth of a year, so that 12 months are a year.
    static readonly (string Unit, double Days)[] DurationUnits = [("day", 1), ("week", 7), ("month", 365 / 12.0), ("year", 365)];

    /// <returns>Null when the value is at fault; why is in the bag.</returns>
    public static MatrixCell? Read(MatrixColumn column, YamlNode value, bool isName, LinkTargets links, DiagnosticBag bag)
    {
        if (column.Type == ColumnType.List) return List(column, value, bag);
        switch (value)
        {
            case YamlText { IsNull: true }:
                bag.NoValue(value.At, column.Id);
                return null;
            case YamlText text when string.IsNullOrWhiteSpace(text.Value):
                bag.BlankText(text.At, column.Id);
                return null;
            case YamlText text:
                if (text.Comment is { } comment) bag.CutByComment(comment);
                if (column.Type != ColumnType.Markdown && text.Value.Contains('\n'))
                {
                    bag.MoreThanOneLine(text.At, column.Id);
                    return null;
                }
                return Cell(column, text, isName, links, bag);
            default:
                bag.WrongType(value.At, column.Id, value.Noun, "a text");
                return null;
        }
    }

    static MatrixCell? Cell(MatrixColumn column, YamlText text, bool isName, LinkTargets links, DiagnosticBag bag)
    {
        var written = text.Value;
        switch (column.Type)
        {
            case ColumnType.Text:
                return new MatrixCell(column.Type, written, isName ? Name(written) : HtmlText.Encode(written));
            case ColumnType.Markdown:
                var rich = MarkdownRenderer.RenderInline(MarkdownText.Parse(written.TrimEnd('\n'), text.Place, bag), "a cell", links, bag);
                return new MatrixCell(column.Type, rich.Text, rich.Html);
            case ColumnType.YesNo when written is "yes" or "no":
                return Plain(column.Type, written == "yes" ? "Yes" : "No", written == "yes");
            case ColumnType.YesNo:
                return Fault("'yes' or 'no'");
            case ColumnType.Support:
                return written switch
                {
                    "supported" => Plain(column.Type, "Supported", SupportLevel.Supported),
                    "not-supported" => Plain(column.Type, "Not supported", SupportLevel.NotSupported),
                    "skipped" => Plain(column.Type, "Not supported. Skipped", SupportLevel.Skipped),
                    _ => Fault("'supported', 'not-supported' or 'skipped'"),
                };
            case ColumnType.Version:
                return Version.TryParse(written, out var version) && written.All(c => c == '.' || char.IsAsciiDigit(c))
                    ? new MatrixCell(column.Type, written, $"<code>{written}</code>", version)
                    : Fault("numbers with dots, such as 2.0.9169.0");
            case ColumnType.Size:
                return Measure(written, SizeUnits, plural: false) is { } size
                    ? Plain(column.Type, size.Number.ToString("#,0.###", CultureInfo.InvariantCulture) + " " + size.Unit, size.Value)
                    : Fault("a number and B, KB, MB, GB or TB, such as '1700 GB'");
            case ColumnType.Duration:
                return Measure(written, DurationUnits, plural: true) is { } duration
                    ? Plain(column.Type, written, duration.Value)
                    : Fault("a number and days, weeks, months or years, such as '7 days'");
            case ColumnType.Host:
                return IsHost(written)
                    ? new MatrixCell(column.Type, written, $"<code>{HtmlText.Encode(written)}</code>")
                    : Fault("a host such as 'login.windows.net' or '*.windows.net', or an IP address");
            default:
                throw new InvalidOperationException($"No reader for {column.Type}.");
        }

        MatrixCell? Fault(string example)
        {
            bag.BadCell(text.At, written, MatrixFile.Types[(int)column.Type], example);
            return null;
        }
    }

    static MatrixCell Plain(ColumnType type, string text, object value) => new(type, text, HtmlText.Encode(text), value);

    static MatrixCell? List(MatrixColumn column, YamlNode value, DiagnosticBag bag)
    {
        if (value is not YamlList list)
        {
            bag.WrongType(value.At, column.Id, value.Noun, "a list ('[a, b]' or lines that begin with '-')");
            return null;
        }
        var items = ImmutableArray.CreateBuilder<string>(list.Items.Count);
        foreach (var item in list.Items)
            if (item is not YamlText text) bag.WrongType(item.At, column.Id, $"a list with {item.Noun} in it", "a list of texts");
            else if (text.IsNull) bag.NoValue(text.At, column.Id);
            else if (string.IsNullOrWhiteSpace(text.Value)) bag.BlankText(text.At, column.Id);
            else if (text.Value.Contains('\n')) bag.MoreThanOneLine(text.At, column.Id);
            else
            {
                if (text.Comment is { } comment) bag.CutByComment(comment);
                items.Add(text.Value);
            }
        if (list.Items.Count == 0) bag.NoValue(list.At, column.Id);
        if (items.Count == 0) return null;
        var html = "<ul>" + string.Concat(items.Select(i => $"<li>{HtmlText.Encode(i)}</li>")) + "</ul>";
        return new MatrixCell(column.Type, string.Join('\n', items), html, items.ToImmutable());
    }

    /// <summary>What stands in round brackets at the end is set small.</summary>
    static string Name(string text)
    {
        var opening = text.EndsWith(')') ? text.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return opening < 1 ? HtmlText.Encode(text) : $"{HtmlText.Encode(text[..opening])} <small>{HtmlText.Encode(text[(opening + 1)..])}</small>";
    }

    static (decimal Number, string Unit, long Value)? Measure(string text, (string Unit, double Factor)[] units, bool plural)
    {
        if (text.Split(' ') is not [var number, var unit]) return null;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)) return null;
        foreach (var (name, factor) in units)
        {
            var fits = unit == name ? !plural || amount == 1 : plural && unit == name + "s";
            if (fits && (double)amount * factor < long.MaxValue / 2) return (amount, unit, (long)Math.Round((double)amount * factor));
        }
        return null;
    }

    static bool IsHost(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0) return IPNetwork.TryParse(name, out _);
        return name.Length is > 0 and <= 253 && name.Contains('.') && Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;
    }
}
