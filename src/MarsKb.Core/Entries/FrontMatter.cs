using MarsKb.Diagnostics;
using MarsKb.Yaml;

namespace MarsKb.Entries;

/// <summary>Splits a file at its two lines of <c>---</c>.</summary>
static class FrontMatter
{
    /// <param name="what">What the keys describe: <c>an entry</c>.</param>
    /// <returns>The keys, null when they cannot be read, and the offset at which the body begins, null when nobody can tell.</returns>
    public static (YamlMapping? Fields, int? Body) Read(SourceText source, string what, DiagnosticBag bag)
    {
        if (!IsFence(source, 1))
        {
            var late = Enumerable.Range(2, Math.Max(0, source.LineCount - 1)).FirstOrDefault(l => IsFence(source, l));
            bag.FrontMatterMissing(late > 0 ? source.At(source.LineStart(late)) : source.Start);
            return (null, null);
        }
        for (var line = 2; line <= source.LineCount; line++)
        {
            if (!IsFence(source, line)) continue;
            var start = source.LineStart(2);
            var mapping = YamlReader.Read(source, start, source.LineStart(line) - start, what, bag);
            return (mapping, line < source.LineCount ? source.LineStart(line + 1) : source.Text.Length);
        }
        bag.FrontMatterNotClosed(source.Start);
        return (null, null);
    }

    static bool IsFence(SourceText source, int line) => source.Line(line).TrimEnd(' ').SequenceEqual("---");
}
