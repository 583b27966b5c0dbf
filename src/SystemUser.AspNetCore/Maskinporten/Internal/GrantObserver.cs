using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Logs the breaks of Maskinporten's token endpoint.</summary>
internal sealed class GrantObserver(ILogger logger) : IOutboundObserver
{
    public void Retrying() { }

    public void CircuitOpened() => logger.OwnTokenCircuitOpened("Maskinporten's token endpoint");

    public void CircuitClosed() => logger.OwnTokenCircuitClosed("Maskinporten's token endpoint");
}
