using System.CommandLine;

namespace MarsKb.Cli.Commands;

/// <summary>One verb of the command line.</summary>
/// <param name="Examples">Complete command lines for the end of its help.</param>
sealed record Verb(Command Command, IReadOnlyList<string> Examples)
{
    /// <summary>A verb that only gathers others, which follow it on the command line.</summary>
    public static Verb Of(string name, string description, params Verb[] verbs)
    {
        var command = new Command(name, description);
        foreach (var verb in verbs) command.Subcommands.Add(verb.Command);
        return new Verb(command, [.. verbs.SelectMany(v => v.Examples)]) { Verbs = verbs };
    }

    public IReadOnlyList<Verb> Verbs { get; private init; } = [];
}
