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
/// policy joins with a demand of the package's, its schemes are not asked.
/// </remarks>
internal sealed class SinglePolicyEvaluator(IAuthorizationService authorization, PolicySchemes schemes)
    : PolicyEvaluator(authorization)
{
    public override Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) =>
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
