using System.Collections.Immutable;
using System.Xml;
using Altinn.Authorization.ABAC.Constants;
using Altinn.Authorization.ABAC.Utils;
using Altinn.Authorization.ABAC.Xacml;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authorization.Internal.Policies;

/// <summary>Reads XACML 3.0 policies.</summary>
internal static class PolicyParser
{
    // The parser recurses, and a stack that overflows takes the process with it.
    private const int MaxDepth = 64;

    // Rules for the service owner itself: nobody else can give what they give.
    private static readonly string[] OwnersAttributes =
    [
        PdpAttributeIds.Org,
        PdpAttributeIds.OrganizationNumber,
        PdpAttributeIds.LegacyOrganizationNumber,
    ];

    /// <summary>Reads a policy.</summary>
    public static Result<CompiledPolicy> Parse(string xml)
    {
        try
        {
            if (IsTooDeep(xml))
            {
                return Problems.PolicyInvalid.With($"The policy has elements more than {MaxDepth} levels deep.");
            }

            using var reader = Open(xml);
            reader.MoveToContent();
            return Compile(XacmlParser.ParseXacmlPolicy(reader));
        }
        catch (Exception fault)
        {
            // The library throws whatever it stumbles over in a document that is no policy.
            return Problems.PolicyInvalid.With($"The policy is not XACML 3.0: {fault.Message}");
        }
    }

    /// <summary>Reads a policy that is meant for one resource: each of its rules must be about that resource.</summary>
    public static Result<CompiledPolicy> Parse(string xml, string resourceId)
    {
        if (!Parse(xml).Is(out var policy, out var problem))
        {
            return problem;
        }

        var appParts = resourceId.StartsWith("app_", StringComparison.Ordinal) ? resourceId.Split('_') : [];
        foreach (var rule in policy.Rules)
        {
            var resources = rule.Resources.SelectMany(resource => resource).ToList();
            if (
                resources.Exists(attribute =>
                    string.Equals(attribute.Type, PdpAttributeIds.Resource, StringComparison.Ordinal)
                    && !string.Equals(attribute.Value, resourceId, StringComparison.Ordinal)
                )
            )
            {
                return Problems.PolicyInvalid.With($"Rule {rule.Id} is about another resource than {resourceId}.");
            }

            var isAboutApp =
                appParts.Length == 3
                && resources.Contains(new(PdpAttributeIds.Org, appParts[1]))
                && resources.Contains(new(PdpAttributeIds.App, appParts[2]));
            if (!isAboutApp && !resources.Contains(new(PdpAttributeIds.Resource, resourceId)))
            {
                return Problems.PolicyInvalid.With(
                    $"Rule {rule.Id} does not say that it is about {PdpAttributeIds.Resource} {resourceId}."
                );
            }
        }

        return policy;
    }

    private static XmlReader Open(string xml) =>
        XmlReader.Create(
            new StringReader(xml),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreWhitespace = true,
                IgnoreProcessingInstructions = true,
            }
        );

    private static bool IsTooDeep(string xml)
    {
        using var reader = Open(xml);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                return true;
            }
        }

        return false;
    }

    private static CompiledPolicy Compile(XacmlPolicy policy) =>
        new(policy, SingleRightOf(policy), [.. policy.Rules.Select(Describe)]);

    private static PolicyRule Describe(XacmlRule rule) =>
        new(
            rule.RuleId,
            rule.Effect == XacmlEffectType.Permit,
            Alternatives(rule, XacmlConstants.MatchAttributeCategory.Subject),
            Alternatives(rule, XacmlConstants.MatchAttributeCategory.Action),
            Alternatives(rule, XacmlConstants.MatchAttributeCategory.Resource)
        );

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

    /// <summary>
    /// What Altinn writes when a resource is delegated whole: the permitting rules that someone other than the service
    /// owner can match, for any subject.
    /// </summary>
    private static XacmlPolicy? SingleRightOf(XacmlPolicy policy)
    {
        var result = new XacmlPolicy(
            policy.PolicyId,
            new Uri(XacmlConstants.CombiningAlgorithms.RuleDenyOverrides),
            new XacmlTarget([])
        );
        foreach (var rule in policy.Rules.Where(IsDelegable))
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

    private static bool IsDelegable(XacmlRule rule)
    {
        var subjects = Alternatives(rule, XacmlConstants.MatchAttributeCategory.Subject);
        return rule.Effect == XacmlEffectType.Permit
            && (
                subjects.IsEmpty
                || subjects.Any(subject => !subject.Any(attribute => OwnersAttributes.Contains(attribute.Type)))
            );
    }

    private static XacmlAnyOf? WithoutSubject(XacmlAnyOf anyOf)
    {
        var alternatives = anyOf
            .AllOf.Select(allOf =>
                allOf.Matches.Where(match => !IsAbout(match, XacmlConstants.MatchAttributeCategory.Subject)).ToList()
            )
            .ToList();
        return alternatives.Exists(matches => matches.Count == 0)
            ? null
            : new XacmlAnyOf(alternatives.Select(matches => new XacmlAllOf(matches)));
    }

    private static bool IsAbout(XacmlMatch match, string category) =>
        string.Equals(match.AttributeDesignator?.Category.OriginalString, category, StringComparison.Ordinal);
}
