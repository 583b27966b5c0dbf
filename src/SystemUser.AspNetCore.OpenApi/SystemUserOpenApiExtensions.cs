using Microsoft.AspNetCore.OpenApi;
using SystemUser.AspNetCore.OpenApi.Internal;

namespace SystemUser.AspNetCore.OpenApi;

/// <summary>Describes rights, scopes and refusals in an API's OpenAPI document.</summary>
public static class SystemUserOpenApiExtensions
{
    /// <summary>
    /// Adds, to every operation that demands a system user's right or a Maskinporten scope, the bearer scheme with the scopes, the right,
    /// and the 400, 401, 403, 404, 429 and 503 answers that the demand can give.
    /// </summary>
    /// <remarks>This extension can be safely called multiple times; the first call's choices count.</remarks>
    /// <param name="options">The options of the document.</param>
    /// <param name="configure">Says what the bodies of those answers are, if the app writes its own. Defaults to <c>application/problem+json</c>.</param>
    /// <returns>A reference to <paramref name="options"/> after the operation has completed.</returns>
    public static OpenApiOptions AddSystemUserRights(
        this OpenApiOptions options,
        Action<SystemUserOpenApiOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var choices = new SystemUserOpenApiOptions();
        configure?.Invoke(choices);
        return options.AddOperationTransformer(new SystemUserOperationTransformer(choices));
    }
}
