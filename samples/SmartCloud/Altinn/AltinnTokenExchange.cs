using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Maskinporten;

namespace SmartCloud.Altinn;

/// <summary>Exchanges the vendor's Maskinporten token for one of Altinn's own.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="options">Where Altinn is.</param>
public sealed class AltinnTokenExchange(HttpClient http, IOptions<SmartCloudOptions> options)
{
    /// <summary>Exchanges a token.</summary>
    /// <param name="maskinporten">Maskinporten's.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Altinn's, good for as long as the one it was made of.</returns>
    public async Task<Answer<AccessToken>> ExchangeAsync(AccessToken maskinporten, CancellationToken cancellationToken)
    {
        var address = new Uri(options.Value.Altinn.BaseAddress!, "authentication/api/v1/exchange/maskinporten");
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", maskinporten.Value);
        var answer = await http.CallAsync(Service.Altinn, request, cancellationToken);
        if (!answer.TryGet(out var reply, out var failure))
        {
            return failure;
        }

        if (!reply.Succeeded)
        {
            return AltinnProblems.Explain(reply);
        }

        // The token comes as plain text or as a JSON string, as it pleases Altinn.
        var token = Encoding.UTF8.GetString(reply.Body).Trim().Trim('"');
        return AccessToken.CanBe(token)
            ? new AccessToken(token, maskinporten.ExpiresAt)
            : reply.Fail(FailureKind.UnusableAnswer);
    }
}
