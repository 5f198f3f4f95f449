using MarsKb.Api;
using System.Text.Json.Serialization.Metadata;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Features.Flows;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Security;
using MarsKb.Sessions;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Sessions: begin one, answer, go back, end it. Nothing here is kept by anybody on the way.</summary>
static class SessionsApi
{
    const string Change = "The reply is the session as it is then. What was accepted is on disk. With the header `Idempotency-Key` the same request again gives the same reply and writes nothing.";

    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("").AddEndpointFilter(StorageFilterAsync);
        routes.MapPost("/flows/{id}/sessions", StartAsync)
            .Describe("startSession", "Sessions", "Begin a session",
                "Each request begins a new one, unless it carries an `Idempotency-Key` of at least 16 random characters. What is known beforehand is not asked again; it can be changed like other answers.")
            .Takes(ApiParameters.FlowId, ApiParameters.IdempotencyKey)
            .TakesBody<StartBody>()
            .Gives<SessionDocument>(StatusCodes.Status201Created).Refuses(400, 404, 413, 415, 422, 503);
        routes.MapRead("/sessions/{token}", GetAsync)
            .Describe("getSession", "Sessions", "Read a session", "By its token for writing. Every token that is none gets the same 404.")
            .Takes(ApiParameters.Token)
            .GivesUncached<SessionDocument>().Refuses(404, 503);
        routes.MapPost("/sessions/{token}/answers", AnswerAsync)
            .Describe("answer", "Sessions", "Answer a step", "The current step, or an earlier one, whose answer is changed then. " + Change)
            .Takes(ApiParameters.Token, ApiParameters.IdempotencyKey)
            .TakesBody<AnswerBody>()
            .Gives<SessionDocument>().Refuses(400, 404, 409, 413, 415, 422, 503);
        routes.MapPost("/sessions/{token}/back", BackAsync)
            .Describe("goBack", "Sessions", "Take the last answer back", "It stays in the record. " + Change)
            .Takes(ApiParameters.Token, ApiParameters.IdempotencyKey)
            .TakesBody<BackBody>()
            .Gives<SessionDocument>().Refuses(400, 404, 409, 413, 415, 422, 503);
        routes.MapPost("/sessions/{token}/outcome", FinishAsync)
            .Describe("finishSession", "Sessions", "Say how it ended", "Possible once an outcome is reached; the session is done then and changes no more. " + Change)
            .Takes(ApiParameters.Token, ApiParameters.IdempotencyKey)
            .TakesBody<OutcomeBody>()
            .Gives<SessionDocument>().Refuses(400, 404, 409, 413, 415, 422, 503);
    }

    static async Task<IResult> StartAsync(string id, HttpContext context, KnowledgeBase knowledge, SessionService sessions, CancellationToken cancel)
    {
        if (FlowsApi.Find(id, knowledge, out var missing) is not { } flow) return missing!;
        var (body, unreadable) = await BodyReader.ReadAsync(context.Request, ApiJson.Requests.StartBody, ApiLimits.SessionBodyBytes, cancel);
        var keyProblem = IdempotencyKey.ReadForStart(context.Request, out var key);
        if (keyProblem is not null || body is null) return keyProblem ?? unreadable!;
        var input = new ApiInput();
        var (ticket, at) = (body.Ticket, body.At);
        List<KeyValuePair<string, AnswerValue>> answers = [.. (body.Answers ?? []).Select(a => KeyValuePair.Create(a.Key, input.Answer("answers", a.Value)))];
        if (input.Problem is { } problem) return problem;
        if (!string.IsNullOrWhiteSpace(ticket) && WrittenText.Ticket(ticket) is null)
            return ApiProblem.Refused($"'ticket' is no reference: give up to {WrittenText.LongestTicket} characters that can be seen, or leave it out.");

        // With another body the same key is another wish.
        var repeat = key is null ? null : string.Join('\n', [key, ticket, at, .. answers.Select(a => $"{a.Key}={string.Join(',', a.Value.Items)}")]);
        var result = await sessions.StartAsync(flow, new SessionStart(ticket, FirstStep(flow, at, answers), answers, PersonOf(context), repeat));
        return result switch
        {
            { Outcome: SessionOutcome.Accepted, View: { } view } => ApiResponse.Created(view.ToDocument(), ApiJson.Compact.SessionDocument, "/api/v1/sessions/" + view.Token),
            _ => Refusal(result),
        };
    }

    /// <summary>The step to begin at: of one that is computed, the step that it leads to. Null for the start.</summary>
    static string? FirstStep(Flow flow, string? at, List<KeyValuePair<string, AnswerValue>> answers)
    {
        if (at is null || at == flow.Start) return null;
        if (!flow.ById.TryGetValue(at, out var step) || step.IsShown) return at;
        var position = FlowResolver.Resolve(flow, [.. answers.Select(a => new StepAnswer(a.Key, a.Value))], at);
        return position.Way is [var first, ..] ? first.Step : position.Current.Id;
    }

    static async Task<IResult> GetAsync(string token, SessionService sessions, CancellationToken cancel) =>
        await sessions.FindAsync(token, cancel) is { } view ? ApiResponse.Json(view.ToDocument(), ApiJson.Compact.SessionDocument) : NotFound();

    static Task<IResult> AnswerAsync(string token, HttpContext context, SessionService sessions, CancellationToken cancel) =>
        ChangeAsync(token, context, sessions, ApiJson.Requests.AnswerBody, b => b.Revision, (body, input) =>
        {
            var answer = input.Answer("answer", body.Answer);
            return (session, guard) => sessions.AnswerAsync(session, body.Step, answer, body.Note, guard);
        }, cancel);

    static Task<IResult> BackAsync(string token, HttpContext context, SessionService sessions, CancellationToken cancel) =>
        ChangeAsync(token, context, sessions, ApiJson.Requests.BackBody, b => b.Revision, (_, _) => sessions.BackAsync, cancel);

    static Task<IResult> FinishAsync(string token, HttpContext context, SessionService sessions, CancellationToken cancel) =>
        ChangeAsync(token, context, sessions, ApiJson.Requests.OutcomeBody, b => b.Revision,
            (body, _) => (session, guard) => sessions.FinishAsync(session, body.Resolved, body.Note, guard), cancel);

    /// <param name="read">Takes what it needs from the body, and says what to do then.</param>
    static async Task<IResult> ChangeAsync<T>(
        string token, HttpContext context, SessionService sessions, JsonTypeInfo<T> type, Func<T, int> revision,
        Func<T, ApiInput, Func<SessionHandle, ChangeGuard, Task<SessionResult?>>> read, CancellationToken cancel) where T : class
    {
        var (body, unreadable) = await BodyReader.ReadAsync(context.Request, type, ApiLimits.SessionBodyBytes, cancel);
        var keyProblem = IdempotencyKey.Read(context.Request, out var key);
        if (keyProblem is not null || body is null) return keyProblem ?? unreadable!;
        var input = new ApiInput();
        var change = read(body, input);
        if (input.Problem is { } faulty) return faulty;
        if (await sessions.OpenAsync(token, cancel) is not { } session) return NotFound();
        return await change(session, new ChangeGuard(revision(body), key, PersonOf(context))) switch
        {
            null => NotFound(),
            { Outcome: SessionOutcome.Accepted, View: { } view } => ApiResponse.Json(view.ToDocument(), ApiJson.Compact.SessionDocument),
            { } result => Refusal(result),
        };
    }

    static string? PersonOf(HttpContext context) => WrittenText.Name(context.Person());

    static ApiProblem Refusal(SessionResult result) => result.Outcome switch
    {
        SessionOutcome.Refused or SessionOutcome.KeyReused => ApiProblem.Refused(result.Message!),
        SessionOutcome.Conflict or SessionOutcome.Done => ApiProblem.Conflict(result.Message!, result.View!.ToDocument()),
        SessionOutcome.Unavailable => ApiProblem.Unavailable("Nothing can be saved just now; the session is as it was. Send the same request again after the time in Retry-After."),
        _ => throw new InvalidOperationException($"Unknown outcome {result.Outcome}."),
    };

    // The same words for whatever is no token: they say nothing of how near it was.
    internal static ApiProblem NotFound() => ApiProblem.NotFound("No session has this token; it may have been deleted. Tokens are written exactly as they were given, in upper and lower case.");

    internal static async ValueTask<object?> StorageFilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StorageUnavailableException)
        {
            return ApiProblem.Unavailable("Sessions cannot be read just now. Ask again after the time in Retry-After.");
        }
    }
}
