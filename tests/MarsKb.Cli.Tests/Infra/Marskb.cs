using System.Text.Json;
using MarsKb.Cli.Output;

namespace MarsKb.Cli.Infra;

/// <summary>One run of the command, with what it wrote.</summary>
sealed record Marskb(int Exit, string Out, string Error)
{
    public static Marskb Run(params string[] args) => RunWith("", args);

    public static Marskb RunWith(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = CommandLine.Run(args, new Terminal(new StringReader(input), output, error, Colour: false));
        return new Marskb(exit, output.ToString(), error.ToString());
    }

    public IReadOnlyList<string> Lines => Out.TrimEnd('\n').Split('\n');

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }
}
