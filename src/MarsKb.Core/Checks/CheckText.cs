using System.Text;

namespace MarsKb.Checks;

/// <summary>A check in words: on pages, in a terminal, in a ticket.</summary>
public static class CheckText
{
    public static string Verdict(Support support) => support switch
    {
        Support.Supported => "Supported",
        Support.Partly => "Partly supported",
        Support.NotSupported => "Not supported",
        _ => "Unknown",
    };

    public static string Verdict(RuleVerdict verdict) => verdict switch
    {
        RuleVerdict.Supported => "Supported",
        RuleVerdict.Skipped => "Skipped",
        RuleVerdict.NotSupported => "Not supported",
        _ => "Unknown",
    };

    /// <summary>What the verdict means, in a sentence or two.</summary>
    public static string Meaning(CheckResult result)
    {
        int Count(RuleVerdict verdict) => result.Reasons.Count(r => r.Verdict == verdict);
        var open = Count(RuleVerdict.Unknown) switch { 0 => "", 1 => " One point stays open.", var n => $" {n} points stay open." };
        return result.Support switch
        {
            Support.NotSupported => "The agent cannot do this as it stands. Change what is marked, then check again." + open,
            Support.Partly => "The backup can run, but not everything is in it." + open,
            Support.Supported => "Nothing that you said stands against it." + open,
            _ => result.Reasons.IsEmpty ? "No rule is about what you said. Say more." : "What you said is not enough for a verdict. Say more.",
        };
    }

    /// <summary>Verdict, answers and reasons as plain text for a ticket; the permanent link goes below it.</summary>
    public static string ForTicket(CheckResult result, CheckAnswers answers)
    {
        var text = new StringBuilder("Can the MARS agent back this up? ").Append(Verdict(result.Support)).Append("\n\n");
        foreach (var (question, value) in answers.All)
        {
            var shown = question.Type == AnswerType.Flag ? value == "true" ? "yes" : "no" : question.Choices.FirstOrDefault(c => c.Id == value)?.Label ?? value;
            var whose = question.Group switch { "volume" => "Volume, ", "cache" => "Cache folder, ", "retention" => "Retention, ", _ => "" };
            text.Append(whose).Append(question.Label).Append(": ").Append(shown).Append(question.Unit is null ? "" : " " + question.Unit).Append('\n');
        }
        text.Append('\n');
        foreach (var reason in result.Reasons) text.Append("- ").Append(Verdict(reason.Verdict)).Append(": ").Append(reason.Detail).Append(" (").Append(reason.Table).Append(")\n");
        return text.ToString();
    }

    /// <summary>The first sentence of a detail, and the rest.</summary>
    public static (string First, string More) Split(string detail)
    {
        var end = detail.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? (detail, "") : (detail[..(end + 1)], detail[(end + 2)..]);
    }
}
