using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Maskinporten;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>Demands rights and scopes in policies. Both pin the scheme <c>Maskinporten</c>.</summary>
public static class SystemUserAuthorizationPolicyBuilderExtensions
{
    /// <summary>Lets only system users in that hold a right on an Altinn resource.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="resource">The resource's id in Altinn's resource registry, such as <c>ske-krav-og-betalinger</c>.</param>
    /// <param name="configure">Sets action, scope and party. Defaults to nothing: the owner's own data, the action by the method.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="FormatException">The id is malformed. A policy may be used where no start check sees it.</exception>
    public static AuthorizationPolicyBuilder RequireSystemUserRight(
        this AuthorizationPolicyBuilder builder,
        string resource,
        Action<RequireSystemUserRightAttribute>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var demand = new RequireSystemUserRightAttribute(ResourceId.Parse(resource).ToString());
        configure?.Invoke(demand);
        return builder
            .AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme)
            .AddRequirements(new SystemUserRightRequirement(demand));
    }

    /// <summary>Lets only system users in that hold a right on at least one of several Altinn resources.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="resources">The resources' ids in Altinn's resource registry.</param>
    /// <param name="configure">Sets action, scope and party. Defaults to nothing: the owner's own data, the action by the method.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    /// <exception cref="FormatException">An id is malformed. A policy may be used where no start check sees it.</exception>
    public static AuthorizationPolicyBuilder RequireAnySystemUserRight(
        this AuthorizationPolicyBuilder builder,
        IEnumerable<string> resources,
        Action<RequireAnySystemUserRightAttribute>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resources);
        var demand = new RequireAnySystemUserRightAttribute([
            .. resources.Select(resource => ResourceId.Parse(resource).ToString()),
        ]);
        configure?.Invoke(demand);
        return builder
            .AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme)
            .AddRequirements(new AnySystemUserRightRequirement(demand));
    }

    /// <summary>Lets only Maskinporten tokens in that hold one of the scopes; a system user is not needed.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="scopes">The scopes of which the token must hold one.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="ArgumentException">There is no scope, or one holds a character that no scope has.</exception>
    public static AuthorizationPolicyBuilder RequireMaskinportenScope(
        this AuthorizationPolicyBuilder builder,
        params string[] scopes
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme)
            .AddRequirements(new MaskinportenScopeRequirement(scopes));
    }
}
