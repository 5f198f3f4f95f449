using System.Diagnostics;

namespace MarsKb.Faults;

/// <summary>A disk that can be filled, made read-only, or lose its power.</summary>
sealed class TemporaryDisk : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("marskb-disk-").FullName;
    readonly string image;

    TemporaryDisk()
    {
        Path = System.IO.Path.Combine(folder, "mounted");
        image = System.IO.Path.Combine(folder, "disk.img");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>A disk in memory. It has no syncs: good for a full disk, not for durability.</summary>
    public static TemporaryDisk InMemory(string size)
    {
        var disk = new TemporaryDisk();
        disk.Try("mount", "-t", "tmpfs", "-o", $"size={size}", "none", disk.Path);
        return disk;
    }

    /// <summary>A disk in a file. Nothing reaches the file but what was synced: the journal is written every five minutes only.</summary>
    public static TemporaryDisk Ext4(string size)
    {
        var disk = new TemporaryDisk();
        disk.Try("truncate", "-s", size, disk.image);
        disk.Try("mkfs.ext4", "-q", disk.image);
        disk.Try("mount", "-o", "loop,commit=300", disk.image, disk.Path);
        return disk;
    }

    /// <summary>The disk as it would be after the power failed now.</summary>
    public TemporaryDisk AfterPowerLoss()
    {
        var disk = new TemporaryDisk();
        disk.Try("cp", "--sparse=always", image, disk.image);
        disk.Try("mount", "-o", "loop", disk.image, disk.Path);
        return disk;
    }

    public void Remount(string options) => Run("mount", "-o", "remount," + options, Path);

    void Try(string program, params string[] arguments)
    {
        try
        {
            Run(program, arguments);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors}");
    }

    public void Dispose()
    {
        using (var process = Process.Start(new ProcessStartInfo("umount", ["-l", Path]) { RedirectStandardError = true })!) process.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }
}
