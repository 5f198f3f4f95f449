using System.Collections.Immutable;

namespace MarsKb.Pages.Shared;

/// <summary>Cuts a message into fixed text and <c>{placeholders}</c>.</summary>
public static class MessageParts
{
    /// <summary>All parts in order; joined they are the message again. A brace without its partner is text.</summary>
    public static ImmutableArray<(string Text, bool IsPlaceholder)> Of(string message)
    {
        var parts = ImmutableArray.CreateBuilder<(string, bool)>();
        var from = 0;
        while (from < message.Length)
        {
            var open = message.IndexOf('{', from);
            var close = open < 0 ? -1 : message.IndexOf('}', open);
            if (close < 0) break;
            if (open > from) parts.Add((message[from..open], false));
            parts.Add((message[open..(close + 1)], true));
            from = close + 1;
        }
        if (from < message.Length) parts.Add((message[from..], false));
        return parts.DrainToImmutable();
    }
}
