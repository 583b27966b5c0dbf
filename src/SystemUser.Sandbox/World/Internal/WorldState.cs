using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>The whole world at one moment. Immutable: reading needs no lock and sees no half-made change.</summary>
internal sealed record WorldState
{
    public static readonly WorldState Empty = new();

    public Table<Organization> Organizations { get; init; } =
        new(By.OrganizationUuid, By.OrganizationPartyId, By.ParentOrganization, By.OrgCode);

    public Table<RegisteredPerson> Persons { get; init; } = new(By.PersonUuid, By.PersonPartyId, By.PersonUserId);

    public Table<RoleAssignment> Roles { get; init; } = new(By.RolePerson, By.RoleOrganization);

    public Table<ClientRelation> Relations { get; init; } = new(By.RelationFacilitator, By.RelationClient);

    public Table<RightHolding> RightHoldings { get; init; } = new(By.RightHolder);

    public Table<CatalogPackage> AccessPackages { get; init; } = new();

    public Table<RegistryResource> Resources { get; init; } = new(By.ResourceOwner);

    public Table<ResourcePolicy> Policies { get; init; } = new();

    public Table<AccessList> AccessLists { get; init; } = new(By.AccessListResource, By.AccessListOwner);

    public Table<Consent> Consents { get; init; } = new();

    public Table<Scope> Scopes { get; init; } = new(By.ScopeOwner);

    public Table<ScopeDelegation> ScopeDelegations { get; init; } = new();

    public Table<RegisteredClient> Clients { get; init; } = new(By.ClientOrganization);

    public Table<VendorSystem> Systems { get; init; } = new(By.SystemVendor, By.SystemClientId);

    public Table<SystemChange> SystemChanges { get; init; } = new(By.ChangeSystem);

    public Table<NewUserRequest> Requests { get; init; } = new(By.RequestSystem, By.RequestParty, By.RequestTriple);

    public Table<UserChangeRequest> ChangeRequests { get; init; } =
        new(By.ChangeRequestSystem, By.ChangeRequestSystemUser, By.ChangeRequestParty);

    public Table<RegisteredSystemUser> SystemUsers { get; init; } =
        new(By.SystemUserSystem, By.SystemUserOwner, By.SystemUserTriple);

    public Table<ClientDelegation> Delegations { get; init; } = new(By.DelegationAgent, By.DelegationClient);

    public Table<InstanceDelegation> InstanceDelegations { get; init; } = new(By.InstanceGiver);

    /// <summary>The table that holds the rows of the type.</summary>
    public Table<TRow> Rows<TRow>()
        where TRow : class, IWorldRow => WorldTables.Of<TRow>().Get(this);
}
