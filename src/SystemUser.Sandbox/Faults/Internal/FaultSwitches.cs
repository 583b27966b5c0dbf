using System.Collections.Concurrent;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>The faults that are switched on, by service.</summary>
internal sealed class FaultSwitches(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ServiceFault> _faults = new(StringComparer.Ordinal);

    /// <summary>The fault that the service has now.</summary>
    public ServiceFault? Find(string service)
    {
        if (!_faults.TryGetValue(service, out var fault))
        {
            return null;
        }

        if (fault.Until is { } until && until <= clock.GetUtcNow())
        {
            _faults.TryRemove(new(service, fault));
            return null;
        }

        return fault;
    }

    /// <summary>The faults that services have now.</summary>
    public IReadOnlyList<(string Service, ServiceFault Fault)> Active() =>
        [
            .. FaultServices
                .Names.Select(service => (Service: service, Fault: Find(service)))
                .Where(pair => pair.Fault is not null)
                .Select(pair => (pair.Service, pair.Fault!)),
        ];

    public void Set(string service, ServiceFault fault) => _faults[service] = fault;

    public void Clear(string service) => _faults.TryRemove(service, out _);

    public void ClearAll() => _faults.Clear();
}
