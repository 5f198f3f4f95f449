using Markdig;
using Markdig.Syntax;
using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>A parsed piece of Markdown that knows its place in the file.</summary>
sealed class MarkdownText
{
    // Extensions are named one by one: generic attributes, media links and the like would let content make attributes and frames.
    // HTML is parsed, so that it can be reported where it stands; the renderer has no way to write it.
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UsePreciseSourceLocation().Build();

    readonly Func<int, SourceLocation> at;

    MarkdownText(string source, MarkdownDocument document, Func<int, SourceLocation> at)
    {
        Source = source;
        Document = document;
        this.at = at;
    }

    public string Source { get; }

    public MarkdownDocument Document { get; }

    public static MarkdownText Empty { get; } = new("", [], _ => default);

    /// <summary>Parses, or reports why not and gives an empty document.</summary>
    /// <param name="at">Place in the file of an offset in <paramref name="source"/>.</param>
    public static MarkdownText Parse(string source, Func<int, SourceLocation> at, DiagnosticBag bag)
    {
        if (!MarkdownGuard.Check(source, at, bag)) return Empty;
        try
        {
            return new MarkdownText(source, Markdown.Parse(source, Pipeline), at);
        }
        catch (ArgumentException)
        {
            // The parser's own limit of depth: lists that go deeper from line to line, which the guard cannot tell from mere indentation.
            bag.MarkdownTooDeep(at(0), MarkdownGuard.DeepestNesting);
            return Empty;
        }
    }

    public SourceLocation At(MarkdownObject node) => At(Math.Max(0, node.Span.Start));

    public SourceLocation At(int offset) => at(offset);

    /// <summary>A node as written.</summary>
    public ReadOnlySpan<char> Written(MarkdownObject node) =>
        node.Span.IsEmpty || node.Span.End >= Source.Length ? [] : Source.AsSpan(node.Span.Start, node.Span.Length);
}
