using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Decides single questions from the policies and holdings of the world.</summary>
/// <remarks>
/// The order of things is that of Altinn's DecisionController: enrich the subject, ask the policy, on NotApplicable
/// look for single rights, on Permit ask the access lists.
/// </remarks>
internal sealed class DecisionMaker(PolicyCache policies)
{
    /// <summary>Decides one question; never throws.</summary>
    public ExplainedDecision Decide(WorldState world, PdpQuestion question, PdpCaller caller)
    {
        try
        {
            var context = AccessContext.Of(question);
            var resolved = ResolvedQuestion.Of(world, question);
            return (context.Refusal(caller) ?? Evaluate(world, resolved, context, caller)) with
            {
                Party = resolved.Party,
            };
        }
        catch (Exception fault)
        {
            // Altinn turns whatever is thrown into an answer, and tells two kinds apart.
            var status = fault is ArgumentException ? PdpStatus.ProcessingError : PdpStatus.SyntaxError;
            return ExplainedDecision.Fault(status, $"the question or the policy cannot be worked on: {fault.Message}");
        }
    }

    private ExplainedDecision Evaluate(
        WorldState world,
        ResolvedQuestion question,
        AccessContext context,
        PdpCaller caller
    )
    {
        if (question.FindFault(caller) is { } unknown)
        {
            return ExplainedDecision.Fault(unknown);
        }

        var (subject, fault) = AskingSubject.Find(world, question.Question, caller);
        if (subject is null)
        {
            return ExplainedDecision.Fault(fault!);
        }

        if (!policies.Find(world, question.ResourceId).Is(out var policy, out var problem))
        {
            return ExplainedDecision.Fault(PdpStatus.ProcessingError, Explanation.NoPolicy(world, question, problem));
        }

        var all = Holding.Of(world, question.SystemUser, question.Party);
        var held = context.Narrow(all, question.SystemUser, question.Party);
        var enriched = new PdpQuestion(
            [
                .. question.Question.Subject,
                .. subject.Added,
                .. Packages(policy, held),
                .. SubjectFacts.Of(world, policy, question, subject),
            ],
            question.Question.Action,
            question.EnrichedResource()
        );
        var explanation = new Explanation(world, question, policy, held);
        var result = PolicyEvaluator.Evaluate(policy, enriched);
        var isOpen = result.Decision == PdpDecision.NotApplicable;
        var byRight = isOpen ? ByRight(policy, enriched, question, held, explanation) : null;
        var decision =
            byRight
            ?? (isOpen ? ByInstance(world, policy, enriched, question, subject, explanation) : null)
            ?? new ExplainedDecision(
                result,
                held != all ? explanation.OfContext(result, context)
                    : InstanceGrants.Overlooked(world, question, subject) is { } overlooked
                    && result.Decision == PdpDecision.NotApplicable
                        ? explanation.OfOverlooked(overlooked)
                    : explanation.Of(result)
            );
        if (decision.Result.Decision == PdpDecision.Permit && AccessListGate.Refuses(world, question) is { } refusal)
        {
            decision = new ExplainedDecision(PdpResult.Deny with { RepeatsAttributes = false }, refusal);
        }

        return decision with
        {
            Trials = () => RuleTrial.Of(policy, enriched, byRight is not null),
        };
    }

    private static ExplainedDecision? ByRight(
        CompiledPolicy policy,
        PdpQuestion enriched,
        ResolvedQuestion question,
        Holding held,
        Explanation explanation
    ) =>
        held.Rights.Contains(question.ResourceId!, StringComparer.Ordinal)
        && PolicyEvaluator.EvaluateSingleRight(policy, enriched) is { Decision: PdpDecision.Permit } permit
            ? new ExplainedDecision(permit, explanation.OfRight())
            : null;

    private static ExplainedDecision? ByInstance(
        WorldState world,
        CompiledPolicy policy,
        PdpQuestion enriched,
        ResolvedQuestion question,
        AskingSubject subject,
        Explanation explanation
    )
    {
        foreach (var delegation in InstanceGrants.Of(world, question, subject))
        {
            var result = PolicyEvaluator.EvaluateInstance(policy, delegation, enriched);
            if (result.Decision == PdpDecision.Permit)
            {
                return new ExplainedDecision(result, explanation.OfInstance(delegation));
            }
        }

        return null;
    }

    private static IEnumerable<PdpAttributeValue> Packages(CompiledPolicy policy, Holding held) =>
        policy.UsesAccessPackages
            ? held.AccessPackages.Select(urn => new PdpAttributeValue(
                PolicyAttribute.AccessPackage,
                CatalogPackage.NameIn(urn)
            ))
            : [];
}
