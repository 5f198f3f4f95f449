namespace MarsKb.Cli.Commands;

/// <summary>What a command tells the shell.</summary>
static class ExitCode
{
    public const int Done = 0;

    /// <summary>The content has an error, or nothing was found.</summary>
    public const int Fault = 1;

    /// <summary>An unknown verb or option, a missing argument, a folder that is not there.</summary>
    public const int WrongUse = 2;
}
