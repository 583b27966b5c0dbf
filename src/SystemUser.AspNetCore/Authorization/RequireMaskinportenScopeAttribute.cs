using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Lets only Maskinporten tokens in that hold a scope; a system user is not needed.</summary>
/// <remarks>Of several scopes in one attribute one is enough; several attributes must all be satisfied.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireMaskinportenScopeAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>Creates a demand for a scope.</summary>
    /// <param name="scopes">The scopes of which the token must hold one.</param>
    /// <exception cref="ArgumentException">There is no scope, or one is blank or holds a space.</exception>
    public RequireMaskinportenScopeAttribute(params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (scopes.Length == 0 || scopes.Any(scope => string.IsNullOrWhiteSpace(scope) || scope.Contains(' ')))
        {
            throw new ArgumentException("Give at least one scope, each a word of its own.", nameof(scopes));
        }

        Scopes = [.. scopes];
        AuthenticationSchemes = MaskinportenDefaults.AuthenticationScheme;
    }

    /// <summary>Gets the scopes of which the token must hold one.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new MaskinportenScopeRequirement(Scopes)];
}
