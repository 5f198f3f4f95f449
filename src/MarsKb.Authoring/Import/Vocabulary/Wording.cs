using MarsKb.Import.Blocks;

namespace MarsKb.Import.Vocabulary;

/// <summary>What sentences of troubleshooting articles give away: where a remedy begins, that a message follows, that a cause is named.</summary>
static class Wording
{
    static readonly string[] RemedyVerbs =
    [
        "resolve", "fix", "correct", "work around", "workaround", "mitigate", "solve", "remedy", "address this", "address the", "troubleshoot this", "troubleshoot the", "prevent", "avoid", "rectify", "overcome",
        "recover from", "unblock", "begin recovering", "get around", "bypass", "clear this", "clear the error", "eliminate", "circumvent", "repair",
    ];

    static readonly string[] StepPhrases =
    [
        "follow these steps", "follow the steps", "following steps", "these steps", "do the following", "try the following", "try one of", "do one of", "one of the following actions", "perform the following", "following actions",
        "take the following", "following workaround", "following solution", "following resolution", "you can resolve", "you can fix", "can be resolved by", "can be fixed by", "can be mitigated by", "as a workaround",
        "the workaround is", "the solution is", "the fix is", "following approaches", "following options", "following troubleshooting", "following recommendations", "correct actions", "below steps", "steps below", "following methods",
        "try these", "use one of the following", "following checks", "verify the following", "check the following", "ensure the following", "verify the below", "make sure the following", "make sure that the following",
        "we recommend", "it's recommended", "it is recommended", "you'll need to", "you need to", "you must", "consider one of", "consider the following",
    ];

    static readonly string[] MessagePhrases =
    [
        "following error", "following message", "following exception", "following warning", "following output", "error message", "error messages", "errors:", "error:", "error similar", "message similar", "similar to the following", "similar to this",
        "one of the following errors", "this error", "these errors", "exception:", "message:", "messages:", "errors like", "error like", "returns the error", "fails with", "failed with", "output:", "log shows", "logs show", "receive an error", "for example:",
    ];

    static readonly string[] CausePhrases =
    [
        "caused by", "because", "due to", "occurs when", "occurs if", "occur when", "occur if", "happens when", "happens if", "happen when", "happen if", "indicates", "means that", "means the", "possible cause", "the reason", "reasons", "results from",
        "is triggered when", "appears when", "is returned when", "is raised when", "is thrown when", "can be a result", "as a result of", "this occurs", "this happens", "might be", "may be", "isn't able to", "wasn't able to", "root cause",
    ];

    static readonly string[] ListedCauses = ["causes", "reasons", "conditions", "one of the following reasons", "issues include", "caused by", "because of", "due to", "factors", "happen when", "occur when", "occurs when", "happens when", "occur if", "occurs if"];

    static readonly string[] MoreReading = ["for more information", "for more details", "for details", "for additional", "to learn more", "learn more", "see also", "refer to", "more info", "related", "for further", "for information", "for general", "for a list", "for guidance"];

    static readonly string[] ProblemWords =
    [
        "fail", "error", "can't", "cannot", "can not", "unable", "doesn't", "does not", "don't", "do not", "didn't", "isn't", "is not", "aren't", "are not", "wasn't", "weren't", "won't", "not ", "missing", "slow", "denied", "timeout", "timed out", "times out",
        "invalid", "stuck", "issue", "problem", "unexpected", "blocked", "stops", "crash", "hang", "exceeded", "exceeds", "refused", "limit", "incorrect", "corrupt", "mismatch", "expired", "unavailable", "unreachable", "unsupported", "insufficient",
        "lost", "inconsistent", "conflict", "duplicate", "delay", "disappear", "wrong", "throttl", "out of memory", "disconnect", "broken", "unhealthy", "degraded", "unauthorized", "forbidden", "exception", "high cpu", "high memory", "no longer", "without", "too many", "too long", "too large", "already",
        "low disk", "blank", "empty", "couldn't", "could not", "shouldn't", "in progress", "no such", "not found", "pending", "loop", "leak", "warning", "outdated", "nothing", "unknown", "rejected", "interrupted", "skipped", "never", "freeze",
    ];

    static readonly HashSet<string> HowTo = new(
        ("add verify verifying check checking configure configuring enable enabling disable set setting create creating collect collecting install installing update updating upgrade upgrading use using run running get getting view viewing review reviewing open find restart reset"
        + " how prerequisites overview introduction before requirements increase increasing decrease decreasing reduce reducing remove removing delete deleting connect gather gathering test testing validate validating ensure change changing register identify identifying determine"
        + " basic general understand understanding monitor monitoring locate manually manage managing access accessing download select choose move migrate restore recover general step steps about what when where who prepare preparing allow grant assign import export generate capture confirm recommendations").Split(' '), StringComparer.OrdinalIgnoreCase);

    static readonly HashSet<string> Imperatives = new(
        ("add allow apply ask assign attempt be change check choose clear click close collect complete configure confirm connect consider contact convert copy correct create decide decrease define delete deploy disable disconnect do don't double-check download edit enable ensure enter exclude execute expand export"
        + " extend file find fix follow free generate get give go grant identify import increase initiate inspect install investigate invoke keep limit locate log look lower make manually map mark migrate modify monitor move navigate note obtain open perform pick place point provide purge put raise re-create re-enable re-register re-run read"
        + " reboot recreate reconfigure reconnect redeploy reduce refer refresh register reinstall relaunch remove rename renew repair repeat replace repoint request reregister rerun reset resize resolve restart restore resume retry retrigger return review revert revoke rotate run save scale schedule search see select send set shut sign specify start"
        + " stop store submit switch sync take terminate test then trigger troubleshoot try turn type unblock uncheck uninstall unmount unregister update upgrade use validate verify visit wait whitelist work write optionally alternatively also first next finally if please to you reissue release adjust zip unzip archive compress capture power plug mend avoid split clean attach detach extract exempt shorten").Split(' '), StringComparer.OrdinalIgnoreCase);

    static readonly HashSet<string> Boilerplate = new(
        ["next steps", "next step", "related content", "see also", "additional resources", "related articles", "related topics", "references", "related links", "further reading", "more resources", "learn more", "resources", "need help", "need more help", "get help", "getting help", "get support", "contact us for help", "contact us", "feedback",
            "contact support", "support", "something else", "additional help", "more help", "what's next", "in this article", "table of contents", "contents", "third-party information disclaimer", "third-party contact disclaimer", "data collection", "third party disclaimer", "further help", "need more assistance", "help and support", "still need help",
            "related documentation", "get more help", "more information about azure", "applies to", "contributors", "related information", "related resources", "contribute", "known limitations", "change log", "changelog", "additional support", "support and feedback", "open a support ticket", "next steps and related content", "request help", "ask for help"],
        StringComparer.OrdinalIgnoreCase);

    public static bool IsBoilerplate(string heading)
    {
        var name = heading.Trim().TrimEnd('?', ':', '.', '!');
        return Boilerplate.Contains(name) || name.StartsWith("Contact us", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Still need help", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Need help", StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsProblem(string heading) => heading.StartsWith("No ", StringComparison.Ordinal) || HasAny(heading + " ", ProblemWords);

    public static bool IsHowTo(string heading) => IsTopic(heading) || HowTo.Contains(FirstWord(heading)) && !heading.StartsWith("Access denied", StringComparison.OrdinalIgnoreCase);

    /// <summary>A heading over what is to be known, not over what goes wrong.</summary>
    static bool IsTopic(string heading) => HasAny(heading, ["limitation", "best practice", "consideration", "frequently asked", "known issues", "faq", "supported ", "requirement", "scope of", "support matrix", "terminology", "glossary", "permissions required", "required permissions"]);

    /// <summary>"When …", "If …", "Example 2": a case of what the heading above says.</summary>
    public static bool IsCase(string heading)
    {
        var word = FirstWord(heading);
        return word.ToLowerInvariant() is "when" or "if" or "for" or "on" or "in" or "using" or "with" || IsNumbered(heading, "example") || IsNumbered(heading, "case") || IsNumbered(heading, "scenario");
    }

    /// <summary>A heading that says only that what goes wrong follows: "Example", "Examples", "Example 2".</summary>
    public static bool IsExample(string heading) => heading.Trim().TrimEnd(':').ToLowerInvariant() is "example" or "examples" or "sample" || IsNumbered(heading, "example");

    /// <summary>"If you hit this limit, delete some": an instruction behind its condition.</summary>
    public static bool CommandsOnCondition(string sentence)
    {
        var word = FirstWord(sentence).ToLowerInvariant();
        if (word is not ("if" or "when" or "in" or "for" or "before" or "after" or "otherwise")) return false;
        for (var comma = sentence.IndexOf(", ", StringComparison.Ordinal); comma > 0; comma = sentence.IndexOf(", ", comma + 1, StringComparison.Ordinal))
        {
            var rest = sentence[(comma + 2)..];
            if (IsCommand(rest) && !rest.StartsWith("set ", StringComparison.Ordinal)) return true;
            if (word == "if" && rest.StartsWith("you can ", StringComparison.Ordinal) && IsCommand(rest[8..])) return true;
            if (HasAny(rest[..Math.Min(rest.Length, 24)], ["you must ", "you need to ", "you have to ", "make sure", "be sure "])) return true;
        }
        return false;
    }

    /// <summary>Shows what was just said, and is nothing to do by itself: "For example, change from:", "to:".</summary>
    public static bool OnlyShows(string text) => IsLeadIn(text) && (text.StartsWith("For example", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Example", StringComparison.OrdinalIgnoreCase) || FirstWord(text).ToLowerInvariant() is "to" or "into" or "with" or "or" or "and" && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < 4);

    /// <summary>"Step 1", "Option 2: …", "Method 3".</summary>
    public static bool IsStep(string heading) => IsNumbered(heading, "step") || IsNumbered(heading, "option") || IsNumbered(heading, "method") || IsNumbered(heading, "approach");

    static bool IsNumbered(string heading, string word) =>
        heading.StartsWith(word, StringComparison.OrdinalIgnoreCase) && heading.Length > word.Length + 1 && heading[word.Length] == ' ' && (char.IsAsciiDigit(heading[word.Length + 1]) || char.IsAsciiLetterUpper(heading[word.Length + 1]) && (heading.Length == word.Length + 2 || !char.IsLetterOrDigit(heading[word.Length + 2])));

    public static bool IsRemedy(string sentence)
    {
        var text = sentence.TrimStart();
        foreach (var start in (ReadOnlySpan<string>)["To ", "In order to ", "You can ", "Please "])
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                foreach (var verb in RemedyVerbs)
                    if (text.AsSpan(start.Length).StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return true;
        return HasAny(sentence, StepPhrases) && !HasAny(sentence, MoreReading) && !text.StartsWith("The following", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A remedy for sure: it says what it resolves.</summary>
    public static bool IsStrongRemedy(string sentence)
    {
        var text = sentence.TrimStart();
        foreach (var start in (ReadOnlySpan<string>)["To ", "In order to ", "You can "])
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                foreach (var verb in RemedyVerbs)
                    if (text.AsSpan(start.Length).StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>Says that steps follow, with or without a colon.</summary>
    public static bool AnnouncesSteps(string sentence) => HasAny(sentence, ["following steps", "these steps", "below steps", "steps below", "following actions", "following:", "the following actions", "following options", "following methods", "following checks"]);

    public static bool AnnouncesMessage(string text) => HasAny(text, MessagePhrases);

    public static bool NamesCause(string text) => HasAny(text, CausePhrases);

    public static bool AnnouncesCauses(string text) => text.TrimEnd().EndsWith(':') && HasAny(text, ListedCauses);

    public static bool IsMoreReading(string text) => HasAny(text, MoreReading) || text.TrimStart().StartsWith("See ", StringComparison.Ordinal);

    /// <summary>"This error occurs when", "This message indicates": the page explains what its heading names.</summary>
    public static bool ExplainsHeading(string text)
    {
        var start = text.TrimStart();
        foreach (var noun in (ReadOnlySpan<string>)["error", "issue", "message", "problem", "warning", "failure", "exception", "error code", "error message", "status", "behavior"])
            foreach (var lead in (ReadOnlySpan<string>)["This ", "The "])
                if (start.StartsWith(lead, StringComparison.OrdinalIgnoreCase) && start.AsSpan(lead.Length).StartsWith(noun, StringComparison.OrdinalIgnoreCase) && lead == "This ") return true;
        return HasAny(text, ["this error", "this message", "this issue", "these errors", "messages with", "messages that begin", "an error occurs", "error occurs", "you see the error", "this problem"]);
    }

    /// <summary>"This message", "the string": the heading is what the software shows.</summary>
    public static bool QuotesHeading(string text) => HasAny(text, ["this message", "messages with", "messages that begin", "this error message"]);

    /// <summary>An instruction by its first word.</summary>
    public static bool IsInstruction(string sentence)
    {
        var word = FirstWord(sentence);
        return Imperatives.Contains(word) || HasAny(sentence, ["we recommend", "recommend that", "you should", "you must", "you can ", "you'll need", "you need to"]);
    }

    /// <summary>An instruction and nothing else: "Try …", "Restart …".</summary>
    public static bool IsCommand(string sentence) =>
        Imperatives.Contains(FirstWord(sentence)) && FirstWord(sentence).ToLowerInvariant() is not ("if" or "to" or "you" or "then" or "also" or "note" or "see" or "first" or "next" or "file" or "log" or "be" or "store" or "store" or "place" or "point" or "test" or "access" or "then" or "limit")
        || HasAny(sentence, ["we recommend", "you should "]);

    public static bool SaysNothing(string text) => Phrase.Collapse(text).Trim('.', '-', '–', '—', ' ').ToLowerInvariant() is "" or "n/a" or "na" or "none" or "not applicable" or "no action required" or "no action needed" or "no action is required" or "nothing" or "-" or "tbd" or "no action is needed";

    public static bool IsLeadIn(string text) => text.TrimEnd().EndsWith(':');

    static string FirstWord(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start])) start++;
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '\'' or '’')) end++;
        return text[start..end];
    }

    /// <summary>Offsets at which the sentences of a text begin.</summary>
    public static IReadOnlyList<int> Sentences(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '\n') || text[i] != '\n' && !char.IsWhiteSpace(text[i + 1])) continue;
            var next = i + 1;
            while (next < text.Length && char.IsWhiteSpace(text[next])) next++;
            if (next >= text.Length) break;
            if (text[i] != '\n' && (char.IsLower(text[next]) || IsAbbreviation(text, i))) continue;
            starts.Add(next);
            i = next - 1;
        }
        return starts;
    }

    /// <summary>The sentences of a text, each with its offset and the blanks behind it.</summary>
    public static IEnumerable<(int Start, string Text)> SentencesOf(string text)
    {
        var starts = Sentences(text);
        for (var i = 0; i < starts.Count; i++) yield return (starts[i], text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)]);
    }

    /// <summary>True when any sentence tells the reader to do something, or says what it resolves.</summary>
    public static bool Instructs(string text) => SentencesOf(text).Any(s => IsInstruction(s.Text) || IsStrongRemedy(s.Text));

    /// <summary>True when any sentence is a command, plain or behind a condition.</summary>
    public static bool Commands(string text) => SentencesOf(text).Any(s => IsCommand(s.Text) || CommandsOnCondition(s.Text));

    static bool IsAbbreviation(string text, int dot)
    {
        foreach (var word in (ReadOnlySpan<string>)["e.g", "i.e", "etc", "vs", "ex", "no"])
            if (dot >= word.Length && text.AsSpan(dot - word.Length, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase) && (dot == word.Length || !char.IsLetter(text[dot - word.Length - 1]))) return true;
        return false;
    }

    static bool HasAny(string text, string[] phrases)
    {
        foreach (var phrase in phrases)
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static bool HasAny(string text, ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
