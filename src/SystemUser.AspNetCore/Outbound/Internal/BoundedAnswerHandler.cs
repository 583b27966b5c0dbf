namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Reads answers whole, so that headers and body come within the same attempt, and no longer than the service's may be.</summary>
internal sealed class BoundedAnswerHandler : DelegatingHandler
{
    private const int UsualMaxBytes = 1024 * 1024;

    /// <exception cref="HttpRequestException">The connection failed, or the answer is longer than allowed.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var maxBytes = OutboundService.Of(request)?.MaxAnswerBytes ?? UsualMaxBytes;
            await response.Content.LoadIntoBufferAsync(maxBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
