using System.Xml;
using Altinn.Authorization.ABAC.Utils;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>Reads XACML 3.0 policies.</summary>
internal static class PolicyParser
{
    // The parser recurses, and a stack that overflows takes the process with it.
    private const int MaxDepth = 64;

    /// <summary>Reads a policy.</summary>
    public static Result<CompiledPolicy> Parse(string xml)
    {
        try
        {
            if (IsTooDeep(xml))
            {
                return SandboxProblems.PolicyInvalid.With($"The policy has elements more than {MaxDepth} levels deep.");
            }

            using var reader = Open(xml);
            reader.MoveToContent();
            var policy = XacmlParser.ParseXacmlPolicy(reader);
            return new CompiledPolicy(policy, SingleRight.Of(policy), [.. policy.Rules.Select(RuleReader.Read)]);
        }
        catch (Exception fault)
        {
            // The library throws all kinds of exceptions for a document that is not a policy.
            return SandboxProblems.PolicyInvalid.With($"The policy is not XACML 3.0: {fault.Message}");
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
                return SandboxProblems.PolicyInvalid.With(
                    $"Rule {rule.Id} is about another resource than {resourceId}."
                );
            }

            var isAboutApp =
                appParts.Length == 3
                && resources.Contains(new(PdpAttributeIds.Org, appParts[1]))
                && resources.Contains(new(PdpAttributeIds.App, appParts[2]));
            if (!isAboutApp && !resources.Contains(new(PdpAttributeIds.Resource, resourceId)))
            {
                return SandboxProblems.PolicyInvalid.With(
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
}
