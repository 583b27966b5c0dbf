using System.Collections.Immutable;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>One rule of a policy beside a question: what of it matches, and what does not.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">Whether one of its subjects is that of the question.</param>
/// <param name="Action">Whether one of its actions is.</param>
/// <param name="Resource">Whether one of its resources is.</param>
internal sealed record RuleTrial(ReadableRule Rule, bool Subject, bool Action, bool Resource)
{
    /// <summary>Whether the rule decides.</summary>
    public bool Matches => Subject && Action && Resource;

    /// <summary>Holds each rule of the policy beside the question.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="question">The question, with what Altinn adds to it.</param>
    /// <param name="anySubject">Whether the subject was given the resource whole, so that no rule asks who it is.</param>
    public static IReadOnlyList<RuleTrial> Of(CompiledPolicy policy, PdpQuestion question, bool anySubject) =>
        [
            .. policy.Rules.Select(rule => new RuleTrial(
                rule,
                anySubject || Has(rule.Subjects, question.Subject),
                Has(rule.Actions, question.Action),
                Has(rule.Resources, question.Resource)
            )),
        ];

    private static bool Has(
        ImmutableArray<ImmutableArray<PolicyAttribute>> alternatives,
        IReadOnlyList<PdpAttributeValue> attributes
    ) =>
        alternatives.IsEmpty
        || alternatives.Any(alternative =>
            alternative.All(wanted =>
                attributes.Any(attribute =>
                    string.Equals(attribute.Id, wanted.Type, StringComparison.Ordinal)
                    && string.Equals(attribute.Value, wanted.Value, StringComparison.OrdinalIgnoreCase)
                )
            )
        );
}
