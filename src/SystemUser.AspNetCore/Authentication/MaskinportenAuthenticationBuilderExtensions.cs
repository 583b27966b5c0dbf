using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the scheme <c>Maskinporten</c> for those who compose authentication themselves.</summary>
public static class MaskinportenAuthenticationBuilderExtensions
{
    /// <summary>Adds the scheme <c>Maskinporten</c>, which <c>AddSystemUserAuthorization</c> also does, and lets the app add events of its own.</summary>
    /// <remarks>
    /// This extension can be safely called multiple times. It is the JwtBearer handler, under rules that
    /// <paramref name="configure"/> cannot loosen: <see cref="JwtBearerOptions.TokenValidationParameters"/>, the metadata's address
    /// and the token's place are the package's own. What remains the app's are <see cref="JwtBearerOptions.Events"/>, which may
    /// refuse, add to the principal and answer, and audiences, of which a token must then name one. The events run for every
    /// request, also when the token is recognized. The rules are configured in the section <c>SystemUser:Maskinporten</c>.
    /// </remarks>
    /// <param name="builder">The app's authentication builder.</param>
    /// <param name="configure">Sets events of the app's own. Defaults to none.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    public static AuthenticationBuilder AddMaskinporten(
        this AuthenticationBuilder builder,
        Action<JwtBearerOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.All(service => service.ServiceType != typeof(IConfigureOptions<SystemUserOptions>)))
        {
            ConfigurationServices.ReadApplicationSection(builder.Services);
        }

        AuthenticationServices.Add(builder.Services);
        if (configure is not null)
        {
            builder.Services.Configure(MaskinportenDefaults.AuthenticationScheme, configure);
        }

        return builder;
    }
}
