using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>The requirement behind <see cref="RequireMaskinportenScopeAttribute"/>: a verified Maskinporten token that holds one of the scopes.</summary>
public sealed class MaskinportenScopeRequirement : IAuthorizationRequirement
{
    /// <summary>Creates a requirement of scopes of which the token must hold one.</summary>
    public MaskinportenScopeRequirement(IReadOnlyList<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        Scopes = scopes;
    }

    /// <summary>Gets the scopes of which the token must hold one.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Returns the scopes, for the framework's log of failed requirements.</summary>
    public override string ToString() => $"{nameof(MaskinportenScopeRequirement)}: {string.Join(" or ", Scopes)}";
}
