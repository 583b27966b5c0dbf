using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What people do with system users of their own accord: create standard ones, and delete any.</summary>
internal sealed class SystemUserAdministration(WorldStore store, Delegability delegability, TimeProvider clock)
{
    /// <summary>The system users of an organization that are not deleted.</summary>
    public IEnumerable<RegisteredSystemUser> Of(string owner) =>
        store.Current.SystemUsers.Where(By.SystemUserOwner, owner).Where(user => !user.IsDeleted);

    /// <summary>
    /// Creates a standard system user with everything that the system asks for. An agent comes from a request only, and
    /// so does a system user of a system that its vendor does not show.
    /// </summary>
    /// <param name="pid">Who creates it; must govern the organization.</param>
    /// <param name="party">The organization that will own it.</param>
    /// <param name="systemId">The system.</param>
    /// <param name="integrationTitle">What the owner calls it; the system's name if <see langword="null"/>.</param>
    public Result<RegisteredSystemUser> Create(string pid, string party, string systemId, string? integrationTitle) =>
        store.Change<RegisteredSystemUser>(draft =>
        {
            var world = draft.State;
            if (world.Organizations.Find(party) is not { IsDeleted: false } organization)
            {
                return Problems.PartyNotFound;
            }

            if (!Authority.Governs(world, pid, organization))
            {
                return SandboxProblems.NotGovernor;
            }

            if (world.Systems.Find(systemId) is not { IsDeleted: false, IsVisible: true } system)
            {
                return Problems.SystemNotFound;
            }

            if (
                delegability.Check(world, system, SystemUserKind.Standard, system.Rights, system.AccessPackages) is
                { } hindrance
            )
            {
                return hindrance;
            }

            if (SystemUserLookup.Find(world, system.Id, party, party) is not null)
            {
                return Problems.SystemUserExists;
            }

            var user = new RegisteredSystemUser
            {
                Id = Guid.NewGuid(),
                Kind = SystemUserKind.Standard,
                SystemId = system.Id,
                Owner = party,
                ExternalRef = party,
                IntegrationTitle = integrationTitle ?? system.Name.ToString(),
                Rights = system.Rights,
                AccessPackages = system.AccessPackages,
                SeenSystemVersion = system.Version,
                Created = clock.GetUtcNow(),
            };
            draft.Put(user);
            return user;
        });

    /// <summary>
    /// Deletes a system user with its clients and the request that it came from, so that its vendor can ask again.
    /// </summary>
    /// <param name="pid">Who deletes it; must govern the organization.</param>
    /// <param name="party">The organization that owns it.</param>
    /// <param name="systemUserId">The system user.</param>
    /// <param name="kind">The kind that it must be; any if <see langword="null"/>.</param>
    public Result<Done> Delete(string pid, string party, Guid systemUserId, SystemUserKind? kind = null) =>
        store.Change<Done>(draft =>
        {
            var world = draft.State;
            if (world.SystemUsers.Find(systemUserId) is not { IsDeleted: false } user)
            {
                return Problems.SystemUserNotFound;
            }

            if (!string.Equals(user.Owner, party, StringComparison.Ordinal))
            {
                return Problems.DeleteNotOwned;
            }

            if (kind is not null && user.Kind != kind)
            {
                return kind == SystemUserKind.Agent ? Problems.UserIsNoAgent : Problems.UserIsNotStandard;
            }

            if (!Authority.Governs(world, pid, world.Organizations.Find(party)))
            {
                return SandboxProblems.NotGovernor;
            }

            draft.Put(user with { IsDeleted = true });
            foreach (var delegation in world.Delegations.Where(By.DelegationAgent, user.Id.ToString()))
            {
                draft.Remove<ClientDelegation>(ClientDelegation.KeyOf(user.Id, delegation.Client));
            }

            foreach (
                var request in world.Requests.Where(
                    By.RequestTriple,
                    By.Triple(user.SystemId, user.Owner, user.ExternalRef)
                )
            )
            {
                draft.Put(request with { IsDeleted = true });
            }

            return default(Done);
        });
}
