using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>The package's instruments and its activity source. Organization numbers and system-user ids never become tags.</summary>
internal sealed class SystemUserTelemetry : IDisposable
{
    // From what a near cache could answer in to what Decisions:TotalTimeout allows.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5],
    };

    private readonly Meter _meter;
    private readonly ConcurrentDictionary<string, Func<int>> _circuits = new(StringComparer.Ordinal);

    public SystemUserTelemetry(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(SystemUserDiagnostics.MeterName);
        Decisions = _meter.CreateCounter<long>(
            SystemUserDiagnostics.Decisions,
            "{decision}",
            "Questions answered, by outcome and source."
        );
        PdpDuration = _meter.CreateHistogram<double>(
            SystemUserDiagnostics.PdpDuration,
            "s",
            "Duration of calls to the policy decision point.",
            tags: null,
            s_seconds
        );
        PdpRetries = _meter.CreateCounter<long>(
            SystemUserDiagnostics.PdpRetries,
            "{retry}",
            "Calls to the policy decision point after the first attempt."
        );
        TokenRenewals = _meter.CreateCounter<long>(
            SystemUserDiagnostics.TokenRenewals,
            "{renewal}",
            "Renewals of the provider's own token."
        );
        TokensValidated = _meter.CreateCounter<long>(
            SystemUserDiagnostics.TokensValidated,
            "{token}",
            "Maskinporten tokens accepted, by source."
        );
        SharedOperations = _meter.CreateCounter<long>(
            SystemUserDiagnostics.SharedOperations,
            "{operation}",
            "What is done where hosts share decisions, by operation and outcome."
        );
        _meter.CreateObservableGauge(
            SystemUserDiagnostics.CircuitState,
            () => _circuits.Select(circuit => new Measurement<int>(circuit.Value(), ServiceTag(circuit.Key))),
            "{state}",
            "Whether a service is called: 0 it is, 1 one call tries it, 2 it is left alone."
        );
    }

    public ActivitySource Activities { get; } = new(SystemUserDiagnostics.ActivitySourceName);

    public Counter<long> Decisions { get; }

    public Histogram<double> PdpDuration { get; }

    public Counter<long> PdpRetries { get; }

    public Counter<long> TokenRenewals { get; }

    public Counter<long> TokensValidated { get; }

    public Counter<long> SharedOperations { get; }

    /// <summary>Has the state of a service's circuit measured.</summary>
    public void Watch(string service, Func<int> circuit) => _circuits[service] = circuit;

    public void Dispose() => Activities.Dispose();

    private static KeyValuePair<string, object?> ServiceTag(string service) =>
        new(SystemUserDiagnostics.ServiceTag, service);
}
