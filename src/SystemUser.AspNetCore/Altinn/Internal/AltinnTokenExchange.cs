using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Exchanges Maskinporten tokens for the tokens that Altinn's own services trust.</summary>
internal sealed class AltinnTokenExchange(
    [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundClient http,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    ILogger<AltinnTokenExchange> logger
)
{
    private readonly OutboundService _service = new(
        "Altinn's token exchange",
        "exchange",
        timeProvider,
        telemetry,
        logger
    );

    /// <summary>Exchanges a token.</summary>
    /// <exception cref="Outbound.OutboundException">Altinn gave none.</exception>
    public async ValueTask<string> ExchangeAsync(
        string baseAddress,
        string maskinportenToken,
        CancellationToken cancellationToken
    )
    {
        var address = AltinnAddress.Combine(baseAddress, AltinnAddress.Exchange);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {maskinportenToken}");
        using var response = await http.SendAsync(request, _service, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new AltinnTokenException($"{_service.Name} answered HTTP {(int)response.StatusCode}.");
        }

        // The answer is the token itself, plain or as a JSON string.
        var text = Encoding
            .UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken))
            .AsSpan()
            .Trim();
        var token = text is ['"', .. var quoted, '"'] ? quoted : text;
        return BearerToken.IsWellFormed(token)
            ? token.ToString()
            : throw new AltinnTokenException($"{_service.Name} answered something that is not a token.");
    }
}
