namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>One grant; each attempt has an assertion of its own, because a <c>jti</c> is used once.</summary>
internal sealed class GrantAttempt(
    OutboundHttp http,
    TimeProvider timeProvider,
    IClientAssertionSigner signer,
    string clientId,
    MaskinportenMetadata metadata,
    string scope
) : IOutboundAttempt
{
    private const int MaxAnswerBytes = 64 * 1024;

    public async ValueTask<OutboundResponse> SendAsync(CancellationToken cancellationToken)
    {
        var assertion = await SignAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", assertion),
            ]),
        };
        return await http.SendAsync(request, MaxAnswerBytes, cancellationToken);
    }

    /// <summary>A vault's fault is not Maskinporten's, and must not be counted as one.</summary>
    private async ValueTask<string> SignAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ClientAssertion.CreateAsync(
                signer,
                clientId,
                metadata.Issuer,
                scope,
                timeProvider.GetUtcNow(),
                cancellationToken
            );
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new MaskinportenGrantException(
                $"The client assertion could not be signed ({exception.GetType().Name}).",
                exception
            )
            {
                IsTransient = true,
            };
        }
    }
}
