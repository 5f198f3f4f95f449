using System.Net.Sockets;
using System.Text;

namespace MarsKb.Infra;

/// <summary>Writes a request as it stands, for what no client library would send.</summary>
static class RawRequest
{
    /// <summary>Sends GET with this target, byte for byte.</summary>
    /// <returns>The status, and everything that came back as Latin-1.</returns>
    public static async Task<(int Status, string Reply)> GetAsync(Uri site, byte[] target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port);
        var stream = client.GetStream();
        await stream.WriteAsync((byte[])[.. "GET "u8, .. target, .. Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: localhost:{site.Port}\r\nConnection: close\r\n\r\n")]);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var reply = await reader.ReadToEndAsync();
        return (int.Parse(reply.AsSpan(9, 3), provider: null), reply);
    }
}
