using Serilog.Core;
using Serilog.Events;

namespace MarsKb.Logging;

/// <summary>
/// Takes the address out of what the server adds to every event of a request. <see cref="RequestEvent"/> decides which paths may
/// be written; the server's own scope would write every one, with whatever was pasted into it.
/// </summary>
sealed class WithoutRequestPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
