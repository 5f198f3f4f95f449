using System.Buffers;

namespace MarsKb.Triage;

/// <summary>A whole archive in memory, in pieces from the pool; cleared when it goes back.</summary>
sealed class PooledBytes : IDisposable
{
    const int Piece = 64 << 10;

    readonly List<byte[]> pieces = [];

    public long Length { get; private set; }

    public static async Task<PooledBytes> ReadAsync(Stream source, CancellationToken cancel)
    {
        var bytes = new PooledBytes();
        try
        {
            while (true)
            {
                var piece = ArrayPool<byte>.Shared.Rent(Piece);
                bytes.pieces.Add(piece);
                var read = await source.ReadAtLeastAsync(piece.AsMemory(0, Piece), Piece, throwOnEndOfStream: false, cancel);
                bytes.Length += read;
                if (read < Piece) return bytes;
            }
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Fills the buffer from a place that must be inside.</summary>
    public void Read(long at, Span<byte> buffer)
    {
        if (at < 0 || at + buffer.Length > Length) throw Archives.Damaged();
        while (!buffer.IsEmpty)
        {
            var (piece, offset) = ((int)(at / Piece), (int)(at % Piece));
            var length = Math.Min(buffer.Length, Piece - offset);
            pieces[piece].AsSpan(offset, length).CopyTo(buffer);
            buffer = buffer[length..];
            at += length;
        }
    }

    public Stream Slice(long start, long length) => new SliceStream(this, start, length);

    public void Dispose()
    {
        foreach (var piece in pieces) ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        pieces.Clear();
        Length = 0;
    }

    sealed class SliceStream(PooledBytes bytes, long start, long length) : Stream
    {
        long at;

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - at);
            bytes.Read(start + at, buffer[..count]);
            at += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => at; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
