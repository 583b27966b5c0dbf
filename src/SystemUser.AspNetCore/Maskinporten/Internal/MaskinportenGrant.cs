using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Gets Maskinporten tokens for the provider's own client: a JWT grant (RFC 7523) at the metadata's token endpoint.</summary>
internal sealed class MaskinportenGrant
{
    private readonly OutboundHttp _http;
    private readonly IMaskinportenMetadataSource _metadata;
    private readonly IClientAssertionSigner _signer;
    private readonly LiveOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<MaskinportenGrant> _logger;
    private readonly OutboundResilience _resilience;

    public MaskinportenGrant(
        [FromKeyedServices(SystemUserHttpClients.Maskinporten)] OutboundHttp http,
        IMaskinportenMetadataSource metadata,
        IClientAssertionSigner signer,
        LiveOptions options,
        TimeProvider timeProvider,
        ILogger<MaskinportenGrant> logger
    )
    {
        _http = http;
        _metadata = metadata;
        _signer = signer;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _resilience = new(
            timeProvider,
            () => options.Current.Decisions,
            new ServiceObserver("Maskinporten's token endpoint", logger)
        );
    }

    /// <summary>Gets a token for scopes.</summary>
    /// <exception cref="MaskinportenGrantException">There is none to be had.</exception>
    public async ValueTask<MaskinportenToken> GetTokenAsync(string scope, CancellationToken cancellationToken)
    {
        var options = _options.Current;
        var clientId = options.Client.ClientId;
        if (string.IsNullOrWhiteSpace(clientId))
        {
            throw new MaskinportenGrantException(
                $"'{options.Path}:Client:ClientId' is missing. Set it to the id of the provider's own Maskinporten client."
            );
        }

        if (_signer is not ClientKeys keys)
        {
            return await GrantAsync(_signer, clientId, scope, cancellationToken);
        }

        try
        {
            return await GrantAsync(keys.Current, clientId, scope, cancellationToken);
        }
        catch (MaskinportenGrantException exception) when (exception.IsClientRefused && keys.Previous is { } previous)
        {
            _logger.PreviousClientKeyTried(exception.Message);
            return await GrantAsync(previous, clientId, scope, cancellationToken);
        }
    }

    private async ValueTask<MaskinportenToken> GrantAsync(
        IClientAssertionSigner signer,
        string clientId,
        string scope,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var metadata = await _metadata.GetAsync(cancellationToken);
            var attempt = new GrantAttempt(_http, _timeProvider, signer, clientId, metadata, scope);
            using var response = await _resilience.SendAsync(attempt, cancellationToken);
            return Read(response, signer, scope);
        }
        catch (MaskinportenMetadataException exception)
        {
            throw new MaskinportenGrantException("Maskinporten's metadata cannot be had.", exception)
            {
                IsTransient = true,
            };
        }
        catch (OutboundException exception)
        {
            throw new MaskinportenGrantException($"Maskinporten gave no token: {exception.Message}.", exception)
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
    }

    private MaskinportenToken Read(OutboundResponse response, IClientAssertionSigner signer, string scope)
    {
        var answer = Parse(response.Body.Span);
        if (response.Status != HttpStatusCode.OK)
        {
            throw GrantRefusal.Of(response.Status, answer, _options.Current, signer, scope);
        }

        return answer is { AccessToken: { } token, ExpiresIn: > 0 } && BearerToken.IsWellFormed(token)
            ? new MaskinportenToken(token, TimeSpan.FromSeconds(answer.ExpiresIn.Value))
            : throw new MaskinportenGrantException("Maskinporten's answer to the grant is not a token answer.");
    }

    private static TokenAnswer? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TokenAnswerJson.Default.TokenAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
