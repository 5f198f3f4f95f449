using System.Globalization;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>How often a fault is provoked: a few times with every commit, as often as <c>MARSKB_FAULT_ROUNDS</c> says in the long form (tests/faults.sh).</summary>
static class FaultRounds
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("MARSKB_FAULT_ROUNDS") is { Length: > 0 };

    public static int OrShort(int few) =>
        int.TryParse(Environment.GetEnvironmentVariable("MARSKB_FAULT_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : few;

    /// <summary>Random, and repeatable: the seed stands in the output.</summary>
    public static Random Seeded(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MARSKB_FAULT_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"seed {seed} (MARSKB_FAULT_SEED repeats it)");
        return new Random(seed);
    }
}

/// <summary>A test that mounts file systems: only as root on Linux. It says so where it is left out.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public const string Category = "Root";

    public RootFactAttribute(params string[] tools)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) Skip = "Left out: it mounts a file system, for which it must be root on Linux.";
        else if (tools.Append("mount").FirstOrDefault(t => !IsThere(t)) is { } missing) Skip = $"Left out: the program {missing} is not installed.";
        else if (!CanMount) Skip = "Left out: this machine does not let root mount a file system (a container, as a rule).";
    }

    static bool CanMount { get; } = TryMount();

    static bool IsThere(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':', StringSplitOptions.RemoveEmptyEntries).Any(f => File.Exists(Path.Combine(f, tool)));

    static bool TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        try
        {
            using var disk = TemporaryDisk.InMemory("1m");
            using var image = TemporaryDisk.Ext4("16M");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
