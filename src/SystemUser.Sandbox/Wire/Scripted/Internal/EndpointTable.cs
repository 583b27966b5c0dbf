using System.Collections.Concurrent;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>The endpoints of a scripted sandbox, by method and path; all but the policy decision point.</summary>
internal sealed class EndpointTable
{
    private readonly ConcurrentDictionary<(string Method, string Path), ScriptedEndpoint> _endpoints = new();

    public static bool IsPdp(string method, string path) =>
        Key(method, path) == (HttpMethods.Post, WireAddress.AuthorizePath.ToUpperInvariant());

    /// <summary>Adds an endpoint that the wire plays.</summary>
    public ScriptedEndpoint AddWorking(string method, string path) =>
        _endpoints.GetOrAdd(Key(method, path), static _ => new ScriptedEndpoint(works: true));

    /// <summary>Gets an endpoint, or adds one that nobody plays unless the test does.</summary>
    public ScriptedEndpoint GetOrAdd(string method, string path) =>
        _endpoints.GetOrAdd(Key(method, path), static _ => new ScriptedEndpoint(works: false));

    public ScriptedEndpoint? Find(string method, string path) => _endpoints.GetValueOrDefault(Key(method, path));

    public void Reset()
    {
        foreach (var endpoint in _endpoints.Values)
        {
            endpoint.Reset();
        }
    }

    private static (string Method, string Path) Key(string method, string path) =>
        (method.ToUpperInvariant(), path.TrimEnd('/').ToUpperInvariant());
}
