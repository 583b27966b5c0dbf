using Altinn.Authorization.ABAC;
using Altinn.Authorization.ABAC.Constants;
using Altinn.Authorization.ABAC.Xacml;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>Puts questions to policies, with the engine that Altinn itself runs.</summary>
internal static class PolicyEvaluator
{
    private static readonly PolicyDecisionPoint s_engine = new();
    private static readonly Uri s_text = new(XacmlConstants.DataTypes.XMLString);
    private static readonly Uri s_anyUri = new(XacmlConstants.DataTypes.XMLAnyURI);
    private static readonly Uri s_integer = new(XacmlConstants.DataTypes.XMLInteger);
    private static readonly Uri s_subject = new(XacmlConstants.MatchAttributeCategory.Subject);
    private static readonly Uri s_action = new(XacmlConstants.MatchAttributeCategory.Action);
    private static readonly Uri s_resource = new(XacmlConstants.MatchAttributeCategory.Resource);

    /// <summary>Asks the policy itself.</summary>
    /// <exception cref="Exception">The policy or the question holds something that the engine cannot take.</exception>
    public static PdpResult Evaluate(CompiledPolicy policy, PdpQuestion question)
    {
        policy.Patterns.ThrowIfEndless(question);
        return Evaluate(policy.Policy, question);
    }

    /// <summary>Asks what whoever was given the whole resource may do, when the policy itself has been asked.</summary>
    /// <exception cref="Exception">The policy or the question holds something that the engine cannot take.</exception>
    public static PdpResult EvaluateSingleRight(CompiledPolicy policy, PdpQuestion question) =>
        policy.SingleRight is { } delegated ? Evaluate(delegated, question) : PdpResult.NotApplicable;

    /// <summary>Asks what whoever was given an instance may do with it, when the policy itself has been asked.</summary>
    /// <exception cref="Exception">The policy or the question holds something that the engine cannot take.</exception>
    public static PdpResult EvaluateInstance(
        CompiledPolicy policy,
        InstanceDelegation delegation,
        PdpQuestion question
    ) => Evaluate(InstancePolicy.Of(delegation, policy.Policy), question);

    private static PdpResult Evaluate(XacmlPolicy policy, PdpQuestion question)
    {
        var request = new XacmlContextRequest(
            returnPolicyIdList: false,
            combinedDecision: false,
            [
                Category(s_subject, question.Subject),
                Category(s_action, question.Action),
                Category(s_resource, question.Resource),
            ]
        );
        var result = s_engine.Authorize(request, policy).Results.First();
        return new PdpResult(
            Decision(result.Decision),
            result.Status.StatusCode.Value.OriginalString,
            [.. result.Obligations.Select(Obligation)]
        )
        {
            RepeatsAttributes = result.Attributes.Count > 0,
        };
    }

    private static XacmlContextAttributes Category(Uri category, IReadOnlyList<PdpAttributeValue> values)
    {
        var attributes = new Dictionary<string, XacmlAttribute>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (!attributes.TryGetValue(value.Id, out var attribute))
            {
                attribute = new XacmlAttribute(new Uri(value.Id), value.IncludeInResult);
                attributes.Add(value.Id, attribute);
            }

            attribute.AttributeValues.Add(new XacmlAttributeValue(DataType(value.DataType), value.Value));
        }

        return new XacmlContextAttributes(category, attributes.Values);
    }

    private static Uri DataType(string? name) =>
        name switch
        {
            "anyURI" or XacmlConstants.DataTypes.XMLAnyURI => s_anyUri,
            XacmlConstants.DataTypes.XMLInteger => s_integer,
            _ => s_text,
        };

    private static PdpDecision Decision(XacmlContextDecision decision) =>
        decision switch
        {
            XacmlContextDecision.Permit => PdpDecision.Permit,
            XacmlContextDecision.Deny => PdpDecision.Deny,
            XacmlContextDecision.NotApplicable => PdpDecision.NotApplicable,
            _ => PdpDecision.Indeterminate,
        };

    private static PdpObligation Obligation(XacmlObligation obligation) =>
        new(
            obligation.ObligationId.OriginalString,
            [
                .. obligation.AttributeAssignment.Select(assignment => new PdpAttributeAssignment(
                    assignment.AttributeId.OriginalString,
                    assignment.Value,
                    assignment.Category.OriginalString,
                    assignment.DataType.OriginalString
                )),
            ]
        );
}
