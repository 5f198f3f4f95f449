using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;

namespace MarsKb.Features.Entries;

/// <summary>What codes mean by themselves.</summary>
static class CodesApi
{
    public static void MapCodes(this IEndpointRouteBuilder routes) =>
        routes.MapRead("/codes/{code}", Get)
            .Describe("readCode", "Codes", "Read a code", "Every reading of an ambiguous number is given, none is guessed away. A well-formed name that nobody knows has no readings.")
            .Takes(ApiParameters.Code)
            .Gives<CodeDocument>().Refuses(400);

    static IResult Get(string code, KnowledgeBase knowledge)
    {
        return CodeDocument.Read(code, knowledge) is { } document
            ? ApiResponse.Json(document, ApiJson.Compact.CodeDocument, knowledge)
            : ApiProblem.BadRequest("This is no code. Give one code such as 34513, 0x80070005, -2147024891 or SalLowDiskSpace; for a message or a sentence use GET /api/v1/search?q=…");
    }
}
