using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Xacml;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>
/// The policy decision point over the world, with the manners of Altinn's, and a log of what it decided.
/// </summary>
internal sealed class WorldDecisions(WorldStore store, DecisionMaker maker, DecisionRing log, TimeProvider clock)
    : IDecisionSource
{
    public ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken)
    {
        var world = store.Current;
        var decisions = new List<(PdpQuestion Question, ExplainedDecision Decision)>(request.Questions.Count);
        foreach (var question in request.Questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decision = maker.Decide(world, question, request.Caller);
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

    public void Note(PdpCaller caller, XacmlFault fault)
    {
        caller.Notes.Refuse(nameof(PdpDecision.Indeterminate), fault.Why);
        log.Add(
            new LoggedDecision
            {
                Time = clock.GetUtcNow(),
                AskedBy = caller.OrganizationNumber,
                Decision = nameof(PdpDecision.Indeterminate),
                Status = Short(fault.StatusCode),
                Why = fault.Why,
                TraceId = caller.Notes.TraceId,
                CorrelationId = caller.Notes.CorrelationId,
            }
        );
    }

    private static string Short(string statusCode) => statusCode[(statusCode.LastIndexOf(':') + 1)..];

    private void Record(WorldState world, PdpRequest request, PdpQuestion question, ExplainedDecision decision)
    {
        var user = Guid.TryParse(question.SystemUserId, out var id) ? world.SystemUsers.Find(id) : null;
        var notes = request.Caller.Notes;
        var entry = new LoggedDecision
        {
            Time = clock.GetUtcNow(),
            AskedBy = request.Caller.OrganizationNumber,
            SystemUser = question.SystemUserId,
            Owner = user?.Owner,
            Party = question.Party,
            PartyName = decision.Party?.Name,
            Resource = question.ResourceId,
            Action = question.ActionId,
            Decision = decision.Result.Decision.ToString(),
            Status = Short(decision.Result.StatusCode),
            Obligations =
            [
                .. decision
                    .Result.Obligations.SelectMany(obligation => obligation.Assignments)
                    .Select(assignment => $"{assignment.Category}={assignment.Value}"),
            ],
            BatchSize = request.Questions.Count,
            Why = decision.Why,
            Rule = decision.Rule,
            TraceId = notes.TraceId,
            CorrelationId = notes.CorrelationId,
        };
        log.Add(entry);
        Note(notes, entry);
    }

    // The last question stands for a batch, unless one before it was refused.
    private static void Note(CallNotes notes, LoggedDecision entry)
    {
        notes.Questions = entry.BatchSize;
        if (notes.Outcome is not (null or nameof(PdpDecision.Permit)))
        {
            return;
        }

        (notes.SystemUser, notes.Owner, notes.Party) = (entry.SystemUser, entry.Owner, entry.Party);
        (notes.Resource, notes.Action) = (entry.Resource, entry.Action);
        (notes.Outcome, notes.Why, notes.Rule) = (entry.Decision, entry.Why, entry.Rule);
    }
}
