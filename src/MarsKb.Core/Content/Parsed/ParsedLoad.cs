using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Matrix;

namespace MarsKb.Content.Parsed;

/// <summary>What one load takes from <see cref="ParsedContent"/> and leaves in it. For any number of threads.</summary>
sealed class ParsedLoad(ParsedContent content, ParsedFile? kept, bool damaged) : IDisposable
{
    readonly ConcurrentQueue<KeptParse> parses = [];
    volatile bool isDamaged = damaged;

    /// <summary>A file as it was parsed before, or null when it must be parsed.</summary>
    public object? Find(ContentFile file)
    {
        if (kept?.Find(file.File.Path, file.Hash) is not { } place) return null;
        var buffer = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            var bytes = buffer.AsSpan(0, place.Length);
            kept.Read(place, bytes);
            return Records.Read(file, bytes);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            isDamaged = true;
            content.Warn("damaged", $"{ParsedContent.FileName} is damaged; what is not is used: {fault.Message}");
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Notes what is to be kept of a file that was rendered.</summary>
    /// <inheritdoc cref="Records.Write(object?, ImmutableArray{Diagnostic})" path="/param"/>
    public void Keep(ContentFile file, object? parsed, ImmutableArray<Diagnostic> warnings)
    {
        if (file.Bag.HasErrors) return;
        var isKept = parsed switch
        {
            EntryFile entry => entry.Rendering.IsKept,
            SharedActionFile action => action.Rendering.IsKept,
            MatrixFile table => table.Rendering.IsKept,
            _ => false,
        };
        try
        {
            var record = isKept ? null : Records.Write(parsed, warnings);
            if (isKept || record is { Length: <= ParsedFile.MostRecordBytes }) parses.Enqueue(new KeptParse(file.File.Path, file.Hash, record));
        }
        catch (EncoderFallbackException)
        {
            // Half of a character, written as an escape in YAML: such a file is parsed each time.
        }
    }

    public void Dispose()
    {
        kept?.Dispose();
        content.Close([.. parses.OrderBy(p => p.Path, StringComparer.Ordinal)], isDamaged, kept?.Count ?? 0);
    }
}
