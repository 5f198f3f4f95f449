using System.ComponentModel;
using System.Diagnostics;

namespace MarsKb.Infra;

/// <summary>A file system of its own, for faults that only a disk has. Needs Linux and root.</summary>
sealed class Mount : IDisposable
{
    static readonly Lazy<bool> Possible = new(Try);

    Mount(string path, params string[] arguments)
    {
        Path = path;
        Run("mount", [.. arguments, path]);
    }

    /// <summary>False where this machine does not let us mount; the test passes over and says so.</summary>
    public static bool IsPossible => Possible.Value;

    public string Path { get; }

    public static Mount Memory(int megabytes) =>
        new(Directory.CreateTempSubdirectory("marskb-mount-").FullName, "-t", "tmpfs", "-o", $"size={megabytes}m", "none");

    /// <summary>Changes options of the mount: <c>ro</c>, <c>rw</c>, <c>size=64m</c>.</summary>
    public void Remount(string options) => Run("mount", "-o", "remount," + options, Path);

    static bool Try()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                using (Memory(1))
                    return true;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
        }
        Console.WriteLine("Passed over: tests with a file system of their own need Linux and the right to mount.");
        return false;
    }

    static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error}");
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }
}
