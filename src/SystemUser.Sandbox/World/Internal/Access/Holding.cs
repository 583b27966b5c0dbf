using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>What a system user holds for one organization.</summary>
/// <param name="AccessPackages">The URNs of the packages.</param>
/// <param name="Rights">The ids of the single resources.</param>
internal sealed record Holding(ImmutableArray<string> AccessPackages, ImmutableArray<string> Rights)
{
    public static readonly Holding Nothing = new([], []);

    /// <summary>
    /// A standard system user holds what it was given for its owner and the owner's sub-units; an agent holds what was
    /// delegated to it for a client and the client's sub-units, as long as the client gives it to the agent's owner.
    /// An organization that is deleted is decided on like any other.
    /// </summary>
    public static Holding Of(WorldState world, RegisteredSystemUser? user, Organization? party)
    {
        if (user is null or { IsDeleted: true } || party is null)
        {
            return Nothing;
        }

        if (user.Kind == SystemUserKind.Standard)
        {
            return party.IsOrIsUnder(user.Owner) ? new Holding(user.AccessPackages, user.Rights) : Nothing;
        }

        var delegation =
            world.Delegations.Find(ClientDelegation.KeyOf(user.Id, party.Number))
            ?? (party.Parent is { } parent ? world.Delegations.Find(ClientDelegation.KeyOf(user.Id, parent)) : null);
        return delegation is null ? Nothing : Effective(world, user, delegation);
    }

    /// <summary>What of a delegation the client still gives the agent's owner; the owner itself gives all of it.</summary>
    public static Holding Effective(WorldState world, RegisteredSystemUser agent, ClientDelegation delegation) =>
        string.Equals(delegation.Client, agent.Owner, StringComparison.Ordinal)
            ? new Holding(delegation.AccessPackages, delegation.Rights)
            : new Holding(
                [
                    .. delegation.AccessPackages.Where(urn =>
                        ClientRelations.Gives(world, agent.Owner, delegation.Client, urn)
                    ),
                ],
                [
                    .. delegation.Rights.Where(resource =>
                        ClientRelations.GivesRight(world, agent.Owner, delegation.Client, resource)
                    ),
                ]
            );
}
