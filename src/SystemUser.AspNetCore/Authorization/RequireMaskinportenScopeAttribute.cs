using Microsoft.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Lets only Maskinporten tokens in that hold a scope; a system user is not needed.</summary>
/// <remarks>Of several scopes in one attribute one is enough; several attributes must all be satisfied.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireMaskinportenScopeAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    private readonly MaskinportenScopeRequirement _requirement;

    /// <summary>Creates a demand for a scope.</summary>
    /// <param name="scopes">The scopes of which the token must hold one.</param>
    /// <exception cref="ArgumentException">There is no scope, or one holds a character that no scope has.</exception>
    public RequireMaskinportenScopeAttribute(params string[] scopes)
    {
        _requirement = new MaskinportenScopeRequirement(scopes);
        AuthenticationSchemes = MaskinportenDefaults.AuthenticationScheme;
    }

    /// <summary>Gets the scopes of which the token must hold one.</summary>
    public IReadOnlyList<string> Scopes => _requirement.Scopes;

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [_requirement];
}
