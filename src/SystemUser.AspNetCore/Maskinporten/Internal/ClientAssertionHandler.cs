namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Signs each attempt of a grant anew, because Maskinporten takes a <c>jti</c> once.</summary>
internal sealed class ClientAssertionHandler(TimeProvider timeProvider) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<AssertionDemand> s_demand = new("SystemUser.AspNetCore.Assertion");

    public static void Ask(HttpRequestMessage request, AssertionDemand demand) => request.Options.Set(s_demand, demand);

    /// <exception cref="MaskinportenGrantException">The assertion could not be signed.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Options.TryGetValue(s_demand, out var demand))
        {
            request.Content = new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", await SignAsync(demand, cancellationToken)),
            ]);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>A vault's fault is not Maskinporten's, and must not be counted as one.</summary>
    private async ValueTask<string> SignAsync(AssertionDemand demand, CancellationToken cancellationToken)
    {
        try
        {
            return await ClientAssertion.CreateAsync(
                demand.Signer,
                demand.ClientId,
                demand.Audience,
                demand.Scope,
                timeProvider.GetUtcNow(),
                cancellationToken
            );
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
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

/// <summary>What an assertion says, and who signs it.</summary>
internal sealed record AssertionDemand(IClientAssertionSigner Signer, string ClientId, string Audience, string Scope);
