namespace MarsKb.Api;

/// <summary>
/// Gives every refusal below <c>/api</c> a problem document, whoever refused: routing, the rate limiter, the server, a fault of ours.
/// Stands before everything that may refuse, and after what writes error pages for people.
/// </summary>
sealed class ApiProblemMiddleware(RequestDelegate next, ILogger<ApiProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }

        ApiProblem problem;
        try
        {
            await next(context);
            if (!IsBareRefusal(context.Response)) return;
            problem = new ApiProblem(context.Response.StatusCode, Explain(context));
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = e.StatusCode;
            problem = new ApiProblem(e.StatusCode, Explain(context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "Request {RequestId} failed", context.TraceIdentifier);
            context.Response.Clear();
            problem = new ApiProblem(
                StatusCodes.Status500InternalServerError,
                "This is a fault of the site, not of the request. Tell its operators the request id.",
                context.TraceIdentifier);
        }

        await problem.ExecuteAsync(context);
    }

    static bool IsBareRefusal(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentLength is null or 0 && string.IsNullOrEmpty(response.ContentType);

    static string Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "The request is malformed. The API is described at /docs/api.",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "This is for the team only. The API is described at /docs/api.",
        StatusCodes.Status404NotFound => "The API has nothing at this address. It is described at /docs/api.",
        StatusCodes.Status405MethodNotAllowed => $"{Method(context.Request)} is not possible here. Allowed: {context.Response.Headers.Allow}.",
        StatusCodes.Status408RequestTimeout => "The request arrived too slowly. Send it again.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large: a search or an answer may have up to 512 KiB, a feedback up to 64 KiB, and nothing more than 1 MiB.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as JSON in UTF-8, with the header 'Content-Type: application/json'.",
        StatusCodes.Status429TooManyRequests => "Too many requests from this address. Wait as long as the header Retry-After says, then send it again.",
        StatusCodes.Status503ServiceUnavailable => "The site cannot do this at the moment. Send it again later.",
        _ => "The request was refused. The API is described at /docs/api.",
    };

    // The method is the sender's text: only known words come back.
    static string Method(HttpRequest request) =>
        request.Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" ? request.Method : "This method";
}
