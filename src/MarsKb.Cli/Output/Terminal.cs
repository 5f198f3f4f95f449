using System.Text;

namespace MarsKb.Cli.Output;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Colour">Whether people read <paramref name="Out"/> on a terminal that shows colours.</param>
sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool Colour)
{
    /// <summary>Whether people look at <see cref="Error"/> while the command runs.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Standard input as bytes; null where there is only text.</summary>
    public Stream? RawIn { get; init; }

    int progress;

    /// <summary>The streams of this process, in UTF-8. No colour in a pipe or where NO_COLOR is set.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true };
        var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
        var colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var input = Console.OpenStandardInput();
        return new Terminal(new StreamReader(input, utf8), output, error, colour) { ShowsProgress = !Console.IsErrorRedirected, RawIn = input };
    }

    public string Strong(string text) => Paint(text, "1");

    public string Faint(string text) => Paint(text, "2");

    public string Good(string text) => Paint(text, "32");

    /// <summary>Says in a word or two what is being done, in place of what was said before. Nothing in a pipe.</summary>
    public void Progress(string what)
    {
        if (!ShowsProgress) return;
        EndProgress();
        Error.Write(what + " …");
        progress = what.Length + 2;
    }

    public void EndProgress()
    {
        if (progress > 0) Error.Write("\r" + new string(' ', progress) + "\r");
        progress = 0;
    }

    string Paint(string text, string style) => Colour ? $"\e[{style}m{text}\e[0m" : text;

    /// <summary>Writes a longer text, each line indented.</summary>
    public void WriteIndented(string text, int blanks)
    {
        var indent = new string(' ', blanks);
        foreach (var line in SafeText.Lines(text)) Out.WriteLine(line.Length == 0 ? "" : indent + line);
    }
}
