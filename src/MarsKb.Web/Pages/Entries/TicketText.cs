using System.Globalization;
using System.Text;
using MarsKb.Entries;

namespace MarsKb.Pages.Entries;

/// <summary>One cause with its actions as plain text for a ticket.</summary>
public static class TicketText
{
    /// <returns>Title, cause, how to tell and numbered actions, with line breaks between; the permanent link goes below it.</returns>
    public static string Of(KnowledgeItem item, Cause cause)
    {
        var text = new StringBuilder();
        if (item.Codes.Length > 0) text.Append(item.Codes[0]).Append(": ");
        text.Append(item.Title).Append('\n');
        text.Append(cause.IsProcedure ? "What to do: " : "Cause: ").Append(cause.Title).Append('\n');
        if (!cause.HowToTell.IsEmpty) text.Append("How to tell: ").Append(cause.HowToTell.Text.Trim()).Append('\n');
        text.Append('\n');
        for (var i = 0; i < cause.Actions.Length; i++)
        {
            var lines = cause.Actions[i].Content.Text.Trim().Split('\n');
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {lines[0]}\n");
            foreach (var line in lines.Skip(1)) text.Append("   ").Append(line).Append('\n');
        }
        return text.ToString();
    }
}
