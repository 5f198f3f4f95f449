using System.CommandLine;

namespace MarsKb.Cli.Commands;

/// <summary>One verb of the command line.</summary>
/// <param name="Examples">Complete command lines for the end of its help.</param>
sealed record Verb(Command Command, IReadOnlyList<string> Examples);
