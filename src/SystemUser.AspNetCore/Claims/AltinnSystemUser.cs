using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using SystemUser.AspNetCore.Claims.Internal;

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

    /// <summary>Reads the system user out of a principal, for apps that have tokens verified by something else than the scheme <c>Maskinporten</c>.</summary>
    /// <param name="principal">A principal whose token has been verified: signature, issuer, expiry. That is not done again here.</param>
    /// <param name="systemUser">The system user.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns><see langword="true"/> if exactly one authenticated identity has <c>authorization_details</c>, and they name exactly one well-formed system user.</returns>
    /// <remarks>
    /// If the scheme <c>Maskinporten</c> is among the principal's identities, only it is read. <c>authorization_details</c> may be
    /// one claim or several, each an element or an array of them as JSON text.
    /// </remarks>
    public static bool TryRead(
        ClaimsPrincipal principal,
        [NotNullWhen(true)] out AltinnSystemUser? systemUser,
        out SystemUserFault fault
    )
    {
        ArgumentNullException.ThrowIfNull(principal);
        fault = IdentityReader.ReadSystemUser(principal, out systemUser);
        return systemUser is not null;
    }
}
