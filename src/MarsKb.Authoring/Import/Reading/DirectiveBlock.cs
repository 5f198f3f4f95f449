using Markdig.Parsers;
using Markdig.Syntax;

namespace MarsKb.Import.Reading;

/// <summary>A line of DocFX (<c>:::zone pivot="x"</c>, <c>:::moniker-end</c>, <c>:::image …:::</c>) or of Liquid (<c>{% include x.md %}</c>) that stands by itself.</summary>
sealed class DirectiveBlock(BlockParser parser, string text) : LeafBlock(parser)
{
    public string Text => text;
}

/// <summary>Takes such lines out before they run together with the text around them.</summary>
sealed class DirectiveParser : BlockParser
{
    public DirectiveParser() => OpeningCharacters = [':', '{'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent) return BlockState.None;
        var line = processor.Line.AsSpan().Trim();
        if (!(line.StartsWith(":::") && line.Length > 3) && !(line.StartsWith("{%") && line.EndsWith("%}") && line[2..].IndexOf("{%") < 0)) return BlockState.None;
        processor.NewBlocks.Push(new DirectiveBlock(this, line.ToString())
        {
            Column = processor.Column,
            Line = processor.LineIndex,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        });
        return BlockState.BreakDiscard;
    }
}
