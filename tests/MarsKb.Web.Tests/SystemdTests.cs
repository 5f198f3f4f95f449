using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace MarsKb;

/// <summary>As a unit of systemd with <c>Type=notify</c>.</summary>
public sealed class SystemdTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly string folder = Directory.CreateTempSubdirectory("marskb-systemd-").FullName;

    [Fact]
    public async Task It_tells_systemd_when_it_takes_requests_and_when_it_stops()
    {
        if (!OperatingSystem.IsLinux()) return; // nothing else has systemd
        using var notified = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        var socket = Path.Combine(folder, "notify");
        notified.Bind(new UnixDomainSocketEndPoint(socket));

        // A process is a unit's when its parent has the name of systemd: here a shell by that name.
        var systemd = Path.Combine(folder, "systemd");
        File.CreateSymbolicLink(systemd, "/bin/sh");
        var start = new ProcessStartInfo(systemd, ["-c", "dotnet \"$0\" \"$@\" & echo $!; wait $!; exit $?", typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", $"--MarsKb:DataDirectory={folder}"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["NOTIFY_SOCKET"] = socket;
        using var unit = Process.Start(start)!;
        using var site = Process.GetProcessById(int.Parse((await unit.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            _ = unit.StandardOutput.ReadToEndAsync();
            Assert.Equal("READY=1", await ReceiveAsync(notified));
            using (var kill = Process.Start("kill", ["-TERM", site.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
            Assert.Equal("STOPPING=1", await ReceiveAsync(notified));
            await unit.WaitForExitAsync().WaitAsync(Limit);
            Assert.Equal(0, unit.ExitCode);
        }
        finally
        {
            if (!site.HasExited) site.Kill();
        }
    }

    static async Task<string> ReceiveAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Limit);
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, limit.Token));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
