using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MarsKb.Documents;

/// <summary>A text to search for that is too long for an address.</summary>
public sealed record SearchBody(
    [property: Description("A code, a message or words; up to 65,536 bytes of UTF-8.")] string Q,
    [property: Description("Most results to return."), Range(1, 100), DefaultValue(10)] int? Limit = null,
    [property: Description("Only this kind: `error`, `guide`, `flow` or `matrix`.")] string? Kind = null,
    [property: Description("Only this component.")] string? Component = null);
