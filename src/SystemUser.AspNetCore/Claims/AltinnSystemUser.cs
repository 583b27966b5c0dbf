namespace SystemUser.AspNetCore.Claims;

/// <summary>The system user (systembruker) that a verified Maskinporten token speaks for.</summary>
/// <remarks>
/// It says who calls, and proves no right: ask for those with <c>[RequireSystemUserRight]</c>. Declare it as a parameter of an endpoint,
/// or get it from <c>HttpContext.GetSystemUser()</c>.
/// </remarks>
public sealed partial class AltinnSystemUser
{
    /// <summary>Creates a system user, for code that is tested without a token.</summary>
    public AltinnSystemUser(
        SystemUserId id,
        OrganizationNumber owner,
        MaskinportenCaller caller,
        string? systemId = null
    )
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentOutOfRangeException.ThrowIfEqual(id, default);
        ArgumentOutOfRangeException.ThrowIfEqual(owner, default);
        Id = id;
        Owner = owner;
        Caller = caller;
        SystemId = systemId;
    }

    /// <summary>Gets the id of the system user, the subject of every question to the policy decision point.</summary>
    public SystemUserId Id { get; }

    /// <summary>Gets the organization that owns the system user. For an accountant's agent that is the accountant, never the client.</summary>
    public OrganizationNumber Owner { get; }

    /// <summary>Gets the system in the system register, such as <c>991825827_smartcloud</c>; <see langword="null"/> for one that is not registered there.</summary>
    public string? SystemId { get; }

    /// <summary>Gets the caller that the token was issued to.</summary>
    public MaskinportenCaller Caller { get; }

    /// <summary>Gets the vendor of the system (<c>consumer</c>).</summary>
    public OrganizationIdentifier Vendor => Caller.Consumer;

    /// <inheritdoc cref="MaskinportenCaller.Supplier"/>
    public OrganizationIdentifier? Supplier => Caller.Supplier;

    /// <inheritdoc cref="MaskinportenCaller.DelegationSource"/>
    public string? DelegationSource => Caller.DelegationSource;

    /// <inheritdoc cref="MaskinportenCaller.ClientId"/>
    public string? ClientId => Caller.ClientId;

    /// <inheritdoc cref="MaskinportenCaller.TokenId"/>
    public string? TokenId => Caller.TokenId;

    /// <inheritdoc cref="MaskinportenCaller.Scopes"/>
    public ScopeSet Scopes => Caller.Scopes;

    /// <inheritdoc cref="MaskinportenCaller.ExpiresAt"/>
    public DateTimeOffset ExpiresAt => Caller.ExpiresAt;
}
