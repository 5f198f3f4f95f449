using System.Text;

namespace MarsKb.Triage;

/// <summary>Finds out in which encoding a log is written.</summary>
static class LogText
{
    /// <summary>So many bytes are looked at.</summary>
    public const int Sample = 8192;

    /// <summary>UTF-8, and what is not UTF-8 is Windows-1252: a log may hold both, and nobody can tell before its end.</summary>
    static readonly Encoding Bytes = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    /// <param name="start">The first bytes of the log, up to <see cref="Sample"/>.</param>
    /// <exception cref="UnreadableLogException">This is no text.</exception>
    public static (Encoding Encoding, string Name, int Mark) Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8)) return (Bytes, "UTF-8", 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Encoding.Unicode, "UTF-16", 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Encoding.BigEndianUnicode, "UTF-16", 2);
        if (Kind(start) is { } kind) throw NotText(kind);

        var (even, odd, control, high, invalid) = (0, 0, 0, 0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            var b = start[i];
            if (b == 0) { if ((i & 1) == 0) even++; else odd++; }
            if (b is < 9 or > 13 and < 27 or > 27 and < 32 or 127) control++;
            if (b >= 128) high++;
        }
        var pairs = Math.Max(1, start.Length / 2);
        // Text of western scripts has every second byte empty; of others at least its blanks, digits and line ends.
        if (odd * 10 >= pairs && even * 20 <= odd) return (Encoding.Unicode, "UTF-16", 0);
        if (even * 10 >= pairs && odd * 20 <= even) return (Encoding.BigEndianUnicode, "UTF-16", 0);
        if (control * 20 > start.Length) throw NotText("a binary file");
        if (high > 0) invalid = Invalid(start);
        return (Bytes, invalid > 0 ? "Windows-1252" : "UTF-8", 0);
    }

    public static UnreadableLogException NotText(string kind) =>
        new(LogFault.NotText, $"This is {kind}, not a log in text. Send a .log, .txt, .errlog, .xml or .csv file, or a .gz or .zip with such files.");

    /// <summary>A file that is known by its first bytes.</summary>
    static string? Kind(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("ElfFile\0"u8)) return "an event log in its binary form (.evtx; export it as XML or CSV)";
        if (start.StartsWith("%PDF-"u8)) return "a PDF";
        if (start.StartsWith("MZ"u8) && start.IndexOf((byte)0) >= 0) return "a program";
        if (start.StartsWith("\x7FELF"u8)) return "a program";
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return "a picture";
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "a picture";
        if (start.StartsWith("7z\xBC\xAF"u8[..2]) && start.Length > 3 && start[2] == 0xBC) return "a 7z archive";
        if (start.StartsWith("Rar!"u8)) return "a RAR archive";
        return start.StartsWith("MSCF"u8) ? "a CAB archive" : null;
    }

    static int Invalid(ReadOnlySpan<byte> bytes)
    {
        var invalid = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            // The last character may be cut off here.
            if (status == System.Buffers.OperationStatus.InvalidData) invalid++;
            bytes = bytes[Math.Max(1, length)..];
        }
        return invalid;
    }

    sealed class Windows1252Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        sealed class Buffer : DecoderFallbackBuffer
        {
            // 0x80 to 0x9F; NUL where Windows-1252 has no character.
            const string Upper = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

            byte[] bytes = [];
            int at;

            public override int Remaining => bytes.Length - at;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (bytes, at) = (bytesUnknown, 0);
                return bytes.Length > 0;
            }

            public override char GetNextChar()
            {
                if (at >= bytes.Length) return '\0';
                var b = bytes[at++];
                return b is >= 0x80 and <= 0x9F ? Upper[b - 0x80] is var c and not '\0' ? c : '\uFFFD' : (char)b;
            }

            public override bool MovePrevious()
            {
                if (at == 0) return false;
                at--;
                return true;
            }

            public override void Reset() => (bytes, at) = ([], 0);
        }
    }
}
