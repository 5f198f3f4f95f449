using System.Net.Sockets;
using System.Text;

namespace MarsKb.Infra;

/// <summary>Writes a request to the socket exactly as given.</summary>
static class RawClient
{
    /// <returns>Everything that came back until the server closed the connection; empty when it closed without a word.</returns>
    public static async Task<string> SendAsync(Uri site, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reply = new MemoryStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            // Half-closed before the reply, the request would count as given up.
            var first = new byte[1];
            if (await stream.ReadAsync(first, limit.Token) == 0) return "";
            reply.Write(first);
            client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(reply, limit.Token);
        }
        catch (IOException)
        {
        }
        return Encoding.Latin1.GetString(reply.ToArray());
    }

    /// <summary>A GET with these header lines and no other.</summary>
    public static Task<string> GetAsync(Uri site, string path, params string[] headers) =>
        SendAsync(site, $"GET {path} HTTP/1.1\r\n{string.Concat(headers.Select(h => h + "\r\n"))}Connection: close\r\n\r\n");

    /// <summary>0 where the connection was closed without a whole status line.</summary>
    public static int Status(string reply) =>
        reply.Split(' ', 3) is [_, var status, _] ? int.Parse(status, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
