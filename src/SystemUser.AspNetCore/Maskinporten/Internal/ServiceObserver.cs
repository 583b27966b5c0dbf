using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Logs the breaks of a service.</summary>
internal sealed class ServiceObserver(string service, ILogger logger) : IOutboundObserver
{
    public void Retrying() { }

    public void CircuitOpened() => logger.CircuitOpened(service);

    public void CircuitClosed() => logger.CircuitClosed(service);
}
