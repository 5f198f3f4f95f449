using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Triage;

namespace MarsKb.Features.Triage;

/// <summary>Finds known errors in logs.</summary>
static class TriageApi
{
    public static void MapTriage(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/triage", PostAsync)
            .Describe("triage", "Log triage", "Find known errors in a log",
                "The log as `text/plain`, or as `multipart/form-data` in the field `file`: up to 50 MiB of text in UTF-8, UTF-16 or Windows-1252, or a .gz or .zip of such files. "
                + "Codes are found in every spelling, messages also when they are wrapped over lines or have variable parts. Nothing of the log is kept.")
            .WithMetadata(new LogBody())
            .Gives<TriageReply>().Refuses(400, 413, 415);

    static async Task<IResult> PostAsync(HttpRequest request, KnowledgeBase knowledge, CancellationToken cancel)
    {
        var sent = await SentLog.OpenAsync(request, cancel);
        if (sent.Content is null) return sent.Problem == SentLogProblem.WrongType ? ApiProblem.WrongType(sent.Name) : ApiProblem.BadRequest(sent.Name);
        try
        {
            var report = await LogTriage.ReadAsync(sent.Content, knowledge.Triage, TriageLimits.Sent, cancel: cancel);
            return ApiResponse.Json(TriageReply.From(report, knowledge), ApiJson.Compact.TriageReply);
        }
        catch (UnreadableLogException fault)
        {
            await SentLog.DrainAsync(request, cancel);
            return fault.Fault switch
            {
                LogFault.TooLarge => ApiProblem.TooLarge(fault.Message),
                LogFault.NotText => ApiProblem.WrongType(fault.Message),
                _ => ApiProblem.BadRequest(fault.Message),
            };
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException && !cancel.IsCancellationRequested)
        {
            return ApiProblem.BadRequest("The body is not complete or malformed. Send the log again.");
        }
    }
}
