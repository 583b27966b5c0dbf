using System.Net;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Adds the provider's own token to the calls that ask for it; if Altinn refuses it, sends the call once more with a fresh one.</summary>
internal sealed class OwnTokenHandler(IAltinnTokenProvider tokens, LiveOptions options) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<Demand> s_demand = new("SystemUser.AspNetCore.OwnToken");

    private Bearer? _bearer;

    /// <summary>Asks for the token.</summary>
    /// <param name="request">The call.</param>
    /// <param name="scope">The scope that it needs.</param>
    /// <param name="snapshot">The options that the rest of the call was made by: the token must be of the same.</param>
    public static void Ask(HttpRequestMessage request, string scope, SystemUserOptions snapshot) =>
        request.Options.Set(s_demand, new Demand(scope, snapshot));

    /// <returns>The answer; 401 if even a fresh token was refused.</returns>
    /// <exception cref="AltinnTokenException">There is no token to send it with.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!request.Options.TryGetValue(s_demand, out var demand))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var token = await tokens.GetTokenAsync(demand.Scope, null, cancellationToken);
        var response = await SendAsync(request, token, demand.Snapshot, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        var renewed = await tokens.GetTokenAsync(demand.Scope, token, cancellationToken);
        response = await SendAsync(request, renewed, demand.Snapshot, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            (tokens as AltinnTokenProvider)?.RenewalDidNotHelp(demand.Scope, renewed);
        }

        return response;
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        string token,
        SystemUserOptions snapshot,
        CancellationToken cancellationToken
    )
    {
        var current = options.Current;
        if (
            current.Altinn.BaseAddress != snapshot.Altinn.BaseAddress
            || current.Altinn.SubscriptionKey != snapshot.Altinn.SubscriptionKey
            || current.Client.ClientId != snapshot.Client.ClientId
        )
        {
            throw ConfigurationChanged();
        }

        if (!BearerToken.IsWellFormed(token))
        {
            throw new AltinnTokenException("The IAltinnTokenProvider gave something that is not a token.");
        }

        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", HeaderOf(token));
        return base.SendAsync(request, cancellationToken);
    }

    /// <summary>An address, a key and a token that do not belong together are sent nowhere.</summary>
    public static ServiceException ConfigurationChanged() =>
        new("The configuration changed while the call was made.") { IsTransient = true };

    private string HeaderOf(string token)
    {
        var bearer = _bearer;
        if (bearer?.Token != token)
        {
            _bearer = bearer = new Bearer(token, $"Bearer {token}");
        }

        return bearer.Header;
    }

    private sealed record Demand(string Scope, SystemUserOptions Snapshot);

    /// <summary>The header of the token in use; made once per token rather than once per call.</summary>
    private sealed record Bearer(string Token, string Header);
}
