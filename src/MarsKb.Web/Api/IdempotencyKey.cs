namespace MarsKb.Api;

/// <summary>The header by which a request that is sent again is known again.</summary>
static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    const int Longest = 200;

    /// <summary>A key that begins a session leads to its token: nobody may come to it by chance.</summary>
    const int ShortestForStart = 16;

    /// <returns>What is wrong with the header, or null; without the header there is no key.</returns>
    public static ApiProblem? Read(HttpRequest request, out string? key)
    {
        key = null;
        var given = request.Headers[Header];
        if (given.Count == 0) return null;
        // Lengths are in bytes: what is not ASCII is refused anyway.
        if (given is not [{ Length: >= 1 and <= Longest } one] || one.Any(c => c is <= ' ' or > '~'))
            return ApiProblem.BadRequest($"'{Header}' is given once, as 1 to {Longest} visible ASCII characters without spaces, such as a random UUID.");
        key = one;
        return null;
    }

    public static ApiProblem? ReadForStart(HttpRequest request, out string? key)
    {
        if (Read(request, out key) is { } problem) return problem;
        return key?.Length < ShortestForStart
            ? ApiProblem.BadRequest($"'{Header}' has at least {ShortestForStart} characters where a session begins: choose it at random, such as a UUID, because whoever knows it gets the session.")
            : null;
    }
}
