using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Has a caller authenticated either by the scheme <c>Maskinporten</c> or by those of another policy, never by both.</summary>
internal sealed class EitherOrAuthentication(
    IAuthorizationPolicyProvider policies,
    LiveOptions options,
    ILogger<EitherOrAuthentication> logger
)
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    /// <summary>Chooses by whose rules a request is judged, and keeps the choice on it.</summary>
    /// <returns>The schemes of the other policy; <see langword="null"/> if the request is the package's.</returns>
    public async ValueTask<AuthorizationPolicy?> ChooseAsync(string or, HttpContext context)
    {
        var current = options.Current;
        var authorization = context.Request.Headers.Authorization;
        if (UnverifiedIssuer.IsIn(authorization, current.Maskinporten.Issuer, current.AltinnIssuer))
        {
            AlternativeChoice.Set(context, new(or, [], AlternativeSide.Own));
            return null;
        }

        var policy = await policies.GetPolicyAsync(or);
        string[] schemes = [.. policy?.AuthenticationSchemes.Where(scheme => scheme != Own) ?? []];
        if (schemes.Length == 0 || AlternativeGate.DemandsAgain(policy!))
        {
            // The start check stops such an app; what is left are endpoints added, or policies changed, after the start.
            logger.AlternativeUnusable(or);
            AlternativeChoice.Set(context, new(or, [], AlternativeSide.Own));
            return null;
        }

        AlternativeChoice.Set(context, new(or, schemes, AlternativeSide.Other));
        return new AuthorizationPolicy(policy!.Requirements, schemes);
    }

    /// <summary>Makes of what the other policy's schemes found a caller without any identity of the package's.</summary>
    public async Task<AuthenticateResult> SettleAsync(AuthenticateResult found, HttpContext context)
    {
        var choice = AlternativeChoice.Of(context)!;
        ClaimsIdentity[] identities =
        [
            .. found.Principal?.Identities.Where(identity => !IsOfMaskinporten(identity)) ?? [],
        ];
        if (found.Succeeded && Array.Exists(identities, identity => identity.IsAuthenticated))
        {
            context.User = new AlternativePrincipal(choice.Policy, identities);
            return AuthenticateResult.Success(
                new AuthenticationTicket(context.User, found.Properties, found.Ticket.AuthenticationScheme)
            );
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity());
        if (await IsEmptyAsync(context, choice.Schemes))
        {
            AlternativeChoice.Set(context, choice with { Side = AlternativeSide.Both });
        }

        return AuthenticateResult.NoResult();
    }

    /// <summary>Tells whether an identity is the package's, or was made by another scheme of a Maskinporten token, exchanged or not, wherever that found it.</summary>
    private bool IsOfMaskinporten(ClaimsIdentity identity)
    {
        var current = options.Current;
        return identity is MaskinportenIdentity
            || IsOf(identity, current.Maskinporten.Issuer)
            || (
                current.AltinnIssuer is { } altinn
                && IsOf(identity, altinn)
                && identity.HasClaim(claim => claim.Type is "authorization_details" or "consumer")
            );
    }

    private static bool IsOf(ClaimsIdentity identity, string? issuer) =>
        identity.HasClaim(claim => claim.Issuer == issuer || (claim.Type == "iss" && claim.Value == issuer));

    /// <summary>Tells whether a caller has sent nothing that any scheme could complain of.</summary>
    private static async Task<bool> IsEmptyAsync(HttpContext context, IReadOnlyList<string> schemes)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            return false;
        }

        foreach (var scheme in schemes)
        {
            if ((await context.AuthenticateAsync(scheme)).Failure is not null) // handlers answer once in a request
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>By whose rules a request is judged where a demand has an <c>Or</c>: kept on the request, for whoever answers it.</summary>
/// <param name="Policy">The name of the other policy.</param>
/// <param name="Schemes">The other policy's schemes.</param>
/// <param name="Side">Whose answers the caller gets.</param>
internal sealed record AlternativeChoice(string Policy, IReadOnlyList<string> Schemes, AlternativeSide Side)
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    /// <summary>Gets the schemes that answer a refusal: the one that writes a body last, since others add headers.</summary>
    public IEnumerable<string> AnsweringSchemes =>
        Side switch
        {
            AlternativeSide.Own => [Own],
            AlternativeSide.Other => Schemes,
            _ => [.. Schemes, Own],
        };

    public static AlternativeChoice? Of(HttpContext httpContext) => httpContext.Features.Get<AlternativeChoice>();

    /// <summary>Keeps a choice, or forgets the one before.</summary>
    public static void Set(HttpContext httpContext, AlternativeChoice? choice)
    {
        if (choice is not null || Of(httpContext) is not null)
        {
            httpContext.Features.Set(choice);
        }
    }
}

/// <summary>Whose answers a caller gets.</summary>
internal enum AlternativeSide
{
    /// <summary>The package's alone: the caller sent a token that says it is Maskinporten's.</summary>
    Own = 0,

    /// <summary>The other policy's.</summary>
    Other,

    /// <summary>The challenges of both: the caller sent nothing.</summary>
    Both,
}

/// <summary>A caller whom the schemes of another policy authenticated, without any identity of the scheme <c>Maskinporten</c>.</summary>
/// <remarks>Being a type of its own, it is the proof of that, wherever it is judged again: by a filter, in a hub, in code.</remarks>
/// <param name="policy">The policy's name.</param>
/// <param name="identities">What its schemes made.</param>
internal sealed class AlternativePrincipal(string policy, IEnumerable<ClaimsIdentity> identities)
    : ClaimsPrincipal(identities)
{
    public string Policy => policy;
}
