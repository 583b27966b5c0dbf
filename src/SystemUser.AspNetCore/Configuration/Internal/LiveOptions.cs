using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>The last good options: a change that does not validate is logged, and what was before stays in force.</summary>
internal sealed class LiveOptions : IDisposable
{
    private readonly IOptionsMonitor<SystemUserOptions> _monitor;
    private readonly IDisposable? _subscription;
    private SystemUserOptions? _current;

    public LiveOptions(IOptionsMonitor<SystemUserOptions> monitor)
    {
        _monitor = monitor;
        _subscription = monitor.OnChange(options => Volatile.Write(ref _current, options));
    }

    /// <summary>Gets the options in force. The same instance until they change, so that what is derived from them can be kept beside it.</summary>
    public SystemUserOptions Current => Volatile.Read(ref _current) ?? Initialize();

    public void Dispose() => _subscription?.Dispose();

    private SystemUserOptions Initialize()
    {
        var options = _monitor.CurrentValue;
        return Interlocked.CompareExchange(ref _current, options, null) ?? options;
    }
}
