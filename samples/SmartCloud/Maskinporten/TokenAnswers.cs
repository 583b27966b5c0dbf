using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SmartCloud.Altinn;
using SmartCloud.Failures;
using SmartCloud.Http;

namespace SmartCloud.Maskinporten;

/// <summary>
/// Reads the answers of Maskinporten and of Altinn's exchange before Altinn's client does, which keeps nothing of an error but its
/// description, knows the exchanged token as JSON alone, and would keep what is no token.
/// </summary>
/// <param name="cache">The tokens that are kept.</param>
internal sealed partial class TokenAnswers(TokenCache cache) : DelegatingHandler
{
    private const int MaxBytes = 64 * 1024;

    /// <inheritdoc/>
    /// <exception cref="NoTokenException">There is no token in the answer, or no answer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var isExchange = request.Method == HttpMethod.Get;
        // The token is the one of the client's time-out: Altinn's client takes none of a caller.
        var answer = await ServiceCalls.ReadAsync(
            isExchange ? Service.Altinn : Service.Maskinporten,
            async () =>
            {
                var response = await base.SendAsync(request, cancellationToken);
                await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
                return response;
            },
            CancellationToken.None
        );
        if (!answer.TryGet(out var reply, out var failure))
        {
            throw new NoTokenException(failure);
        }

        return isExchange ? Exchanged(reply, request.Headers.Authorization?.Parameter) : Granted(reply);
    }

    private static HttpResponseMessage Granted(ServiceReply reply)
    {
        if (!reply.Succeeded)
        {
            throw new NoTokenException(Explain(reply));
        }

        return
            reply.TryRead(MaskinportenJson.Default.TokenAnswer) is { ExpiresIn: > 0 } answer
            && AccessToken.CanBe(answer.AccessToken)
            ? new() { Content = new ByteArrayContent(reply.Body) }
            : throw new NoTokenException(reply.Fail(FailureKind.UnusableAnswer));
    }

    private HttpResponseMessage Exchanged(ServiceReply reply, string? maskinporten)
    {
        if (!reply.Succeeded)
        {
            var failure = AltinnProblems.Explain(reply);
            if (failure.Kind is FailureKind.TokenNotAccepted && maskinporten is not null)
            {
                cache.Forget(maskinporten);
            }

            throw new NoTokenException(failure);
        }

        // The token comes as plain text or as a JSON string, as it pleases Altinn.
        var token = Encoding.UTF8.GetString(reply.Body).Trim().Trim('"');
        return AccessToken.CanBe(token)
            ? new() { Content = JsonContent.Create(token) }
            : throw new NoTokenException(reply.Fail(FailureKind.UnusableAnswer));
    }

    private static Failure Explain(ServiceReply reply)
    {
        var error = reply.TryRead(MaskinportenJson.Default.TokenError);
        var code = MaskinportenCode().Match(error?.ErrorDescription ?? "") is { Success: true } match
            ? match.Value
            : null;
        var kind = (error?.Error, code) switch
        {
            ("invalid_altinn_customer_configuration", _) or (_, "MP-303") => FailureKind.NoSystemUser,
            ("invalid_scope", _) or (_, "MP-200" or "MP-201" or "MP-250" or "MP-251") => FailureKind.ScopeMissing,
            ("invalid_client", _) or (_, "MP-100") => FailureKind.ClientUnknown,
            _ => reply.KindByStatus(FailureKind.Rejected),
        };
        return reply.Fail(kind, code ?? error?.Error, error?.ErrorDescription);
    }

    [GeneratedRegex(@"\bMP-[0-9]{3}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex MaskinportenCode();

    /// <summary>What the token endpoint answers.</summary>
    /// <param name="AccessToken">The token.</param>
    /// <param name="ExpiresIn">How long it lives, in seconds.</param>
    internal sealed record TokenAnswer(string? AccessToken, int ExpiresIn);

    /// <summary>Why the token endpoint gives no token.</summary>
    /// <param name="Error">The OAuth error.</param>
    /// <param name="ErrorDescription">What is wrong, in words; begins with or holds Maskinporten's code.</param>
    internal sealed record TokenError(string? Error, string? ErrorDescription);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(TokenAnswer))]
    [JsonSerializable(typeof(TokenError))]
    private sealed partial class MaskinportenJson : JsonSerializerContext;
}

/// <summary>Carries through Altinn's client why there is no token.</summary>
/// <param name="failure">Why.</param>
internal sealed class NoTokenException(Failure failure) : Exception
{
    /// <summary>Gets why.</summary>
    public Failure Failure { get; } = failure;
}
