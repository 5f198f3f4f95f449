using MarsKb.Text;

namespace MarsKb.Features.Triage;

/// <summary>The text of one field of a URL-encoded form, decoded as it comes. ASP.NET Core would hold all of it in memory, and takes 4 MiB at most.</summary>
/// <param name="names">The first field with one of these names is read; the others are passed over.</param>
sealed class EncodedField(Stream body, string[] names) : ForwardStream
{
    const int LongestName = 32;

    readonly byte[] raw = new byte[16 << 10];
    readonly char[] name = new char[LongestName];
    int at, length, nameLength, escape;
    byte high;
    State state = State.Name;

    enum State { Name, Skipped, Wanted, Over }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var made = Decode(buffer.Span);
            if (made > 0 || state == State.Over || buffer.IsEmpty) return made;
            (at, length) = (0, await body.ReadAsync(raw, cancellationToken));
            if (length == 0) return 0;
        }
    }

    int Decode(Span<byte> target)
    {
        var made = 0;
        while (at < length && made < target.Length && state != State.Over)
        {
            var b = raw[at++];
            switch (state)
            {
                case State.Name when b == '=':
                    state = names.Contains(new string(name, 0, nameLength), StringComparer.OrdinalIgnoreCase) ? State.Wanted : State.Skipped;
                    nameLength = 0;
                    break;
                case State.Name when b == '&':
                    nameLength = 0;
                    break;
                case State.Name:
                    if (nameLength < LongestName) name[nameLength++] = (char)b;
                    break;
                case State.Skipped:
                    if (b == '&') state = State.Name;
                    break;
                default:
                    if (b == '&') state = State.Over;
                    else if (escape > 0) made += Escaped(b, target[made..]);
                    else if (b == '%') escape = 2;
                    else target[made++] = b == '+' ? (byte)' ' : b;
                    break;
            }
        }
        return made;
    }

    int Escaped(byte b, Span<byte> target)
    {
        var digit = char.IsAsciiHexDigit((char)b) ? (byte)Convert.ToInt32(((char)b).ToString(), 16) : (byte)0;
        if (--escape == 1)
        {
            high = digit;
            return 0;
        }
        target[0] = (byte)((high << 4) | digit);
        return 1;
    }
}
