using System.Globalization;
using System.Text;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>
/// A sentence about calls: for which and how often, when, and what they get. It takes effect with its last word
/// (<see cref="Fail"/>, <see cref="Drop"/>, …).
/// </summary>
/// <typeparam name="TSelf">The kind of sentence.</typeparam>
public abstract class CallScript<TSelf>
    where TSelf : CallScript<TSelf>
{
    private readonly Arrangements _arrangements;
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private Arrangement _arrangement;

    private protected CallScript(Arrangements arrangements, Arrangement arrangement)
    {
        _arrangements = arrangements;
        _arrangement = arrangement;
    }

    /// <summary>Applies to a number of calls only; then earlier arrangements count again.</summary>
    /// <param name="count">How many, at least one.</param>
    /// <returns>The sentence.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than one.</exception>
    public TSelf Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return With(_arrangement with { Times = count });
    }

    /// <summary>Answers late, on the clock of the sandbox.</summary>
    /// <param name="delay">How late.</param>
    /// <returns>The sentence.</returns>
    public TSelf After(TimeSpan delay) => With(_arrangement with { Delay = delay });

    /// <summary>Answers when the test says so. The answer to a caller that has hung up is dropped.</summary>
    /// <param name="release">Ends when the answer may go; a task that never ends is silence.</param>
    /// <returns>The sentence.</returns>
    public TSelf HeldUntil(Task release) => With(_arrangement with { Release = release });

    /// <summary>Adds a header to a <see cref="Fail"/> or <see cref="Respond(string, int, string)"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The sentence.</returns>
    public TSelf WithHeader(string name, string value)
    {
        _headers[name] = value;
        return (TSelf)this;
    }

    /// <summary>Answers with a status code and no body.</summary>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, in whole seconds. Defaults to none.</param>
    public void Fail(int statusCode, TimeSpan? retryAfter = null)
    {
        if (retryAfter is { } wait)
        {
            _headers["Retry-After"] = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        Arrange(new WireFault { StatusCode = statusCode, Headers = _headers });
    }

    /// <summary>Answers with a body as it is, however broken.</summary>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="statusCode">The HTTP status code. Defaults to 200.</param>
    /// <param name="contentType">The content type. Defaults to JSON.</param>
    public void Respond(string body, int statusCode = 200, string contentType = "application/json") =>
        Respond(Encoding.UTF8.GetBytes(body), statusCode, contentType);

    /// <summary>Answers with a body byte for byte.</summary>
    /// <param name="body">The body.</param>
    /// <param name="statusCode">The HTTP status code. Defaults to 200.</param>
    /// <param name="contentType">The content type. Defaults to JSON.</param>
    public void Respond(ReadOnlyMemory<byte> body, int statusCode = 200, string contentType = "application/json")
    {
        _headers["Content-Type"] = contentType;
        Arrange(
            new WireFault
            {
                StatusCode = statusCode,
                Headers = _headers,
                Body = body,
            }
        );
    }

    /// <summary>Cuts the connection before a byte of the answer.</summary>
    public void Drop() => Arrange(WireFault.Dropped);

    private protected void Arrange(Func<Arrangement, Arrangement> complete) =>
        _arrangements.Add(complete(_arrangement));

    private void Arrange(WireFault fault) => _arrangements.Add(_arrangement with { Fault = fault });

    private TSelf With(Arrangement arrangement)
    {
        _arrangement = arrangement;
        return (TSelf)this;
    }
}
