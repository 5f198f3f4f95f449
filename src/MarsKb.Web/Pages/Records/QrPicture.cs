using System.Globalization;
using System.Text;
using QRCoder;

namespace MarsKb.Pages.Records;

/// <summary>A QR code as the path of an SVG: no style, no markup of its own.</summary>
/// <param name="Size">Modules of a side, the quiet zone around it included.</param>
/// <param name="Path">One square for each dark module.</param>
public sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x + 1 < rows[y].Length && rows[y][x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x + 1 - from}v1h-{x + 1 - from}z");
            }
        return new QrPicture(rows.Count, path.ToString());
    }
}
