using System.Text;
using System.Text.Json;

namespace MarsKb.Infra;

/// <summary>One row of the bad-input corpus.</summary>
/// <param name="Bytes">The payload; a lone surrogate stays one, in three bytes.</param>
/// <param name="MaxMilliseconds">Server time, for rows with the verdict <c>fast</c>.</param>
public sealed record BadInput(string Id, byte[] Bytes, IReadOnlySet<string> At, IReadOnlySet<string> Must, IReadOnlyList<string> Want, int MaxMilliseconds)
{
    /// <summary>As text; null where the payload is not valid UTF-8.</summary>
    public string? Text
    {
        get
        {
            try
            {
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>The rows of the files that are put at this place; none where the corpus is absent.</summary>
    public static IReadOnlyList<BadInput> For(string place, params string[] files) => [.. files.SelectMany(Read).Where(r => r.At.Contains(place))];

    static IEnumerable<BadInput> Read(string file)
    {
        if (Repository.Shared is not { } shared) return [];
        return File.ReadLines(Path.Combine(shared, "corpora", "bad-input", file)).Where(l => l.Length > 0).Select(Parse).OfType<BadInput>();
    }

    static BadInput? Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        if (Payload(line, row) is not { } bytes) return null;
        return new BadInput(
            row.GetProperty("id").GetString()!, bytes, Words(row, "at").ToHashSet(), Words(row, "must").ToHashSet(), [.. Words(row, "want")],
            row.TryGetProperty("max_ms", out var ms) ? ms.GetInt32() : 1000);
    }

    static byte[]? Payload(string line, JsonElement row)
    {
        if (row.TryGetProperty("hex", out var hex)) return Convert.FromHexString(hex.GetString()!.Replace(" ", "", StringComparison.Ordinal));
        if (row.TryGetProperty("rep", out var parts))
            return Encoding.UTF8.GetBytes(string.Concat(parts.EnumerateArray().Select(p => new StringBuilder().Insert(0, p[0].GetString()!, p[1].GetInt32()))));
        if (!row.TryGetProperty("in", out var text)) return null;
        try
        {
            return Encoding.UTF8.GetBytes(text.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: .NET has no text for it, the wire has.
            return LoneSurrogate(text.GetRawText());
        }
    }

    static byte[] LoneSurrogate(string raw)
    {
        var bytes = new List<byte>();
        for (var i = 1; i < raw.Length - 1; i++)
            if (raw[i] == '\\' && raw[i + 1] == 'u')
            {
                var unit = Convert.ToInt32(raw.Substring(i + 2, 4), 16);
                bytes.AddRange([(byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 0x3F)), (byte)(0x80 | (unit & 0x3F))]);
                i += 5;
            }
            else
            {
                bytes.Add((byte)raw[i]);
            }

        return [.. bytes];
    }

    static IEnumerable<string> Words(JsonElement row, string name) =>
        row.TryGetProperty(name, out var words) ? words.EnumerateArray().Select(w => w.GetString()!) : [];
}
