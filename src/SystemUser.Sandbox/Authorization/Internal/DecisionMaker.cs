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
        var (result, byRight) = Ask(
            policy,
            enriched,
            held.Rights.Contains(question.ResourceId!, StringComparer.Ordinal)
        );
        var trials = () => RuleTrial.Of(policy, enriched, byRight);
        if (result.Decision == PdpDecision.Permit && AccessListGate.Refuses(world, question) is { } refusal)
        {
            return new ExplainedDecision(PdpResult.Deny with { RepeatsAttributes = false }, refusal)
            {
                Trials = trials,
            };
        }

        var explanation = new Explanation(world, question, policy, held);
        return new ExplainedDecision(
            result,
            held == all ? explanation.Of(result, byRight) : explanation.OfContext(result, context)
        )
        {
            Trials = trials,
        };
    }

    private static (PdpResult Result, bool ByRight) Ask(CompiledPolicy policy, PdpQuestion question, bool holdsResource)
    {
        var result = PolicyEvaluator.Evaluate(policy, question);
        if (result.Decision != PdpDecision.NotApplicable || !holdsResource)
        {
            return (result, false);
        }

        var delegated = PolicyEvaluator.EvaluateSingleRight(policy, question);
        return delegated.Decision == PdpDecision.Permit ? (delegated, true) : (result, false);
    }

    private static IEnumerable<PdpAttributeValue> Packages(CompiledPolicy policy, Holding held) =>
        policy.UsesAccessPackages
            ? held.AccessPackages.Select(urn => new PdpAttributeValue(
                PolicyAttribute.AccessPackage,
                CatalogPackage.NameIn(urn)
            ))
            : [];
}
