using System.Collections.Immutable;
using Altinn.Authorization.ABAC.Constants;
using Altinn.Authorization.ABAC.Xacml;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>Reads rules out of the engine's own classes.</summary>
internal static class RuleReader
{
    public static ReadableRule Read(XacmlRule rule) =>
        new(
            rule.RuleId,
            rule.Effect == XacmlEffectType.Permit,
            Alternatives(rule, XacmlConstants.MatchAttributeCategory.Subject),
            Alternatives(rule, XacmlConstants.MatchAttributeCategory.Action),
            Alternatives(rule, XacmlConstants.MatchAttributeCategory.Resource)
        );

    public static bool IsAbout(XacmlMatch match, string category) =>
        string.Equals(match.AttributeDesignator?.Category.OriginalString, category, StringComparison.Ordinal);

    private static ImmutableArray<ImmutableArray<PolicyAttribute>> Alternatives(XacmlRule rule, string category) =>
        [
            .. (rule.Target?.AnyOf ?? [])
                .SelectMany(anyOf => anyOf.AllOf)
                .Select(allOf =>
                    allOf
                        .Matches.Where(match => IsAbout(match, category))
                        .Select(match => new PolicyAttribute(
                            match.AttributeDesignator.AttributeId.OriginalString,
                            match.AttributeValue.Value
                        ))
                        .ToImmutableArray()
                )
                .Where(attributes => !attributes.IsEmpty),
        ];
}
