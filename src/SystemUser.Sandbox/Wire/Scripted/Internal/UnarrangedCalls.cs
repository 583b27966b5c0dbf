using System.Collections.Concurrent;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>The calls that nobody arranged an answer to, until they are reported.</summary>
internal sealed class UnarrangedCalls
{
    private readonly ConcurrentQueue<UnarrangedCallException> _exceptions = new();

    public UnarrangedCallException Add(RecordedCall call) =>
        Add(
            $"No answer is arranged for {call}. "
                + $"Arrange one with sandbox.Endpoint(\"{call.Method}\", \"{call.Url.AbsolutePath}\")."
        );

    public UnarrangedCallException Add(string decisionPoint, PdpQuestion question) =>
        Add(
            $"No answer is arranged for POST {decisionPoint}, which asks: {question}? "
                + "Arrange one with sandbox.Pdp, such as sandbox.Pdp.Permit()."
        );

    public void ThrowOldest()
    {
        if (_exceptions.TryDequeue(out var exception))
        {
            throw exception;
        }
    }

    public void Clear() => _exceptions.Clear();

    private UnarrangedCallException Add(string message)
    {
        var exception = new UnarrangedCallException(message);
        _exceptions.Enqueue(exception);
        return exception;
    }
}
