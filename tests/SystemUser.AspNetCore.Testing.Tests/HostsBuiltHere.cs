using System.Diagnostics;

namespace SystemUser.AspNetCore.Testing.Tests;

/// <summary>Counts the hosts that are built in this context, as a factory of web applications finds the one to configure.</summary>
internal sealed class HostsBuiltHere
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private readonly AsyncLocal<bool> _isHere = new() { Value = true };
    private readonly List<IDisposable> _subscriptions = [];

    public HostsBuiltHere() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public int Count { get; private set; }

    public void OnNext(DiagnosticListener value)
    {
        if (_isHere.Value && value.Name == "Microsoft.Extensions.Hosting")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (_isHere.Value && value.Key == "HostBuilding")
        {
            Count++;
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
}
