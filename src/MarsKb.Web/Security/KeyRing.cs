using MarsKb.Configuration;
using MarsKb.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace MarsKb.Security;

/// <summary>The keys behind cookies and form tokens: in the data folder, for this user only.</summary>
static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services, MarsKbOptions options)
    {
        var folder = new DataFolder(options.DataDirectory);
        var protection = services.AddDataProtection().SetApplicationName("MarsKb");
        if (TryPrepare(folder)) protection.PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));
        else protection.UseEphemeralDataProtectionProvider(); // a read-only disk: sign-ins end with the process
    }

    static bool TryPrepare(DataFolder folder)
    {
        try
        {
            folder.Create();
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder.Keys);
            else
            {
                const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                Directory.CreateDirectory(folder.Keys, mine);
                File.SetUnixFileMode(folder.Keys, mine);
            }
            using var probe = new FileStream(Path.Combine(folder.Keys, $".probe-{Environment.ProcessId}"), new FileStreamOptions
            {
                Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose,
            });
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
