using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Failures;
using SmartCloud.Http;

namespace SmartCloud.Maskinporten;

/// <summary>Fetches tokens from Maskinporten.</summary>
/// <param name="http">The HTTP client.</param>
/// <param name="assertions">Proves who asks.</param>
/// <param name="options">Where Maskinporten is.</param>
/// <param name="time">The clock.</param>
public sealed partial class MaskinportenClient(
    HttpClient http,
    ClientAssertions assertions,
    IOptions<SmartCloudOptions> options,
    TimeProvider time
)
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>Fetches a token.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<AccessToken>> FetchAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var message = new HttpRequestMessage(HttpMethod.Post, options.Value.Maskinporten.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([
                new("grant_type", Grant),
                new("assertion", assertions.Create(request)),
            ]),
        };
        var answer = await http.CallAsync(Service.Maskinporten, message, cancellationToken);
        if (!answer.TryGet(out var reply, out var failure))
        {
            return failure;
        }

        if (!reply.Succeeded)
        {
            return Explain(reply);
        }

        if (!reply.Read(MaskinportenJson.Default.TokenAnswer).TryGet(out var token, out failure))
        {
            return failure;
        }

        return token.ExpiresIn > 0 && AccessToken.CanBe(token.AccessToken)
            ? new AccessToken(token.AccessToken, asked.AddSeconds(token.ExpiresIn))
            : reply.Fail(FailureKind.UnusableAnswer);
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
}
