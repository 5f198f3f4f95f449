using System.CommandLine;
using System.Text.Json;
using MarsKb.Documents;
using MarsKb.Checks;
using MarsKb.Cli.Output;

namespace MarsKb.Cli.Commands;

/// <summary>Answers "can the agent back this up?", as the site does.</summary>
static class CheckCommand
{
    public static Verb Create(Terminal terminal)
    {
        var questions = CheckQuestions.All.Select(q => (Question: q, Option: OptionOf(q))).ToList();
        var json = new Option<bool>("--json") { Description = "The document of POST /api/v1/check." };
        var content = ContentFolder.Option();
        var command = new Command("check", "Checks whether the agent can back something up. Give what is known.");
        foreach (var (_, option) in questions) command.Options.Add(option);
        command.Options.Add(json);
        command.Options.Add(content);
        command.SetAction(parsed =>
        {
            var given = questions
                .Where(q => parsed.GetResult(q.Option) is not null)
                .SelectMany(q => parsed.GetValue(q.Option) is { Length: > 0 } values ? values.Select(v => (q.Question.Name, v)) : [(q.Question.Name, "true")]);
            return Run(given, parsed.GetValue(json), parsed.GetValue(content), terminal);
        });
        return new Verb(command,
        [
            "marskb check --operating-system \"Windows Server 2012 R2\" --data files system-state --size-gb 3200 --cache-free-gb 120",
            "marskb check --volume-file-system ReFS --json",
            "marskb check --operating-system \"Windows 8\" --restore-to \"Windows 7\"",
        ]);
    }

    /// <summary><c>volume.readOnly</c> is <c>--volume-read-only</c>.</summary>
    static string NameOf(CheckQuestion question)
    {
        var name = new System.Text.StringBuilder("--");
        foreach (var (i, c) in question.Name.Index())
        {
            if (c == '.') name.Append('-');
            else if (char.IsUpper(c) && char.IsLower(question.Name[i - 1])) name.Append('-').Append(char.ToLowerInvariant(c));
            else name.Append(char.ToLowerInvariant(c));
        }
        return name.ToString();
    }

    static Option<string[]> OptionOf(CheckQuestion question) => new(NameOf(question))
    {
        Description = question.Type switch
        {
            AnswerType.Choice => $"{question.Label}: {string.Join(", ", question.Choices.Select(c => c.Id))}.",
            AnswerType.Choices => $"{question.Label}: one or more of {string.Join(", ", question.Choices.Select(c => c.Id))}.",
            AnswerType.Flag => $"{Whose(question)}{question.Label}. With 'false': it is not so.",
            AnswerType.Number => $"{question.Label}, in {question.Unit}.",
            AnswerType.Version => $"{question.Label}, such as 2.0.9249.0.",
            _ => $"{question.Label}, as in the matrix; the edition may be left out.",
        },
        HelpName = question.Type switch { AnswerType.Flag => "true|false", AnswerType.Number => "number", AnswerType.System => "name", AnswerType.Version => "version", _ => "word" },
        Arity = question.Type switch { AnswerType.Choices => ArgumentArity.OneOrMore, AnswerType.Flag => ArgumentArity.ZeroOrOne, _ => ArgumentArity.ExactlyOne },
        CustomParser = parsed => [.. parsed.Tokens.Select(t => t.Value)],
        AllowMultipleArgumentsPerToken = question.Type == AnswerType.Choices,
    };

    static string Whose(CheckQuestion question) => question.Group switch { "volume" => "The volume: ", "cache" => "The cache folder: ", _ => "" };

    static int Run(IEnumerable<(string, string)> given, bool json, string? content, Terminal terminal)
    {
        var (answers, problems) = CheckAnswers.Read(given);
        foreach (var problem in problems) terminal.Error.WriteLine($"marskb: '{NameOf(problem.Question)}' cannot be read. {problem.Wanted}.");
        if (problems.Length > 0) return ExitCode.WrongUse;
        if (answers.IsEmpty)
        {
            terminal.Error.WriteLine("marskb: Give what is known of the machine. 'marskb check --help' lists the options.");
            return ExitCode.WrongUse;
        }

        if (ContentFolder.ReadKnowledge(content, terminal) is not { } knowledge) return ExitCode.WrongUse;
        var result = SupportCheck.Judge(answers, knowledge.SupportRules);
        if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(CheckReply.From(result), ApiJson.Indented.CheckReply));
        else Write(result, terminal);
        return ExitCode.Done;
    }

    static void Write(CheckResult result, Terminal terminal)
    {
        terminal.Out.WriteLine(terminal.Strong(CheckText.Verdict(result.Support)));
        foreach (var reason in result.Reasons)
        {
            var verdict = CheckText.Verdict(reason.Verdict);
            terminal.Out.WriteLine($"  {(reason.Verdict == RuleVerdict.Supported ? terminal.Good(verdict) : verdict)}: {SafeText.Line(reason.Detail)}");
            terminal.Out.WriteLine("    " + terminal.Faint(SafeText.Line(reason.Url)));
        }
    }
}
