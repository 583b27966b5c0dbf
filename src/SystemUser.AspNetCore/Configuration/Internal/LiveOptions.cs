using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>The last good options: a change that does not validate is logged, and what was before stays in force.</summary>
/// <remarks>The framework's monitor would throw at every reader once a change does not validate.</remarks>
internal sealed class LiveOptions : IDisposable
{
    private readonly IOptionsFactory<SystemUserOptions> _factory;
    private readonly ILogger<LiveOptions> _logger;
    private readonly IDisposable[] _subscriptions;
    private SystemUserOptions? _current;

    public LiveOptions(
        IOptionsFactory<SystemUserOptions> factory,
        IEnumerable<IConfigureOptions<SystemUserOptions>> sources,
        ILogger<LiveOptions> logger
    )
    {
        _factory = factory;
        _logger = logger;
        _subscriptions =
        [
            .. sources.OfType<OptionsSource>().Select(source => ChangeToken.OnChange(() => source.ReloadToken, Reload)),
        ];
    }

    /// <summary>Gets the options in force. The same instance until they change, so that what is derived from them can be kept beside it.</summary>
    /// <exception cref="OptionsValidationException">The first options do not validate; the start check has said so before.</exception>
    public SystemUserOptions Current => Volatile.Read(ref _current) ?? Initialize();

    /// <summary>Sets what else must hold of later options, beside their validation: it returns the faults.</summary>
    public Func<SystemUserOptions, IEnumerable<string>> LaterFaults { private get; set; } = static _ => [];

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private SystemUserOptions Initialize()
    {
        var options = _factory.Create(Options.DefaultName);
        return Interlocked.CompareExchange(ref _current, options, null) ?? options;
    }

    private void Reload()
    {
        try
        {
            var options = _factory.Create(Options.DefaultName);
            string[] faults = [.. LaterFaults(options)];
            if (faults.Length > 0)
            {
                _logger.ConfigurationChangeRefused(string.Join(' ', faults));
                return;
            }

            Volatile.Write(ref _current, options);
            _logger.ConfigurationChanged();
        }
        catch (OptionsValidationException faults)
        {
            _logger.ConfigurationChangeRefused(string.Join(' ', faults.Failures));
        }
        catch (Exception exception)
        {
            // From the app's own sources and delegates. Nobody awaits a reload, and the exception's text may quote a secret.
            _logger.ConfigurationChangeRefused($"Reading it ended in an exception ({exception.GetType().FullName}).");
        }
    }
}
