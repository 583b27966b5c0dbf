using System.Diagnostics;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Stands next to the transport, which may be the app's own: what it must not see is kept from it, and where it must not go is noticed.</summary>
/// <param name="isUntraced">Whether the transport sends nothing of the trace by itself.</param>
internal sealed class TransportGuard(bool isUntraced) : DelegatingHandler
{
    /// <exception cref="HttpRequestException">The transport has followed a redirect.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!isUntraced)
        {
            // The caller chose its baggage and tracestate; a gateway that refuses large headers would refuse everybody's calls
            // for it. In this method, and what it calls.
            Activity.Current = null;
        }

        var address = request.RequestUri;
        var response = await base.SendAsync(request, cancellationToken);
        if (response.RequestMessage?.RequestUri is not { } answered || answered == address)
        {
            return response;
        }

        response.Dispose();
        throw new HttpRequestException(HttpRequestError.InvalidResponse, "The transport followed a redirect.");
    }
}
