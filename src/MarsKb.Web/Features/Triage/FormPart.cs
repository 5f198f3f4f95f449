using MarsKb.Text;

namespace MarsKb.Features.Triage;

/// <summary>One part of a form, of which the first bytes may be looked at before it is read.</summary>
sealed class FormPart(Stream part) : ForwardStream
{
    readonly byte[] first = new byte[256];
    ReadOnlyMemory<byte> back;

    /// <summary>Nothing but blanks, as the text field of a form that brings a file.</summary>
    public async Task<bool> IsBlankAsync(CancellationToken cancel)
    {
        var length = await part.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancel);
        back = first.AsMemory(0, length);
        return length < first.Length && back.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (back.IsEmpty) return await part.ReadAsync(buffer, cancellationToken);
        var length = Math.Min(back.Length, buffer.Length);
        back[..length].CopyTo(buffer);
        back = back[length..];
        return length;
    }
}
