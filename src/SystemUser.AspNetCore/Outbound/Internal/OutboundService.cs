using System.Net;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>One service that is called: what its answers may weigh, the circuit in front of it, and what is told of its calls.</summary>
internal sealed class OutboundService
{
    private static readonly HttpRequestOptionsKey<OutboundService> s_key = new("SystemUser.AspNetCore.Service");

    /// <param name="name">The name, as it stands at the start of a sentence in the log.</param>
    /// <param name="id">The name in metrics.</param>
    /// <param name="timeProvider">The clock of the circuit.</param>
    /// <param name="telemetry">Where the circuit's state is seen.</param>
    /// <param name="logger">Where its breaks are told.</param>
    public OutboundService(
        string name,
        string id,
        TimeProvider timeProvider,
        SystemUserTelemetry telemetry,
        ILogger logger
    )
    {
        Name = name;
        CircuitOpened = () => logger.CircuitOpened(name);
        CircuitClosed = () => logger.CircuitClosed(name);
        Circuit = new CircuitBreaker(timeProvider, () => CircuitOpened(), () => CircuitClosed());
        telemetry.Watch(id, () => (int)Circuit.State);
    }

    public string Name { get; }

    public CircuitBreaker Circuit { get; }

    /// <summary>Gets how long an answer may be, in bytes. Defaults to 64 KiB.</summary>
    public int MaxAnswerBytes { get; init; } = 64 * 1024;

    public Action CircuitOpened { private get; init; }

    public Action CircuitClosed { private get; init; }

    /// <summary>Gets what hears of each attempt after the first.</summary>
    public Action Retrying { get; init; } = static () => { };

    /// <summary>Gets what hears of each attempt: how long it took, and its status if there was an answer.</summary>
    public Action<TimeSpan, HttpStatusCode?> Attempted { get; init; } = static (_, _) => { };

    public static OutboundService? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(s_key, out var service) ? service : null;

    public void Mark(HttpRequestMessage request) => request.Options.Set(s_key, this);

    /// <summary>Makes the exception of an answer that says to try again.</summary>
    public ServiceException Failed(string reason, TimeSpan? retryAfter) =>
        new(Sentence(reason))
        {
            Reason = reason,
            IsTransient = true,
            RetryAfter = retryAfter,
        };

    /// <summary>Makes the exception of a call without an answer.</summary>
    public ServiceException Failed(Exception cause)
    {
        var reason = OutboundFaults.Describe(cause);
        return new(Sentence(reason), cause) { Reason = reason, IsTransient = OutboundFaults.IsTransient(cause) };
    }

    private string Sentence(string reason) => $"{Name} gave no usable answer: {reason}.";
}

/// <summary>A service gave no answer that may be read: the connection failed, time ran out, the circuit is open, or the answer may not be trusted.</summary>
/// <param name="message">What happened, in words that are safe to log.</param>
/// <param name="innerException">What it came from.</param>
internal sealed class ServiceException(string message, Exception? innerException = null)
    : OutboundException(message, innerException)
{
    /// <summary>Gets the reason alone, in a few words; else the whole message.</summary>
    public string Reason
    {
        get => field ?? Message;
        init;
    }

    /// <summary>Gets whether nothing was sent, because the circuit is open.</summary>
    public bool IsCircuitOpen { get; init; }
}
