using MarsKb.Api;
using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Checks;
using MarsKb.Content;

namespace MarsKb.Features.Check;

/// <summary>Answers "can the agent back this up?".</summary>
static class CheckApi
{
    public static void MapCheck(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/check", PostAsync)
            .Describe("check", "Support check", "Check whether the agent can back something up",
                "Give what is known; every member may be absent. Each rule that the answers touch says its verdict with the figures used and the row of the matrix that it comes from.")
            .TakesBody<CheckBody>()
            .Gives<CheckReply>().Refuses(400, 413, 415);

    static async Task<IResult> PostAsync(HttpRequest request, KnowledgeBase knowledge, CancellationToken cancel)
    {
        var (body, unreadable) = await BodyReader.ReadAsync(request, ApiJson.Requests.CheckBody, ApiLimits.CheckBodyBytes, cancel);
        if (body is null) return unreadable!;
        var (answers, problems) = CheckAnswers.Read(CheckQuestions.All.SelectMany(q => Given(body, q).Select(value => (q.Name, value))));
        return problems is [var problem, ..]
            ? ApiProblem.BadRequest($"'{problem.Question.Name}' cannot be read. {problem.Wanted}.")
            : ApiResponse.Json(CheckReply.From(SupportCheck.Judge(answers, knowledge.SupportRules)), ApiJson.Compact.CheckReply);
    }

    /// <summary>What the body answers to a question, as it would be typed: the record has a member for each question, some of them in a group.</summary>
    static ImmutableArray<string> Given(CheckBody body, CheckQuestion question)
    {
        var group = question.Group is { } name ? Member(body, name) : body;
        return group is null ? [] : Member(group, question.Member) switch
        {
            null => [],
            bool flag => [flag ? "true" : "false"],
            ImmutableArray<string> several => several,
            var one => [Convert.ToString(one, CultureInfo.InvariantCulture)!],
        };
    }

    static object? Member(object of, string name) => ApiJson.Requests.GetTypeInfo(of.GetType())!.Properties.Single(p => p.Name == name).Get!(of);
}
