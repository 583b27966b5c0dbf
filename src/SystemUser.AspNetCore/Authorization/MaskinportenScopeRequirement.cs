using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The requirement behind <see cref="RequireMaskinportenScopeAttribute"/>: a verified Maskinporten token that holds one of the scopes.</summary>
public sealed class MaskinportenScopeRequirement : IAuthorizationRequirement, ITokenDemand
{
    /// <summary>Creates a requirement of scopes of which the token must hold one.</summary>
    /// <exception cref="ArgumentException">There is no scope, or one holds a character that no scope has.</exception>
    public MaskinportenScopeRequirement(IReadOnlyList<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (scopes.Count == 0 || !scopes.All(ScopeSet.IsScope))
        {
            throw new ArgumentException("Give at least one scope, each a word of its own.", nameof(scopes));
        }

        Scopes = [.. scopes];
    }

    /// <summary>Gets the scopes of which the token must hold one.</summary>
    public IReadOnlyList<string> Scopes { get; }

    bool ITokenDemand.NeedsSystemUser => false;

    IReadOnlyList<string> ITokenDemand.AnyOfScopes => Scopes;

    /// <summary>Returns the scopes, for the framework's log of failed requirements.</summary>
    public override string ToString() => $"{nameof(MaskinportenScopeRequirement)}: {string.Join(" or ", Scopes)}";
}
