namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>What <c>authorization_details</c> say of system users, over all their elements.</summary>
internal struct SystemUserFinding
{
    private bool _malformed;
    private int _count;
    private SystemUserFault _fault;

    public SystemUserId Id { get; private set; }

    public OrganizationNumber Owner { get; private set; }

    public string? SystemId { get; private set; }

    /// <summary>Gets why there is no system user; <see cref="SystemUserFault.None"/> if there is exactly one.</summary>
    public readonly SystemUserFault Fault =>
        _malformed ? SystemUserFault.Malformed
        : _count == 0 ? SystemUserFault.Missing
        : _count > 1 ? SystemUserFault.SeveralSystemUsers
        : _fault;

    public void AddMalformed() => _malformed = true;

    public void Add(SystemUserFault fault, SystemUserId id, OrganizationNumber owner, string? systemId)
    {
        _count++;
        _fault = fault;
        Id = id;
        Owner = owner;
        SystemId = systemId;
    }

    /// <summary>Makes the system user, if there is exactly one.</summary>
    public readonly AltinnSystemUser? ToSystemUser(MaskinportenCaller caller) =>
        Fault == SystemUserFault.None ? new AltinnSystemUser(Id, Owner, caller, SystemId) : null;
}
