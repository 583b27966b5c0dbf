using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
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
                $"'{options.KeyOf("Client:ClientId")}' is missing. Set it to the id of the provider's own Maskinporten client."
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

/// <summary>What Maskinporten's token endpoint answers: a token, or an OAuth error.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("error_description")] string? ErrorDescription
);

/// <summary>Reads the answers of Maskinporten's token endpoint.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = 8
)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenAnswerJson : JsonSerializerContext;

/// <summary>Says why Maskinporten refused a grant: its code, its sentence, and the key to look at.</summary>
/// <remarks>Codes: https://docs.digdir.no/docs/Maskinporten/maskinporten_feilsoking.</remarks>
internal static class GrantRefusal
{
    private const int MaxSentence = 256;

    /// <summary>Makes the exception of an answer. Nothing of it is quoted unless it has Maskinporten's form, and never a token.</summary>
    public static MaskinportenGrantException Of(
        HttpStatusCode status,
        TokenAnswer? answer,
        SystemUserOptions options,
        IClientAssertionSigner signer,
        string scope
    )
    {
        var error =
            answer?.Error is { Length: > 0 and <= 64 } given && given.All(c => char.IsAsciiLetterLower(c) || c == '_')
                ? given
                : "no error code";
        var reason = CodeIn(answer?.ErrorDescription) is not { } code
            ? string.Empty
            : $", {code} '{Sentence(answer!.ErrorDescription!)}'. {WayOut(code, options, signer, scope)}".TrimEnd(
                ' ',
                '.'
            );
        return new($"Maskinporten refused the grant: HTTP {(int)status}, {error}{reason}.")
        {
            IsClientRefused = error is "invalid_client" or "invalid_grant" || status == HttpStatusCode.Unauthorized,
        };
    }

    /// <summary>Finds a code such as <c>MP-100</c>.</summary>
    private static string? CodeIn(string? description)
    {
        const int length = 6;
        for (
            var at = description?.IndexOf("MP-", StringComparison.Ordinal) ?? -1;
            at >= 0 && at + length <= description!.Length;
            at = description.IndexOf("MP-", at + 1, StringComparison.Ordinal)
        )
        {
            var code = description.AsSpan(at, length);
            var isWord =
                (at == 0 || !char.IsLetterOrDigit(description[at - 1]))
                && (at + length == description.Length || !char.IsLetterOrDigit(description[at + length]));
            if (isWord && !code["MP-".Length..].ContainsAnyExceptInRange('0', '9'))
            {
                return code.ToString();
            }
        }

        return null;
    }

    /// <summary>Leaves out what may be the assertion, or as long as a key or a signature.</summary>
    private static string Sentence(string description)
    {
        const int longestWord = 48;
        var words = description
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > longestWord || word.Contains("eyJ", StringComparison.Ordinal) ? "…" : word);
        var fit = LogText.Of(string.Join(' ', words));
        return fit.Length <= MaxSentence ? fit : $"{fit.AsSpan(0, MaxSentence)}…";
    }

    private static string WayOut(string code, SystemUserOptions options, IClientAssertionSigner signer, string scope) =>
        code switch
        {
            "MP-100" =>
                $"Check '{options.KeyOf("Client:ClientId")}': Maskinporten knows no such client in this environment.",
            "MP-110" => $"Check '{options.KeyOf("Maskinporten:Issuer")}'.",
            ['M', 'P', '-', '1', '2', _] =>
                $"Check {KeyOf(options, signer)}, and that the key is registered on the client at Maskinporten.",
            "MP-130" => "Check the clock of this machine.",
            ['M', 'P', '-', '2', _, _] =>
                $"Have the scope '{scope}' granted to your organization, and add it to the client at Maskinporten.",
            _ => string.Empty,
        };

    private static string KeyOf(SystemUserOptions options, IClientAssertionSigner signer)
    {
        var client = options.KeyOf("Client");
        return signer is not ClientKey ? "the key and its id that your IClientAssertionSigner uses"
            : ClientKeySource.NameOf(options.Client) is { } key ? $"'{client}:{key}' and '{client}:KeyId'"
            : "the certificate that the package made for the sandbox";
    }
}

/// <summary>Maskinporten gave no token. The message is safe to log.</summary>
internal sealed class MaskinportenGrantException(string message, Exception? innerException = null)
    : OutboundException(message, innerException)
{
    /// <summary>Gets whether it was the client or its key that was refused, so that the key before it may be tried.</summary>
    public bool IsClientRefused { get; init; }
}
