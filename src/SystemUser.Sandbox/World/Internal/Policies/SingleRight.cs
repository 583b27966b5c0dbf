using Altinn.Authorization.ABAC.Constants;
using Altinn.Authorization.ABAC.Xacml;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>
/// The policy that Altinn writes when a resource is delegated whole: the permitting rules that someone other than the
/// service owner can match, for any subject.
/// </summary>
internal static class SingleRight
{
    /// <summary>The delegation policy of a resource policy; <see langword="null"/> if nobody can delegate it.</summary>
    public static XacmlPolicy? Of(XacmlPolicy policy)
    {
        var result = new XacmlPolicy(
            policy.PolicyId,
            new Uri(XacmlConstants.CombiningAlgorithms.RuleDenyOverrides),
            new XacmlTarget([])
        );
        foreach (var rule in policy.Rules.Where(rule => RuleReader.Read(rule).IsDelegable))
        {
            result.Rules.Add(
                new XacmlRule(rule.RuleId, XacmlEffectType.Permit)
                {
                    Target = new XacmlTarget((rule.Target?.AnyOf ?? []).Select(WithoutSubject).OfType<XacmlAnyOf>()),
                }
            );
        }

        foreach (var obligation in policy.ObligationExpressions)
        {
            result.ObligationExpressions.Add(obligation);
        }

        return result.Rules.Count == 0 ? null : result;
    }

    private static XacmlAnyOf? WithoutSubject(XacmlAnyOf anyOf)
    {
        var alternatives = anyOf
            .AllOf.Select(allOf =>
                allOf
                    .Matches.Where(match => !RuleReader.IsAbout(match, XacmlConstants.MatchAttributeCategory.Subject))
                    .ToList()
            )
            .ToList();
        return alternatives.Exists(matches => matches.Count == 0)
            ? null
            : new XacmlAnyOf(alternatives.Select(matches => new XacmlAllOf(matches)));
    }
}
