using System.Globalization;
using MarsKb.Text;

namespace MarsKb.Triage;

/// <summary>Passes a stream on, with some bytes put back before it, and counts; stops where it is longer than allowed.</summary>
sealed class CountedStream(Stream inner, long most) : ForwardStream
{
    ReadOnlyMemory<byte> back;

    /// <summary>Bytes read from the stream itself.</summary>
    public long Count { get; private set; }

    /// <summary>The next reads give these first.</summary>
    public void PutBack(ReadOnlyMemory<byte> bytes) => back = bytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!back.IsEmpty)
        {
            var length = Math.Min(back.Length, buffer.Length);
            back[..length].CopyTo(buffer);
            back = back[length..];
            return length;
        }
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count <= most) return read;
        throw new UnreadableLogException(LogFault.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The log is larger than {most >> 20} MiB. Split it, or pack it as .gz or .zip, and try again."));
    }
}
