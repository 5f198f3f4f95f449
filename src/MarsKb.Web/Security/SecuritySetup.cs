namespace MarsKb.Security;

static class SecuritySetup
{
    public static void AddSecurity(this IServiceCollection services, MarsKbOptions options)
    {
    }

    public static void UseSecurityHeaders(this WebApplication app) => app.UseMiddleware<SecurityHeaders>();
}
