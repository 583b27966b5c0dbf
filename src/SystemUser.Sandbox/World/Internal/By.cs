using System.Globalization;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>The indexes of the world's tables.</summary>
internal static class By
{
    public static readonly RowIndex<Organization> OrganizationUuid = new(row => row.PartyUuid.ToString());
    public static readonly RowIndex<Organization> OrganizationPartyId = new(row =>
        row.PartyId.ToString(CultureInfo.InvariantCulture)
    );
    public static readonly RowIndex<Organization> ParentOrganization = new(row => row.Parent);
    public static readonly RowIndex<Organization> OrgCode = new(row => row.OrgCode);

    public static readonly RowIndex<RegisteredPerson> PersonUuid = new(row => row.PartyUuid.ToString());
    public static readonly RowIndex<RegisteredPerson> PersonPartyId = new(row =>
        row.PartyId.ToString(CultureInfo.InvariantCulture)
    );

    public static readonly RowIndex<RegisteredPerson> PersonUserId = new(row =>
        row.UserId.ToString(CultureInfo.InvariantCulture)
    );

    public static readonly RowIndex<RoleAssignment> RolePerson = new(row => row.Person);
    public static readonly RowIndex<RoleAssignment> RoleOrganization = new(row => row.Organization);

    public static readonly RowIndex<ClientRelation> RelationFacilitator = new(row => row.Facilitator);
    public static readonly RowIndex<ClientRelation> RelationClient = new(row => row.Client);

    public static readonly RowIndex<RightHolding> RightHolder = new(row => row.Holder);

    public static readonly RowIndex<RegistryResource> ResourceOwner = new(row => row.Owner);

    public static readonly RowIndex<AccessList> AccessListResource = new(row =>
        row.Connections.Select(connection => connection.ResourceId).ToArray()
    );

    public static readonly RowIndex<AccessList> AccessListOwner = new(row => row.OrgCode);

    public static readonly RowIndex<Scope> ScopeOwner = new(row => row.Owner);
    public static readonly RowIndex<RegisteredClient> ClientOrganization = new(row => row.Organization);

    public static readonly RowIndex<VendorSystem> SystemVendor = new(row => row.Vendor);
    public static readonly RowIndex<VendorSystem> SystemClientId = new(row => row.ClientIds);
    public static readonly RowIndex<SystemChange> ChangeSystem = new(row => row.SystemId);

    public static readonly RowIndex<NewUserRequest> RequestSystem = new(row => row.SystemId);
    public static readonly RowIndex<NewUserRequest> RequestParty = new(row => row.Party);
    public static readonly RowIndex<NewUserRequest> RequestTriple = new(row =>
        Triple(row.SystemId, row.Party, row.ExternalRef)
    );

    public static readonly RowIndex<UserChangeRequest> ChangeRequestSystem = new(row => row.SystemId);
    public static readonly RowIndex<UserChangeRequest> ChangeRequestSystemUser = new(row =>
        row.SystemUserId.ToString()
    );
    public static readonly RowIndex<UserChangeRequest> ChangeRequestParty = new(row => row.Party);

    public static readonly RowIndex<RegisteredSystemUser> SystemUserSystem = new(row => row.SystemId);
    public static readonly RowIndex<RegisteredSystemUser> SystemUserOwner = new(row => row.Owner);
    public static readonly RowIndex<RegisteredSystemUser> SystemUserTriple = new(row =>
        Triple(row.SystemId, row.Owner, row.ExternalRef)
    );

    public static readonly RowIndex<ClientDelegation> DelegationAgent = new(row => row.Agent.ToString());
    public static readonly RowIndex<ClientDelegation> DelegationClient = new(row => row.Client);

    public static readonly RowIndex<InstanceDelegation> InstanceGiver = new(row => row.Giver);

    /// <summary>What tells the system users of one system, and the requests for them, apart.</summary>
    public static string Triple(string systemId, string organization, string externalRef) =>
        $"{systemId}\n{organization}\n{externalRef}";
}
