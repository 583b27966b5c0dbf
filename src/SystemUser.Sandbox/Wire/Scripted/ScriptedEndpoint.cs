using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>An endpoint of the sandbox: what it was asked, and how it is to answer.</summary>
/// <remarks>
/// Of several arrangements, those for a number of calls are used up first, in the order they were made; then the newest
/// standing one that matches counts.
/// </remarks>
public sealed class ScriptedEndpoint
{
    private readonly CallLog _log = new();
    private readonly Arrangements _arrangements = new();

    internal ScriptedEndpoint(bool works) => Works = works;

    /// <summary>Gets the calls so far, the oldest first.</summary>
    public IReadOnlyList<RecordedCall> Calls => _log.Calls;

    /// <summary>Begins a sentence about all calls from now on.</summary>
    public EndpointScript Always => When(static _ => true);

    /// <summary>Begins a sentence about the next call.</summary>
    public EndpointScript Next => Always.Times(1);

    /// <summary>Gets whether the endpoint answers by itself when nothing is arranged.</summary>
    internal bool Works { get; }

    /// <summary>Begins a sentence about some calls.</summary>
    /// <param name="predicate">Which.</param>
    /// <returns>The sentence.</returns>
    public EndpointScript When(Func<RecordedCall, bool> predicate) =>
        new(_arrangements, new Arrangement((call, _) => predicate(call!)));

    /// <summary>Waits until a number of calls have come, answered or not.</summary>
    /// <param name="count">How many calls in all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when they have.</returns>
    public Task WaitForCallsAsync(int count, CancellationToken cancellationToken) =>
        _log.WaitAsync(count, cancellationToken);

    /// <summary>Forgets the calls and the arrangements.</summary>
    public void Reset()
    {
        _log.Clear();
        _arrangements.Clear();
    }

    internal Arrangement? Receive(RecordedCall call)
    {
        _log.Add(call);
        return _arrangements.Take(call, question: null);
    }
}
