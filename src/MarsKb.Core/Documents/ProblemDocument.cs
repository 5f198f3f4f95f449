using System.ComponentModel;
using System.Text.Json.Serialization;

namespace MarsKb.Documents;

/// <summary>What is wrong with a request (RFC 9457), sent as <c>application/problem+json</c>.</summary>
public sealed record ProblemDocument(
    [property: Description("`about:blank`: the status says what kind of problem it is.")] string Type,
    [property: Description("The status in words.")] string Title,
    [property: Description("The HTTP status.")] int Status,
    [property: Description("What is wrong and how to mend it.")] string Detail,
    [property: Description("Names this failure in the server's log; only with status 500.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestId = null,
    [property: Description("The session as it is now; only with status 409.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SessionDocument? Session = null);
