namespace MarsKb.Health;

static class HealthSetup
{
    public const string Prefix = "/healthz";

    static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static bool IsHealth(string path) => path.StartsWith(Prefix + "/", StringComparison.OrdinalIgnoreCase);

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<SiteHealth>();

    /// <summary><c>live</c> fails only when a restart helps; <c>ready</c> tells what is degraded and is 503 only when no traffic should come.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.Lifetime.ApplicationStopping.Register(() => app.Services.GetRequiredService<SiteHealth>()
            .State("process", new Trouble("stopping", "The site is stopping.", Unavailable: true)));
        app.MapMethods(Prefix + "/live", ReadMethods, (SiteHealth health, HttpContext context) => Reply(context, new HealthReply("ready", [], health.Instance)));
        app.MapMethods(Prefix + "/ready", ReadMethods, (SiteHealth health, HttpContext context) =>
        {
            var troubles = health.Troubles;
            var status = troubles.Any(t => t.Unavailable) ? "unavailable" : troubles.IsEmpty ? "ready" : "degraded";
            return Reply(context, new HealthReply(status, [.. troubles.Select(t => new HealthTrouble(t.Reason, t.Detail))], health.Instance));
        });
    }

    static IResult Reply(HttpContext context, HealthReply reply)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(reply, statusCode: reply.Status == "unavailable" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    sealed record HealthReply(string Status, IReadOnlyList<HealthTrouble> Degraded, string Instance);

    sealed record HealthTrouble(string Reason, string Detail);
}
