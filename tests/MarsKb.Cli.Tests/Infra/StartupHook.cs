/// <summary>
/// Loaded into the command by the runtime where <c>DOTNET_STARTUP_HOOKS</c> names this assembly: writes at the end which assemblies the process has loaded.
/// The runtime looks for it by this name, outside of any namespace.
/// </summary>
static class StartupHook
{
    /// <summary>Environment variable with the file to write.</summary>
    public const string Setting = "MARSKB_TEST_LOADED";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } file)
            File.WriteAllLines(file, AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name ?? ""));
    };
}
