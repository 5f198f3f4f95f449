using Serilog.Events;
using Serilog.Formatting;

namespace MarsKb.Logging;

/// <summary>One event, one line, whatever is in its values. An exception follows on indented lines, so that none can look like an event.</summary>
/// <param name="inner">Writes the event without its exception, or with it as an escaped JSON string.</param>
/// <param name="appendException">True for people's eyes.</param>
sealed class OneLineFormatter(ITextFormatter inner, bool appendException) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var text = new StringWriter();
        inner.Format(logEvent, text);
        output.WriteLine(OneLine.Escape(text.ToString().TrimEnd('\r', '\n')));
        if (!appendException || logEvent.Exception is not { } exception) return;
        foreach (var line in exception.ToString().ReplaceLineEndings("\n").Split('\n'))
            output.WriteLine("    " + OneLine.Escape(line.TrimStart()));
    }
}
