using Markdig.Syntax;
using MarsKb.Diagnostics;
using MarsKb.Rendering;

namespace MarsKb.Entries;

/// <summary>An item of a list of actions as written: its text, or the name of the shared action that stands for it.</summary>
/// <param name="Include">Id of a shared action, else null.</param>
sealed record WrittenAction(IReadOnlyList<Block> Blocks, string? Include, SourceLocation At);

/// <summary>Reads the one numbered list below <c>Do this</c> or in a shared action's file.</summary>
static class ActionList
{
    /// <returns>Empty when the blocks are anything but one numbered list.</returns>
    public static IReadOnlyList<WrittenAction> Read(MarkdownText text, IReadOnlyList<Block> blocks)
    {
        if (blocks is not [ListBlock { IsOrdered: true } list]) return [];
        return [.. list.OfType<ListItemBlock>().Select(item => new WrittenAction([.. item], Include(text, item), text.At(item)))];
    }

    /// <summary>Reports every <c>{{action</c> that is not an item by itself.</summary>
    public static void CheckIncludes(MarkdownText text, IEnumerable<WrittenAction> actions, DiagnosticBag bag)
    {
        var items = actions.Where(a => a.Include is not null).Select(a => a.At.Line).ToHashSet();
        for (var i = text.Source.IndexOf("{{", StringComparison.Ordinal); i >= 0; i = text.Source.IndexOf("{{", i + 2, StringComparison.Ordinal))
            if (text.Source.AsSpan(i + 2).TrimStart(' ').StartsWith("action") && !items.Contains(text.At(i).Line)) bag.IncludeMixed(text.At(i));
    }

    static string? Include(MarkdownText text, ListItemBlock item)
    {
        if (item.Count != 1 || item[0] is not ParagraphBlock paragraph) return null;
        var written = text.Written(paragraph).Trim();
        if (!written.StartsWith("{{action:") || !written.EndsWith("}}") || written.Contains('\n')) return null;
        return written["{{action:".Length..^2].Trim().ToString();
    }
}
