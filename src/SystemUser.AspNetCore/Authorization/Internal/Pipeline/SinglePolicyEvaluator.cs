using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Takes the result of <c>UseAuthentication</c> for a policy of the scheme <c>Maskinporten</c> alone, instead of asking that scheme once more.</summary>
/// <remarks>
/// The framework does so for policies without a scheme. It forgets the result when the request's user is set anew. Where the app's default
/// policy joins with a demand of the package's, its schemes are not asked. Where a demand has an <c>Or</c>, one side alone is.
/// </remarks>
internal sealed class SinglePolicyEvaluator(
    IAuthorizationService authorization,
    PolicySchemes schemes,
    EitherOrAuthentication eitherOr
) : PolicyEvaluator(authorization)
{
    public override Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context)
    {
        if (Demands.OrOf(policy.Requirements) is { } or)
        {
            return AuthenticateEitherAsync(or, policy, context);
        }

        AlternativeChoice.Set(context, choice: null);
        return AuthenticateAsOneAsync(policy, context);
    }

    private async Task<AuthenticateResult> AuthenticateEitherAsync(
        string or,
        AuthorizationPolicy policy,
        HttpContext context
    ) =>
        await eitherOr.ChooseAsync(or, context) is { } other
            ? await eitherOr.SettleAsync(await base.AuthenticateAsync(other, context), context)
            : await AuthenticateAsOneAsync(
                new AuthorizationPolicy(policy.Requirements, [MaskinportenDefaults.AuthenticationScheme]),
                context
            );

    private Task<AuthenticateResult> AuthenticateAsOneAsync(AuthorizationPolicy policy, HttpContext context) =>
        policy.AuthenticationSchemes is [MaskinportenDefaults.AuthenticationScheme]
        && context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult
            is { Succeeded: true, Ticket.AuthenticationScheme: MaskinportenDefaults.AuthenticationScheme } result
        && IsOfRequest(result, context.Request)
            ? Task.FromResult(result)
            : AuthenticateWithoutDefaultAsync(policy, context);

    /// <summary>The parts of a batch may have been given the result of the whole.</summary>
    private static bool IsOfRequest(AuthenticateResult result, HttpRequest request) =>
        result.Principal?.Identity is MaskinportenIdentity identity && identity.IsOf(request.Headers.Authorization);

    private async Task<AuthenticateResult> AuthenticateWithoutDefaultAsync(
        AuthorizationPolicy policy,
        HttpContext context
    ) => await base.AuthenticateAsync(await schemes.WithoutDefaultAsync(policy, context.GetEndpoint()), context);
}
