using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>One exchange of a Maskinporten token.</summary>
internal sealed class ExchangeAttempt(OutboundHttp http, Uri address, string maskinportenToken) : IOutboundAttempt
{
    private const int MaxAnswerBytes = 64 * 1024;

    public async ValueTask<OutboundResponse> SendAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {maskinportenToken}");
        return await http.SendAsync(request, MaxAnswerBytes, cancellationToken);
    }
}
