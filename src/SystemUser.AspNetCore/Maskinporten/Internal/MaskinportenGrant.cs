using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Gets Maskinporten tokens for the provider's own client: a JWT grant (RFC 7523) at the metadata's token endpoint.</summary>
internal sealed class MaskinportenGrant(
    [FromKeyedServices(SystemUserHttpClients.Maskinporten)] OutboundClient http,
    IMaskinportenMetadataSource metadata,
    IClientAssertionSigner signer,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    ILogger<MaskinportenGrant> logger
)
{
    private readonly OutboundService _service = new(
        "Maskinporten's token endpoint",
        "grant",
        timeProvider,
        telemetry,
        logger
    );

    /// <summary>Gets a token for scopes.</summary>
    /// <exception cref="OutboundException">Maskinporten gives none.</exception>
    public async ValueTask<GrantedToken> GetTokenAsync(
        string scope,
        SystemUserOptions options,
        CancellationToken cancellationToken
    )
    {
        if (signer is not ClientKeys keys)
        {
            return await GetTokenAsync(signer, scope, options, cancellationToken);
        }

        try
        {
            return await GetTokenAsync(keys.Current, scope, options, cancellationToken);
        }
        catch (MaskinportenGrantException exception) when (exception.IsClientRefused && keys.Previous is { } previous)
        {
            logger.PreviousClientKeyTried(exception.Message);
            return await GetTokenAsync(previous, scope, options, cancellationToken);
        }
    }

    private async ValueTask<GrantedToken> GetTokenAsync(
        IClientAssertionSigner keyOrVault,
        string scope,
        SystemUserOptions options,
        CancellationToken cancellationToken
    )
    {
        var clientId = options.Client.ClientId;
        if (string.IsNullOrWhiteSpace(clientId))
        {
            throw new MaskinportenGrantException(
                $"'{options.Path}:Client:ClientId' is missing. Set it to the id of the provider's own Maskinporten client."
            );
        }

        var issuer = await metadata.GetAsync(cancellationToken);
        if (issuer.Issuer != options.Maskinporten.Issuer)
        {
            throw new MaskinportenGrantException("The configuration changed while a token was asked for.")
            {
                IsTransient = true,
            };
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, issuer.TokenEndpoint);
        ClientAssertionHandler.Ask(request, new(keyOrVault, clientId, issuer.Issuer, scope));
        using var response = await http.SendAsync(request, _service, cancellationToken);
        var answer = Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw GrantRefusal.Of(response.StatusCode, answer, options, keyOrVault, scope);
        }

        return answer is { AccessToken: { } token, ExpiresIn: > 0 } && BearerToken.IsWellFormed(token)
            ? new GrantedToken(token, TimeSpan.FromSeconds(answer.ExpiresIn.Value))
            : throw new MaskinportenGrantException("Maskinporten's answer to the grant is not a token answer.");
    }

    private static TokenAnswer? Parse(byte[] body)
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

/// <summary>A token that Maskinporten granted.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="Lifetime">How long it lives, as the answer says.</param>
internal sealed record GrantedToken(string AccessToken, TimeSpan Lifetime);
