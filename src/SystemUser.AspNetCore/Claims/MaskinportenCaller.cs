using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Claims;

/// <summary>Who calls, as a verified Maskinporten token says it: with or without a system user.</summary>
/// <remarks>Claims: https://docs.digdir.no/docs/Maskinporten/maskinporten_protocol_token. Use the consumer, never the client id, for access control.</remarks>
public sealed partial class MaskinportenCaller
{
    /// <summary>Gets the organization that the token was issued to; for a system user the vendor of the system.</summary>
    public required OrganizationIdentifier Consumer { get; init; }

    /// <summary>Gets the supplier that acts for the consumer when the scope was delegated; else <see langword="null"/>.</summary>
    public OrganizationIdentifier? Supplier { get; init; }

    /// <summary>Gets where the scope delegation is recorded, such as <c>https://www.altinn.no</c>; else <see langword="null"/>.</summary>
    public string? DelegationSource { get; init; }

    /// <summary>Gets the id of the Maskinporten client. For logs; Maskinporten asks that access is not decided on it.</summary>
    public string? ClientId { get; init; }

    /// <summary>Gets the id of the token (<c>jti</c>).</summary>
    public string? TokenId { get; init; }

    /// <summary>Gets the token's scopes.</summary>
    public required ScopeSet Scopes { get; init; }

    /// <summary>Gets when the token expires, clock skew not included.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets whether Altinn gave the token in exchange for Maskinporten's: only where <c>SystemUser:AcceptExchangedTokens</c> is on.</summary>
    public bool IsExchanged { get; init; }

    /// <summary>Gets the level that an exchanged token says its caller was authenticated at; <see langword="null"/> for Maskinporten's own, which say none.</summary>
    internal int? AuthenticationLevel { get; init; }

    /// <summary>Reads the caller out of a principal, for apps that have tokens verified by something else than the scheme <c>Maskinporten</c>.</summary>
    /// <param name="principal">A principal whose token has been verified: signature, issuer, expiry. That is not done again here.</param>
    /// <param name="caller">The caller.</param>
    /// <returns><see langword="true"/> if exactly one authenticated identity has a <c>consumer</c>, and it and <c>exp</c> are well formed.</returns>
    public static bool TryRead(ClaimsPrincipal principal, [NotNullWhen(true)] out MaskinportenCaller? caller)
    {
        ArgumentNullException.ThrowIfNull(principal);
        caller = IdentityReader.Only(principal.Identities, "consumer", out _) is { } identity
            ? IdentityReader.ReadCaller(identity)
            : null;
        return caller is not null;
    }
}
