using System.Diagnostics;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Keeps the activity of whoever asks from a transport of the app's own, which would send on what the caller put into it.</summary>
/// <remarks>The caller chose its <c>baggage</c> and <c>tracestate</c>; a gateway that refuses large headers would refuse everybody's calls for it.</remarks>
internal sealed class UntracedHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Activity.Current = null; // in this method, and what it calls
        return await base.SendAsync(request, cancellationToken);
    }
}
