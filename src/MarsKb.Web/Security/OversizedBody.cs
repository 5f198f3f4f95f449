using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace MarsKb.Security;

/// <summary>
/// What is too large is read on for a while and thrown away: whoever is still sending would not hear the refusal, because a connection that is closed
/// with unread bytes takes it along.
/// </summary>
static class OversizedBody
{
    const long MostDiscarded = 8 << 20;

    public static async Task DiscardAsync(HttpContext context)
    {
        var request = context.Request;
        // Whoever asks first sends nothing when told no.
        var asksFirst = request.Headers.Expect.Count > 0;
        if (request.ContentLength > MostDiscarded || asksFirst)
        {
            if (request.Protocol == HttpProtocol.Http11) context.Response.Headers.Connection = "close";
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostDiscarded;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (await request.Body.ReadAsync(buffer, context.RequestAborted) > 0) ;
        }
        catch (BadHttpRequestException)
        {
            // Still more, too slow, or cut off: it is refused all the same.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
