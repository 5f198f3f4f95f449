using MarsKb.Checks;

namespace MarsKb.Pages.Check;

/// <summary>A question as a field of the form.</summary>
public sealed record FieldView(IndexModel Page, CheckQuestion Question)
{
    public FieldView(IndexModel page, string name) : this(page, CheckQuestions.Find(name)!)
    {
    }

    public CheckProblem? Problem => Page.Problems.FirstOrDefault(p => p.Question == Question);
}

/// <summary>The yes-no questions of a group as boxes to tick.</summary>
public sealed record FlagsView(IndexModel Page, string Group)
{
    public IEnumerable<CheckQuestion> Questions => CheckQuestions.All.Where(q => q.Type == AnswerType.Flag && q.Group == Group);
}

/// <summary>Names, icons and classes of the page's fields and verdicts.</summary>
public static class Fields
{
    public static string Id(CheckQuestion question) => "kb-" + question.Name.Replace('.', '-');

    public static string Icon(Support support) => support switch { Support.Supported => "check", Support.Partly => "skip", Support.NotSupported => "cross", _ => "ask" };

    public static string Icon(RuleVerdict verdict) => verdict switch { RuleVerdict.Supported => "check", RuleVerdict.Skipped => "skip", RuleVerdict.NotSupported => "cross", _ => "ask" };

    public static string? Class(Support support) => support switch { Support.Supported => "ok", Support.Partly => "part", Support.NotSupported => "no", _ => null };

    public static string? Class(RuleVerdict verdict) => verdict switch { RuleVerdict.Supported => "ok", RuleVerdict.Skipped => "part", RuleVerdict.NotSupported => "no", _ => "open" };
}
