using MarsKb.Configuration;

namespace MarsKb.Features.Sessions;

/// <summary>The read-only link of a session as others can open it, on paper too.</summary>
static class RecordLink
{
    /// <summary>Whole: below the site's own address where it is set, else below the name by which it was asked, which the host check has let through.</summary>
    public static string Of(HttpRequest request, MarsKbOptions options, SessionView view) =>
        options.BaseUrl is null ? $"{request.Scheme}://{request.Host.Value}{view.ReadUrl}" : options.Link(view.ReadUrl);
}
