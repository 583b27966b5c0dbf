using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Says in words why a question got its answer.</summary>
internal sealed class Explanation(WorldState world, ResolvedQuestion question, CompiledPolicy policy, Holding held)
{
    private readonly string _user = $"system user {question.Question.SystemUserId}";
    private readonly string? _action = question.Question.ActionId;

    public static string NoPolicy(WorldState world, ResolvedQuestion question, Problem problem) =>
        question.ResourceId is not { } id ? "the question names no resource"
        : !string.Equals(problem.Code, SandboxProblems.PolicyNotFound.Code, StringComparison.Ordinal)
            ? $"the policy of {id} cannot be read: {problem.Text}"
        : world.Resources.Find(id) is not null ? $"the resource {id} has no policy"
        : $"there is no resource {id}{Nearest(world, id)}";

    public string Of(PdpResult result) =>
        result.Decision switch
        {
            PdpDecision.Permit => WhyPermitted(),
            PdpDecision.NotApplicable => WhyNotApplicable(),
            PdpDecision.Deny =>
                $"a rule of the policy of {question.ResourceId} denies it, or its combining algorithm denies what it does not permit",
            _ =>
                $"the policy of {question.ResourceId} cannot be evaluated: an attribute that it demands is missing, or it names an unknown combining algorithm",
        };

    /// <summary>Explains a permit for somebody who was given the resource itself.</summary>
    public string OfRight() => $"{_user} was given {question.ResourceId} itself by {Name(question.SystemUser!.Owner)}";

    /// <summary>Explains a permit for somebody who was given the instance.</summary>
    public string OfInstance(InstanceDelegation delegation) =>
        $"the subject was given '{_action}' on the instance {delegation.Instance} of {delegation.ResourceId} by {Name(delegation.Giver)}, itself or through an organization that it leads";

    /// <summary>Explains why what somebody was given for the instance does not count.</summary>
    public string OfOverlooked(InstanceDelegation delegation) =>
        $"the subject was given the instance {delegation.Instance} of {delegation.ResourceId} by {Name(delegation.Giver)}, but Altinn looks for instances that were given to people, or to organizations that they lead, and never for a system user or for an organization that asks for itself";

    /// <summary>Explains an answer for which nothing that the system user holds counted.</summary>
    public string OfContext(PdpResult result, AccessContext context) =>
        result.Decision == PdpDecision.NotApplicable
            ? $"what {_user} holds for {Name(question.Party!.Number)} is no {context.Name}"
                + (context.Kind == AccessKind.Clients ? $" by way of {Name(context.ViaParty!)}" : "")
            : Of(result);

    private string WhyPermitted()
    {
        var packages = Matching();
        return packages.Count == 0
            ? $"a rule of the policy of {question.ResourceId} permits it"
            : $"{_user} holds {string.Join(" and ", packages)} for {Name(question.Party!.Number)}, and the policy of {question.ResourceId} gives that '{_action}'";
    }

    private string WhyNotApplicable()
    {
        if (question.Question.SystemUserId is null)
        {
            return "the subject is no system user, and no rule of the policy matches it; roles are looked up for people by identity number or user id, "
                + "and the access packages of people and organizations, and what was delegated to them but single instances, are not played here";
        }

        if (question.SystemUser is not { } systemUser)
        {
            return $"there is no {_user}";
        }

        if (systemUser.IsDeleted)
        {
            return $"{_user} has been deleted";
        }

        if (question.Party is not { } party)
        {
            return question.HasParty ? $"{_user} holds nothing for a person"
                : question.Question.Party is { } unknown ? $"there is no party {unknown}"
                : "the question names no party";
        }

        if (held is { AccessPackages.IsEmpty: true, Rights.IsEmpty: true })
        {
            return $"{_user} holds no package or right for {party.Number}; {WhyNothingHeld(systemUser, party)}";
        }

        if (Matching().Count > 0)
        {
            return $"{_user} holds {Held()} for {Name(party.Number)}, but no rule is about this part of {question.ResourceId}";
        }

        if (
            policy.Actions.Contains(_action!, StringComparer.Ordinal)
            && held.Rights.Contains(question.ResourceId!, StringComparer.Ordinal)
        )
        {
            return $"{_user} holds {question.ResourceId} itself for {Name(party.Number)}, but nobody can give '{_action}' on it away: its policy keeps that to the owner of the resource, or it is about another part of it";
        }

        return policy.Actions.Contains(_action!, StringComparer.Ordinal)
            ? $"{_user} holds {Held()} for {Name(party.Number)}; '{_action}' on {question.ResourceId} needs {Needed()}"
            : $"the policy of {question.ResourceId} has no action '{_action}'; it has {string.Join(", ", policy.Actions)} (names are case-sensitive)";
    }

    private string WhyNothingHeld(RegisteredSystemUser systemUser, Organization party)
    {
        var owner = Name(systemUser.Owner);
        if (systemUser.Kind == SystemUserKind.Standard)
        {
            return string.Equals(party.Number, systemUser.Owner, StringComparison.Ordinal)
                ? $"{owner} has given it none"
                : $"it is a standard system user of {owner} and acts for that organization alone";
        }

        var clients = ClientRelations.ClientsOf(world, systemUser.Owner).ToHashSet(StringComparer.Ordinal);
        var delegated = world.Delegations.Where(By.DelegationAgent, systemUser.Id.ToString()).ToList();
        if (delegated.Exists(row => party.IsOrIsUnder(row.Client)))
        {
            return $"it was delegated to the agent, but {party.Name} no longer has {owner} in a role that gives those packages";
        }

        if (string.Equals(party.Number, systemUser.Owner, StringComparison.Ordinal))
        {
            return $"it is an agent system user, and its owner {owner} has not been delegated to it";
        }

        return clients.Contains(party.Number)
            ? $"{party.Name} is a client of {owner}, but has not been delegated to this agent, which has {delegated.Count} clients"
            : $"{owner} has {clients.Count} clients, this is not one of them";
    }

    private List<string> Matching()
    {
        var named = policy.PackagesFor(_action).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. held.AccessPackages.Select(CatalogPackage.NameIn).Where(named.Contains)];
    }

    private string Held() => string.Join(", ", held.AccessPackages.Select(CatalogPackage.NameIn).Concat(held.Rights));

    private string Needed()
    {
        var packages = policy.PackagesFor(_action).ToList();
        return packages.Count == 0
            ? "the resource itself"
            : $"one of the packages {string.Join(", ", packages)}, or the resource itself";
    }

    private string Name(string number) =>
        world.Organizations.Find(number) is { } organization ? $"{organization.Name} ({number})" : number;

    // A wrong separator in a resource id is the most common mistake.
    private static string Nearest(WorldState world, string id)
    {
        var near = world.Resources.All.FirstOrDefault(resource =>
            string.Equals(Squeeze(resource.Id), Squeeze(id), StringComparison.Ordinal)
        );
        return near is null ? "" : $"; is {near.Id} meant?";

        static string Squeeze(string text) =>
            text.Replace("-", "", StringComparison.Ordinal)
                .Replace("_", "", StringComparison.Ordinal)
                .ToLowerInvariant();
    }
}
