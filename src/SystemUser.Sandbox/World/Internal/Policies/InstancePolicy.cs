using Altinn.Authorization.ABAC.Constants;
using Altinn.Authorization.ABAC.Xacml;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>The policy that Altinn writes when rights to one instance are delegated, for whoever they were delegated to.</summary>
/// <remarks>Source: Altinn/altinn-authorization-tmp, <c>PolicyHelper.BuildInstanceDelegationRuleTarget</c>.</remarks>
internal static class InstancePolicy
{
    private static readonly Uri s_equal = new(XacmlConstants.AttributeMatchFunction.StringEqualIgnoreCase);
    private static readonly Uri s_text = new(XacmlConstants.DataTypes.XMLString);
    private static readonly Uri s_resource = new(XacmlConstants.MatchAttributeCategory.Resource);
    private static readonly Uri s_action = new(XacmlConstants.MatchAttributeCategory.Action);

    /// <summary>The policy of a delegation, with the obligations of the resource's own.</summary>
    public static XacmlPolicy Of(InstanceDelegation delegation, XacmlPolicy resourcePolicy)
    {
        var result = new XacmlPolicy(
            resourcePolicy.PolicyId,
            new Uri(XacmlConstants.CombiningAlgorithms.RuleDenyOverrides),
            new XacmlTarget([])
        );
        var instance = new PolicyAttribute(PdpAttributeIds.ResourceInstance, delegation.Instance);
        foreach (var right in delegation.Rights)
        {
            result.Rules.Add(
                new XacmlRule(right.Key, XacmlEffectType.Permit)
                {
                    Target = new XacmlTarget([
                        AllOf(s_resource, [.. right.Resource, instance]),
                        AllOf(s_action, [right.Action]),
                    ]),
                }
            );
        }

        foreach (var obligation in resourcePolicy.ObligationExpressions)
        {
            result.ObligationExpressions.Add(obligation);
        }

        return result;
    }

    private static XacmlAnyOf AllOf(Uri category, IEnumerable<PolicyAttribute> attributes) =>
        new([
            new XacmlAllOf(
                attributes.Select(attribute => new XacmlMatch(
                    s_equal,
                    new XacmlAttributeValue(s_text, attribute.Value),
                    new XacmlAttributeDesignator(category, new Uri(attribute.Type), s_text, mustBePresent: false)
                ))
            ),
        ]);
}
