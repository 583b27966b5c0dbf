using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Exchanges Maskinporten tokens for the tokens that Altinn's own services trust.</summary>
internal sealed class AltinnTokenExchange
{
    private const string Service = "Altinn's token exchange";

    private readonly OutboundHttp _http;
    private readonly OutboundResilience _resilience;

    public AltinnTokenExchange(
        [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundHttp http,
        LiveOptions options,
        TimeProvider timeProvider,
        ILogger<AltinnTokenExchange> logger
    )
    {
        _http = http;
        _resilience = new(timeProvider, () => options.Current.Decisions, new ServiceObserver(Service, logger));
    }

    /// <summary>Exchanges a token.</summary>
    /// <exception cref="AltinnTokenException">Altinn gave none.</exception>
    public async ValueTask<string> ExchangeAsync(
        string baseAddress,
        string maskinportenToken,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var address = AltinnAddress.Combine(baseAddress, AltinnAddress.Exchange);
            var attempt = new ExchangeAttempt(_http, address, maskinportenToken);
            using var response = await _resilience.SendAsync(attempt, cancellationToken);
            return Read(response);
        }
        catch (OutboundException exception)
        {
            throw new AltinnTokenException($"{Service} gave no token: {exception.Message}.", exception)
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
    }

    /// <summary>The answer is the token itself, plain or as a JSON string.</summary>
    private static string Read(OutboundResponse response)
    {
        if (response.Status != HttpStatusCode.OK)
        {
            throw new AltinnTokenException($"{Service} answered HTTP {(int)response.Status}.");
        }

        var text = Encoding.UTF8.GetString(response.Body.Span).AsSpan().Trim();
        var token = text is ['"', .. var quoted, '"'] ? quoted : text;
        return BearerToken.IsWellFormed(token)
            ? token.ToString()
            : throw new AltinnTokenException($"{Service} answered something that is not a token.");
    }
}
