using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.AccessManagement.Internal.Instances;

/// <summary>What may be given of an instance, and to whom.</summary>
/// <remarks>
/// Source: Altinn/altinn-authorization-tmp, <c>ConnectionService.InstanceDelegationCheck</c> and <c>AddInstance</c>. There each right is looked up
/// for the person; here whoever governs the organization has them all.
/// </remarks>
internal sealed class InstanceRules(PolicyCache policies)
{
    /// <summary>The rights to a resource, each with whether the organization may give it.</summary>
    public Result<InstanceCheck> Check(WorldState world, Organization giver, InstanceName name)
    {
        if (
            world.Resources.Find(name.Resource) is not { } resource
            || !policies.Find(world, resource.Id).Is(out var policy, out _)
        )
        {
            return InstanceProblems.ResourceInvalid(name.Resource, name.Urn);
        }

        var refusals = Refusals(world, giver, resource).ToList();
        return new InstanceCheck(resource, ResourceRight.DelegableIn(policy), refusals);
    }

    /// <summary>The rights that the keys stand for, if the organization may give all of them.</summary>
    public Result<IReadOnlyList<ResourceRight>> Find(
        WorldState world,
        Organization giver,
        InstanceName name,
        IReadOnlyList<string?> keys
    )
    {
        if (!Check(world, giver, name).Is(out var check, out var problem))
        {
            return problem;
        }

        var rights = check.Rights.Where(right => keys.Contains(right.Key, StringComparer.Ordinal)).ToList();
        return check.Refusals.Count > 0 || rights.Count < keys.Distinct(StringComparer.Ordinal).Count()
            ? InstanceProblems.NotDelegable
            : rights;
    }

    /// <summary>Whether the organization has to do with somebody already: else it gives that one nothing.</summary>
    public static bool IsConnected(WorldState world, Organization giver, Guid receiver) =>
        world.Organizations.First(By.OrganizationUuid, receiver.ToString()) is { } organization
            ? ClientRelations.RolesOf(world, organization.Number, giver.Number).Any()
        : world.Persons.First(By.PersonUuid, receiver.ToString()) is { } person
            ? Authority.RolesOf(world, person.Pid, giver).Any()
        : world.SystemUsers.Find(receiver) is { IsDeleted: false } user
            && string.Equals(user.Owner, giver.Number, StringComparison.Ordinal);

    /// <summary>A person, an organization or a system user, as Altinn writes it.</summary>
    public static EntityView? FindEntity(WorldState world, Guid id) =>
        world.Organizations.First(By.OrganizationUuid, id.ToString()) is { } organization ? EntityView.Of(organization)
        : world.Persons.First(By.PersonUuid, id.ToString()) is { } person ? EntityView.Of(person)
        : world.SystemUsers.Find(id) is { } user ? EntityView.Of(user)
        : null;

    private static IEnumerable<string> Refusals(WorldState world, Organization giver, RegistryResource resource)
    {
        if (!resource.Delegable)
        {
            yield return "ResourceNotDelegable";
        }

        if (resource.ResourceType == "MaskinportenSchema")
        {
            yield return "ResourceIsMaskinPortenSchema";
        }

        if (
            resource.UsesAccessLists
            && !world
                .AccessLists.Where(By.AccessListResource, resource.Id)
                .Any(list => list.Members.Contains(giver.Number, StringComparer.Ordinal))
        )
        {
            yield return "AccessListValidationFail";
        }
    }
}

/// <summary>What may be given of a resource.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Rights">Its rights.</param>
/// <param name="Refusals">Why none of them may be given; empty if they may.</param>
internal sealed record InstanceCheck(
    RegistryResource Resource,
    IReadOnlyList<ResourceRight> Rights,
    IReadOnlyList<string> Refusals
)
{
    public InstanceCheckView ToView(string instance) =>
        new(
            InstanceResourceView.Of(Resource),
            new InstanceView(instance),
            [
                .. Rights.Select(right => new RightCheckView(
                    RightView.Of(right),
                    Refusals.Count == 0,
                    ["RoleAccess", .. Refusals]
                )),
            ]
        );
}
