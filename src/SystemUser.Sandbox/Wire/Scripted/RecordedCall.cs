namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>A call as the sandbox received it.</summary>
public sealed class RecordedCall
{
    internal RecordedCall(
        string method,
        Uri url,
        IReadOnlyDictionary<string, string> headers,
        string body,
        IReadOnlyList<PdpQuestion> questions,
        DateTimeOffset receivedAt
    )
    {
        Method = method;
        Url = url;
        Headers = headers;
        Body = body;
        Questions = questions;
        ReceivedAt = receivedAt;
    }

    /// <summary>Gets the HTTP method.</summary>
    public string Method { get; }

    /// <summary>Gets the absolute address, query included.</summary>
    public Uri Url { get; }

    /// <summary>Gets the headers. Names are found in any casing; several values are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the body as UTF-8 text; empty if there was none.</summary>
    public string Body { get; }

    /// <summary>
    /// Gets the questions of a request to the policy decision point; empty for other calls, and for a request that
    /// Altinn could not make questions of.
    /// </summary>
    public IReadOnlyList<PdpQuestion> Questions { get; }

    /// <summary>Gets when the call came, on the clock of the sandbox.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Returns method and address.</summary>
    /// <returns>Such as <c>POST http://localhost:5090/token</c>.</returns>
    public override string ToString() => $"{Method} {Url}";
}
