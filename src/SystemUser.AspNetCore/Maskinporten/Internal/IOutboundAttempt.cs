namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>One call that may be attempted again: each attempt makes a request of its own.</summary>
internal interface IOutboundAttempt
{
    /// <summary>Sends the request and reads its answer, whatever its status.</summary>
    ValueTask<OutboundResponse> SendAsync(CancellationToken cancellationToken);
}
