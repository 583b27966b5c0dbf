using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>What is unsafe, or in vain, about the policies that demands name with <c>Or</c>.</summary>
internal sealed class AlternativeRules(
    IAuthorizationPolicyProvider policies,
    IAuthenticationSchemeProvider schemes,
    SchemeSurvey survey,
    IServiceProvider services
)
{
    private const string Own = MaskinportenDefaults.AuthenticationScheme;

    public IEnumerable<StartFault> Of(Demands demands) =>
        demands.EveryRight.All(right => right.Or is null) ? []
        : demands.Or is { } or ? [.. FaultsOf(or)]
        : [StartFaults.OrOnSomeDemands];

    private IEnumerable<StartFault> FaultsOf(string or)
    {
        using var scope = services.CreateScope();
        if (scope.ServiceProvider.GetService<IPolicyEvaluator>() is not SinglePolicyEvaluator)
        {
            yield return StartFaults.OrEvaluatorReplaced;
        }

        // The host builds its pipeline synchronously; providers answer from memory.
        if (Find(or) is not { } policy)
        {
            yield return StartFaults.OrPolicyUnknown(or);
            yield break;
        }

        if (AlternativeGate.DemandsAgain(policy))
        {
            yield return StartFaults.OrPolicyDemandsAgain(or);
        }
        else if (policy.AuthenticationSchemes.Any(IsOwn))
        {
            yield return StartFaults.OrPolicyOfMaskinporten(or);
        }

        if (policy.AuthenticationSchemes.Where(scheme => scheme != Own).ToList() is not { Count: > 0 } others)
        {
            if (!policy.AuthenticationSchemes.Any())
            {
                yield return StartFaults.OrPolicyWithoutScheme(or);
            }
        }
        else if (others.Find(scheme => schemes.GetSchemeAsync(scheme).GetAwaiter().GetResult() is null) is { } unknown)
        {
            yield return StartFaults.OrSchemeUnknown(or, unknown);
        }
    }

    private bool IsOwn(string scheme) => survey.Find([scheme]) is SurveyedEndpoint.Reach.Yes;

    private AuthorizationPolicy? Find(string or)
    {
        try
        {
            return policies.GetPolicyAsync(or).GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            return null; // it would fail every request as well
        }
    }
}
