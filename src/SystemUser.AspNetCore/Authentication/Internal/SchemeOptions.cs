using System.IdentityModel.Tokens.Jwt;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Sets the options of the scheme <c>Maskinporten</c> after everybody else: of the app's there remain its events and the audiences that it demands.</summary>
internal sealed class SchemeOptions(
    MaskinportenEventServices services,
    MaskinportenMetadataSource metadata,
    LiveOptions options,
    TimeProvider clock
) : IPostConfigureOptions<JwtBearerOptions>
{
    public void PostConfigure(string? name, JwtBearerOptions scheme)
    {
        if (name != MaskinportenDefaults.AuthenticationScheme)
        {
            return;
        }

        scheme.Events = new MaskinportenEvents(scheme.Events ?? new JwtBearerEvents(), Audiences(scheme), services);
        scheme.Configuration = null;
        scheme.ConfigurationManager = (IConfigurationManager<OpenIdConnectConfiguration>)metadata;
        scheme.RefreshOnIssuerKeyNotFound = false;
        scheme.TokenValidationParameters = Parameters();
        scheme.IncludeErrorDetails = false;
        scheme.SaveToken = false;
        scheme.ForwardAuthenticate = null;
        scheme.ForwardDefault = null;
        scheme.ForwardDefaultSelector = null;
        try
        {
            ResetValidators(scheme);
        }
        catch (MissingMethodException)
        {
            // A line of JwtBearer that no longer has the list has no use for it either.
        }
    }

    private static string[] Audiences(JwtBearerOptions scheme)
    {
        var parameters = scheme.TokenValidationParameters;
        if (parameters is null || !parameters.ValidateAudience)
        {
            return [];
        }

        return
        [
            .. (parameters.ValidAudiences ?? [])
                .Append(parameters.ValidAudience)
                .Append(scheme.Audience)
                .Where(audience => !string.IsNullOrEmpty(audience))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    // With an empty list, the floor's handler writes the token into an exception's message, which is logged.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ResetValidators(JwtBearerOptions scheme)
    {
#pragma warning disable CS0618 // obsolete in newer lines, which use it when an app tells them to
        scheme.SecurityTokenValidators.Clear();
        scheme.SecurityTokenValidators.Add(new JwtSecurityTokenHandler());
#pragma warning restore CS0618
    }

    private TokenValidationParameters Parameters() =>
        new()
        {
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateIssuer = true,
            IssuerValidator = (issuer, _, _) =>
                issuer == options.Current.Maskinporten.Issuer
                    ? issuer
                    : throw new SecurityTokenInvalidIssuerException(TokenFault.WrongIssuer.Sentence()),
            ValidateLifetime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsInTime(notBefore, expires),
            AudienceValidator = (_, _, _) => true, // checked by the strict reading, which also knows when there is none
        };

    private bool IsInTime(DateTime? notBefore, DateTime? expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var skew = options.Current.Maskinporten.ClockSkew;
        return now - skew < expires && !(now + skew < notBefore);
    }
}
