using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Demands rights and scopes on endpoints: the attributes' other spelling.</summary>
public static class SystemUserEndpointConventionBuilderExtensions
{
    /// <summary>Lets only system users in that hold a right on an Altinn resource. The same as <see cref="RequireSystemUserRightAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="resource">The resource's id in Altinn's resource registry, such as <c>ske-krav-og-betalinger</c>.</param>
    /// <param name="configure">Sets action, scope and party. Defaults to nothing: the owner's own data, the action by the method.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    public static TBuilder RequireSystemUserRight<TBuilder>(
        this TBuilder builder,
        string resource,
        Action<RequireSystemUserRightAttribute>? configure = null
    )
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var demand = new RequireSystemUserRightAttribute(resource);
        configure?.Invoke(demand);
        RegistrationCheck.AddTo(builder);
        return builder.WithMetadata(demand);
    }

    /// <summary>Lets only system users in that hold a right on at least one of several Altinn resources. The same as <see cref="RequireAnySystemUserRightAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="resources">The resources' ids in Altinn's resource registry.</param>
    /// <param name="configure">Sets action, scope and party. Defaults to nothing: the owner's own data, the action by the method.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="ArgumentException">There is no id.</exception>
    public static TBuilder RequireAnySystemUserRight<TBuilder>(
        this TBuilder builder,
        IEnumerable<string> resources,
        Action<RequireAnySystemUserRightAttribute>? configure = null
    )
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(resources);
        var demand = new RequireAnySystemUserRightAttribute([.. resources]);
        configure?.Invoke(demand);
        RegistrationCheck.AddTo(builder);
        return builder.WithMetadata(demand);
    }

    /// <summary>Lets only Maskinporten tokens in that hold one of the scopes. The same as <see cref="RequireMaskinportenScopeAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="scopes">The scopes of which the token must hold one.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    /// <exception cref="ArgumentException">There is no scope, or one holds a character that no scope has.</exception>
    public static TBuilder RequireMaskinportenScope<TBuilder>(this TBuilder builder, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        RegistrationCheck.AddTo(builder);
        return builder.WithMetadata(new RequireMaskinportenScopeAttribute(scopes));
    }
}
