using System.Globalization;

namespace MarsKb.Triage;

/// <summary>Passes a stream on, with some bytes put back before it, and counts; stops where it is longer than allowed.</summary>
sealed class CountedStream(Stream inner, long most) : Stream
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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
