using System.Net;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Sends calls to one service of Altinn's with the provider's own token; if that is refused, once more with a fresh one.</summary>
internal sealed class OwnTokenSender(IAltinnTokenProvider tokens, OutboundResilience resilience, string scope)
{
    private BearerHeader? _bearer;

    /// <summary>Sends a call.</summary>
    /// <returns>The answer; 401 if even a fresh token was refused.</returns>
    /// <exception cref="OutboundException">There is no answer that may be read.</exception>
    /// <exception cref="AltinnTokenException">There is no token to send it with.</exception>
    public async ValueTask<OutboundResponse> SendAsync(IAuthorizedAttempt attempt, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(scope, null, cancellationToken);
        var response = await SendAsync(attempt, token, cancellationToken);
        if (response.Status != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        var renewed = await tokens.GetTokenAsync(scope, token, cancellationToken);
        response = await SendAsync(attempt, renewed, cancellationToken);
        if (response.Status == HttpStatusCode.Unauthorized)
        {
            (tokens as IRefusedTokenMemory)?.RenewalDidNotHelp(scope, renewed);
        }

        return response;
    }

    private ValueTask<OutboundResponse> SendAsync(
        IAuthorizedAttempt attempt,
        string token,
        CancellationToken cancellationToken
    )
    {
        var bearer = _bearer;
        if (bearer?.Token != token)
        {
            _bearer = bearer = new(token);
        }

        attempt.Authorization = bearer.Value;
        return resilience.SendAsync(attempt, cancellationToken);
    }
}
