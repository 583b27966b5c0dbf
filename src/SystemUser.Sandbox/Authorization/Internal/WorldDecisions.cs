using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Authorization.Internal.Policies;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>The policy decision point over the world, with the manners of Altinn's.</summary>
/// <remarks>
/// The order of things is that of Altinn's DecisionController: enrich the subject, ask the policy, on NotApplicable
/// look for single rights, on Permit ask the access lists. What throws there answers the whole request with one
/// Indeterminate.
/// </remarks>
internal sealed class WorldDecisions(WorldStore store, PolicyCache policies, DecisionRing log, TimeProvider clock)
    : IDecisionSource
{
    public ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken)
    {
        var world = store.Current;
        var decisions = new List<(PdpQuestion Question, Decision Decision)>(request.Questions.Count);
        foreach (var question in request.Questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decision = Decide(world, question);
            if (decision.IsFault)
            {
                // Altinn answers once for all of them.
                decisions = [(question, decision)];
                break;
            }

            decisions.Add((question, decision));
        }

        foreach (var (question, decision) in decisions)
        {
            Record(world, request, question, decision);
        }

        return ValueTask.FromResult(new PdpAnswer([.. decisions.Select(pair => pair.Decision.Result)]));
    }

    public void Note(PdpCaller caller, string why) =>
        log.Add(
            new DecisionEntry
            {
                Time = clock.GetUtcNow(),
                AskedBy = caller.OrganizationNumber,
                Decision = nameof(PdpDecision.Indeterminate),
                Status = "processing-error",
                Why = why,
            }
        );

    /// <summary>Decides one question; never throws.</summary>
    public Decision Decide(WorldState world, PdpQuestion question)
    {
        try
        {
            return Evaluate(world, ResolvedQuestion.Of(world, question));
        }
        catch (Exception fault)
        {
            // Altinn turns whatever is thrown into an answer, and tells two kinds apart.
            var status = fault is ArgumentException ? PdpStatus.ProcessingError : PdpStatus.SyntaxError;
            return Decision.Fault(status, $"the question or the policy cannot be worked on: {fault.Message}");
        }
    }

    private Decision Evaluate(WorldState world, ResolvedQuestion question)
    {
        if (!policies.Find(world, question.ResourceId).Is(out var policy, out var problem))
        {
            return Decision.Fault(PdpStatus.ProcessingError, Explanation.NoPolicy(world, question, problem));
        }

        var pid = question
            .Question.Subject.FirstOrDefault(attribute =>
                string.Equals(attribute.Id, PdpAttributeIds.PersonNumber, StringComparison.Ordinal)
            )
            ?.Value;
        if (pid is not null && world.Persons.Find(pid) is null)
        {
            return Decision.Fault(PdpStatus.ProcessingError, "no person has the subject's identity number");
        }

        var held = Holding.Of(world, question.SystemUser, question.Party);
        var enriched = new PdpQuestion(
            [.. question.Question.Subject, .. Packages(policy, held), .. RolesOf(world, policy, pid, question.Party)],
            question.Question.Action,
            question.EnrichedResource()
        );
        var result = PolicyEvaluator.Evaluate(policy, enriched);
        var byRight = false;
        if (
            result.Decision == PdpDecision.NotApplicable
            && held.Rights.Contains(question.ResourceId!, StringComparer.Ordinal)
        )
        {
            var delegated = PolicyEvaluator.EvaluateSingleRight(policy, enriched);
            byRight = delegated.Decision == PdpDecision.Permit;
            result = byRight ? delegated : result;
        }

        if (result.Decision == PdpDecision.Permit && AccessListGate.Refuses(world, question) is { } refusal)
        {
            return new Decision(PdpResult.Deny, refusal);
        }

        return new Decision(result, new Explanation(world, question, policy, held).Of(result, byRight));
    }

    private static IEnumerable<PdpAttributeValue> Packages(CompiledPolicy policy, Holding held) =>
        policy.UsesAccessPackages
            ? held.AccessPackages.Select(urn => new PdpAttributeValue(
                PolicyAttribute.AccessPackage,
                AccessPackage.NameIn(urn)
            ))
            : [];

    // Only people have roles; a system user never does.
    private static IEnumerable<PdpAttributeValue> RolesOf(
        WorldState world,
        CompiledPolicy policy,
        string? pid,
        Organization? party
    ) =>
        policy.UsesRoles && pid is not null && party is not null
            ? world
                .Roles.Where(By.RolePerson, pid)
                .Where(row => party.IsOrIsUnder(row.Organization))
                .Select(row => new PdpAttributeValue(PolicyAttribute.RoleCode, row.Role))
            : [];

    private void Record(WorldState world, PdpRequest request, PdpQuestion question, Decision decision)
    {
        var party = question.Party;
        var user = Guid.TryParse(question.SystemUserId, out var id) ? world.SystemUsers.Find(id) : null;
        log.Add(
            new DecisionEntry
            {
                Time = clock.GetUtcNow(),
                AskedBy = request.Caller.OrganizationNumber,
                SystemUser = question.SystemUserId,
                Owner = user?.Owner,
                Party = party,
                PartyName = world.Organizations.Find(party)?.Name,
                Resource = question.ResourceId,
                Action = question.ActionId,
                Decision = decision.Result.Decision.ToString(),
                Status = decision.Result.StatusCode[(decision.Result.StatusCode.LastIndexOf(':') + 1)..],
                Obligations =
                [
                    .. decision
                        .Result.Obligations.SelectMany(obligation => obligation.Assignments)
                        .Select(assignment => $"{assignment.Category}={assignment.Value}"),
                ],
                BatchSize = request.Questions.Count,
                Why = decision.Why,
            }
        );
    }
}
