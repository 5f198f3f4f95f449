using MarsKb.Import.Blocks;

namespace MarsKb.Import.Vocabulary;

/// <summary>What a part of an article says.</summary>
enum Field { Summary, Code, Message, Symptom, Cause, Action, Note }

/// <param name="Number">1 in <c>Cause 1</c>; 0 for none.</param>
readonly record struct Label(Field Field, int Number);

/// <param name="Label">What a heading is called.</param>
/// <param name="Rest">Offset at which its own words begin.</param>
readonly record struct LabelPrefix(Label Label, int Rest);

/// <summary>The words with which articles head their parts: "Possible causes", "Recommended action", "Error code".</summary>
static class Labels
{
    static readonly HashSet<string> CauseNouns = Set("cause causes reason reasons");
    static readonly HashSet<string> ActionNouns = Set("resolution resolutions solution solutions workaround workarounds work-around mitigation mitigations remediation remediations remedy remedies fix fixes action actions recommendation recommendations step steps suggestion suggestions resolve");
    static readonly HashSet<string> Adjectives = Set(
        "possible potential probable likely common root main typical known other additional general recommended suggested proposed alternative alternate required next user corrective remedial"
        + " troubleshooting resolution mitigation remediation recovery temporary permanent quick short-term long-term immediate further first second third follow-up error administrator admin operator customer your the a an for of to this issue error problem");
    static readonly HashSet<string> ActionOnly = Set("recommended suggested corrective remedial required resolution mitigation remediation troubleshooting user administrator operator customer fix solution");

    // As headings these gather several things that go wrong.
    static readonly HashSet<string> Gathering = new(
        ["issues", "errors", "error messages", "error codes", "codes", "messages", "troubleshooting", "troubleshooting tips", "summary", "warning", "error", "exception", "code", "steps", "background", "status code", "description", "details", "recommendations", "version", "notes"],
        StringComparer.Ordinal);

    static readonly Dictionary<string, Field> Exact = new(StringComparer.Ordinal)
    {
        ["error code"] = Field.Code, ["error codes"] = Field.Code, ["error id"] = Field.Code, ["error ids"] = Field.Code, ["error number"] = Field.Code, ["error name"] = Field.Code,
        ["code"] = Field.Code, ["hresult"] = Field.Code, ["hresult (decimal)"] = Field.Code, ["error string"] = Field.Code, ["status code"] = Field.Code, ["exception code"] = Field.Code,
        ["error constant"] = Field.Code, ["symbolic name"] = Field.Code, ["exit code"] = Field.Code, ["return code"] = Field.Code, ["result code"] = Field.Code,
        ["failure code"] = Field.Code, ["substatus code"] = Field.Code, ["error key"] = Field.Code, ["win32 error"] = Field.Code,
        ["error code (decimal)"] = Field.Code, ["error code (hex)"] = Field.Code, ["warning code"] = Field.Code, ["codes"] = Field.Code,
        ["message"] = Field.Message, ["messages"] = Field.Message, ["error message"] = Field.Message, ["error messages"] = Field.Message, ["full error message"] = Field.Message,
        ["error text"] = Field.Message, ["error details"] = Field.Message, ["error detail"] = Field.Message, ["error description"] = Field.Message, ["message text"] = Field.Message,
        ["exception"] = Field.Message, ["exception message"] = Field.Message, ["warning message"] = Field.Message, ["sample error"] = Field.Message, ["sample error message"] = Field.Message,
        ["example error"] = Field.Message, ["example error message"] = Field.Message, ["error"] = Field.Message, ["errors"] = Field.Message, ["error message text"] = Field.Message, ["error output"] = Field.Message,
        ["log message"] = Field.Message, ["displayed message"] = Field.Message, ["warning"] = Field.Note,
        ["symptom"] = Field.Symptom, ["symptoms"] = Field.Symptom, ["issue"] = Field.Symptom, ["issues"] = Field.Symptom, ["problem"] = Field.Symptom, ["problem description"] = Field.Symptom,
        ["issue description"] = Field.Symptom, ["description"] = Field.Symptom, ["details"] = Field.Symptom, ["scenario"] = Field.Symptom, ["behavior"] = Field.Symptom, ["behaviour"] = Field.Symptom,
        ["what you see"] = Field.Symptom, ["symptom description"] = Field.Symptom, ["issue details"] = Field.Symptom, ["observed behavior"] = Field.Symptom, ["summary"] = Field.Symptom,
        ["what happened"] = Field.Symptom, ["issue summary"] = Field.Symptom,
        ["probable issue"] = Field.Cause, ["possible issue"] = Field.Cause, ["analysis"] = Field.Cause, ["answer"] = Field.Action, ["debug"] = Field.Note,
        ["why"] = Field.Cause, ["why this happens"] = Field.Cause, ["why it happens"] = Field.Cause, ["what causes this"] = Field.Cause, ["explanation"] = Field.Cause, ["diagnosis"] = Field.Cause,
        ["why does this happen"] = Field.Cause, ["what it means"] = Field.Cause, ["meaning"] = Field.Cause, ["what causes this error"] = Field.Cause, ["background"] = Field.Summary,
        ["how to fix"] = Field.Action, ["how to fix it"] = Field.Action, ["how to resolve"] = Field.Action, ["how to solve"] = Field.Action, ["what to do"] = Field.Action, ["what you can do"] = Field.Action,
        ["to resolve"] = Field.Action, ["to fix"] = Field.Action, ["troubleshooting"] = Field.Action, ["how to resolve it"] = Field.Action, ["how to fix this"] = Field.Action, ["try this"] = Field.Action,
        ["how to fix this error"] = Field.Action, ["how to resolve this issue"] = Field.Action, ["how to work around"] = Field.Action, ["how to mitigate"] = Field.Action, ["what should i do"] = Field.Action,
        ["resolving the problem"] = Field.Action, ["user response"] = Field.Action, ["troubleshooting tips"] = Field.Action, ["corrective measures"] = Field.Action,
        ["steps to fix/investigate further"] = Field.Action, ["steps to resolve"] = Field.Action, ["steps to fix"] = Field.Action, ["steps to take"] = Field.Action, ["steps to mitigate"] = Field.Action,
        ["resolution steps"] = Field.Action, ["steps to troubleshoot"] = Field.Action, ["resolution or action"] = Field.Action, ["workaround/resolution"] = Field.Action,
        ["note"] = Field.Note, ["notes"] = Field.Note, ["important"] = Field.Note, ["tip"] = Field.Note, ["caution"] = Field.Note, ["more information"] = Field.Note, ["additional information"] = Field.Note,
        ["remarks"] = Field.Note, ["status"] = Field.Note, ["applies to"] = Field.Note, ["remediation required"] = Field.Note, ["references"] = Field.Note,
        ["error type"] = Field.Note, ["event id"] = Field.Note, ["category"] = Field.Note, ["severity"] = Field.Note, ["impact"] = Field.Note, ["retriable"] = Field.Note, ["version"] = Field.Note, ["remark"] = Field.Note,
    };

    /// <summary>Reads a text that is nothing but a label: <c>Possible causes</c>, <c>Cause 2:</c>, <c>Solution #1</c>.</summary>
    public static Label? Match(string text)
    {
        if (text.Length is 0 or > 60) return null;
        var name = Phrase.Collapse(text).TrimEnd(':', '.', '-', '–', ' ', '?', ']').TrimStart('*', ' ', '[').ToLowerInvariant();
        var number = TakeNumber(ref name);
        if (name.Length == 0) return null;
        if (Exact.TryGetValue(name, out var field)) return new Label(field, number);
        if (name.EndsWith("(s)", StringComparison.Ordinal) && Match(name[..^3]) is { } singular) return singular with { Number = number };
        return Compound(name) is { } compound ? new Label(compound, number) : null;
    }

    static Field? Compound(string name)
    {
        var words = name.Split([' ', '/', ',', '&'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 6) return null;
        var cause = false;
        var action = false;
        var message = false;
        foreach (var raw in words)
        {
            var word = raw.Trim('(', ')').Replace("(s", "", StringComparison.Ordinal);
            if (CauseNouns.Contains(word)) cause = true;
            else if (ActionNouns.Contains(word)) action |= word is not ("step" or "steps" or "action" or "actions" or "resolve") || words.Length > 1 && words.Any(ActionOnly.Contains) || word is "action" or "actions";
            else if (word is "symptom" or "symptoms") message = true;
            else if (word is not ("and" or "or") && !Adjectives.Contains(word)) return null;
        }
        // "Cause and resolution" heads what is both: the sentences below tell which is which.
        return action && cause ? Field.Summary : action ? Field.Action : cause ? Field.Cause : message ? Field.Symptom : null;
    }

    /// <summary>What a heading is called before its own words: <c>Cause 1: The disk is full</c> is a cause.</summary>
    /// <returns>The label and the offset at which the heading's own words begin; the length of the text when there are none.</returns>
    public static LabelPrefix? Prefix(string text)
    {
        if (Match(text) is { } whole) return new LabelPrefix(whole, text.Length);
        for (var i = 1; i < text.Length && i <= 48; i++)
        {
            if (text[i] is not (':' or '-' or '–' or '—' or '.')) continue;
            if (text[i] is not ':' && (text[i - 1] != ' ' && !char.IsAsciiDigit(text[i - 1]) || i + 1 < text.Length && text[i + 1] != ' ')) continue;
            if (Match(text[..i]) is not { } label) continue;
            var rest = i + 1;
            while (rest < text.Length && char.IsWhiteSpace(text[rest])) rest++;
            return new LabelPrefix(label, rest);
        }
        return null;
    }

    /// <summary>True for a heading such as "Errors" that names no part of one entry.</summary>
    public static bool Gathers(string heading) => Gathering.Contains(Phrase.Collapse(heading).TrimEnd(':').ToLowerInvariant());

    static int TakeNumber(ref string name)
    {
        var end = name.Length;
        while (end > 0 && char.IsAsciiDigit(name[end - 1])) end--;
        if (end == name.Length || name.Length - end > 3 || end == 0 || name[end - 1] is not (' ' or '#')) return 0;
        var number = int.Parse(name.AsSpan(end), System.Globalization.CultureInfo.InvariantCulture);
        name = name[..end].TrimEnd(' ', '#');
        return number;
    }

    static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
