using System.Net.Http.Headers;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>One look into the resource registry, which is open to all: no token, no key.</summary>
internal sealed class RegistryAttempt(OutboundHttp http, Uri address) : IOutboundAttempt
{
    private const int MaxAnswerBytes = 32 * 1024 * 1024; // the list of all resources is several megabytes

    public async ValueTask<OutboundResponse> SendAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await http.SendAsync(request, MaxAnswerBytes, cancellationToken);
    }
}
