using MarsKb.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MarsKb.Yaml;

/// <summary>Reads YAML into nodes with places. Takes a strict part of YAML 1.2: one document, no anchors, aliases, tags or merge keys.</summary>
static class YamlReader
{
    /// <summary>Reads a part of a file whose root must be a mapping.</summary>
    /// <param name="start">Offset of the YAML in the file; must begin a line.</param>
    /// <param name="what">What the mapping describes, for messages: <c>an entry</c>.</param>
    /// <returns>Null when there is nothing to go on with; why is in the bag.</returns>
    public static YamlMapping? Read(SourceText source, int start, int length, string what, DiagnosticBag bag)
    {
        var text = source.Text.Substring(start, length);
        var guard = new YamlGuard(source, start, text, bag);
        if (!guard.Check()) return null;
        YamlNode? root;
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text)));
            root = new Builder(source, start, text, guard.Comments, bag).Build(parser);
        }
        catch (Exception fault) when (fault is YamlException or InvalidOperationException or ArgumentException)
        {
            guard.Report(fault);
            return null;
        }
        switch (root)
        {
            case YamlMapping mapping:
                return mapping;
            case null:
            case YamlText { IsNull: true }:
                bag.NothingWritten(source.At(start), what);
                return null;
            default:
                bag.RootNotMapping(root.At, root is YamlList ? "A list" : "A text", what);
                return null;
        }
    }

    sealed class Builder(SourceText source, int start, string text, Dictionary<int, int> comments, DiagnosticBag bag)
    {
        public YamlNode? Build(Parser parser)
        {
            YamlNode? root = null;
            // Depth is bounded by the guard; the stack of open collections is our own all the same.
            var open = new Stack<Collection>();
            while (parser.MoveNext())
            {
                YamlNode node;
                switch (parser.Current)
                {
                    case MappingStart or SequenceStart:
                        open.Push(new Collection(At(parser.Current.Start), parser.Current is MappingStart));
                        continue;
                    case MappingEnd or SequenceEnd:
                        node = open.Pop().Close(bag);
                        break;
                    case Scalar scalar:
                        node = Text(scalar);
                        break;
                    default:
                        continue;
                }
                if (open.TryPeek(out var parent)) parent.Add(node);
                else root ??= node;
            }
            return root;
        }

        YamlText Text(Scalar scalar)
        {
            var at = At(scalar.Start);
            var plain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
            if (scalar.Style == ScalarStyle.DoubleQuoted) CheckEscapes((int)scalar.Start.Index, (int)scalar.End.Index);
            SourceLocation? comment = null;
            if (plain && scalar.Value.Length > 0)
            {
                var end = source.At(start + (int)scalar.End.Index);
                if (comments.TryGetValue(end.Line, out var offset) && offset >= start + scalar.End.Index &&
                    source.Text.AsSpan(start + (int)scalar.End.Index, offset - start - (int)scalar.End.Index).Trim(" \t").IsEmpty)
                    comment = source.At(offset);
            }
            return new YamlText(at, scalar.Value, plain, comment, Places(scalar));
        }

        void CheckEscapes(int from, int to)
        {
            for (var i = from; i + 1 < to && i + 1 < text.Length; i++)
            {
                if (text[i] != '\\') continue;
                // A doubled backslash says that the author knows; \" is the only way to write a quote.
                if (text[i + 1] is not ('\\' or '"')) bag.BackslashInDoubleQuotes(source.At(start + i), text.Substring(i, 2));
                i++;
            }
        }

        /// <summary>Exact for texts on one line and for literal blocks; elsewhere the place where the text begins.</summary>
        Func<int, SourceLocation> Places(Scalar scalar)
        {
            var begin = start + (int)scalar.Start.Index;
            var value = scalar.Value;
            if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            {
                var first = source.At(begin).Line + 1;
                var written = first;
                while (written < source.LineCount && source.Line(written).Trim(' ').IsEmpty) written++;
                written = Math.Min(written, source.LineCount);
                var indentation = source.Line(written).Length - source.Line(written).TrimStart(' ').Length;
                if (scalar.Style == ScalarStyle.Folded) return _ => source.At(source.LineStart(written) + indentation);
                return offset =>
                {
                    var before = value.AsSpan(0, Math.Min(offset, value.Length));
                    var line = Math.Min(first + before.Count('\n'), source.LineCount);
                    return source.At(source.LineStart(line) + indentation + before.Length - (before.LastIndexOf('\n') + 1));
                };
            }
            var content = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? begin + 1 : begin;
            var same = string.CompareOrdinal(source.Text, content, value, 0, value.Length) == 0;
            return offset => source.At(same ? content + offset : begin);
        }

        SourceLocation At(Mark mark) => source.At(start + (int)mark.Index);
    }

    sealed class Collection(SourceLocation at, bool isMapping)
    {
        readonly List<YamlNode> nodes = [];

        public void Add(YamlNode node) => nodes.Add(node);

        public YamlNode Close(DiagnosticBag bag)
        {
            if (!isMapping) return new YamlList(at, nodes);
            var pairs = new List<(YamlText, YamlNode)>(nodes.Count / 2);
            var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
            for (var i = 0; i + 1 < nodes.Count; i += 2)
            {
                if (nodes[i] is not YamlText key || key.Value.Contains('\n')) bag.KeyNotText(nodes[i].At);
                else if (key.Value == "<<") bag.MergeKey(key.At);
                else if (!seen.TryAdd(key.Value, key.At)) bag.DuplicateYamlKey(key.At, key.Value, seen[key.Value]);
                else pairs.Add((key, nodes[i + 1]));
            }
            return new YamlMapping(at, pairs);
        }
    }
}
