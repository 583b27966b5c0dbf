using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Sets the options of the scheme <c>Maskinporten</c> after everybody else: of the app's there remain its events and the audiences that it demands.</summary>
internal sealed class SchemeOptions(MaskinportenEventServices services, MaskinportenMetadataSource metadata)
    : IPostConfigureOptions<JwtBearerOptions>
{
    public void PostConfigure(string? name, JwtBearerOptions scheme)
    {
        if (name != MaskinportenDefaults.AuthenticationScheme)
        {
            return;
        }

        scheme.Events = new MaskinportenEvents(scheme.Events ?? new JwtBearerEvents(), Audiences(scheme), services);
        scheme.TokenHandlers.Clear(); // the events verify; should the handler ever get there, it finds nothing that accepts
        scheme.TokenValidationParameters = new TokenValidationParameters();
        scheme.Configuration = null;
        scheme.ConfigurationManager = (IConfigurationManager<OpenIdConnectConfiguration>)metadata;
        scheme.RefreshOnIssuerKeyNotFound = false;
        scheme.IncludeErrorDetails = false;
        scheme.SaveToken = false;
        scheme.ForwardAuthenticate = null;
        scheme.ForwardChallenge = null;
        scheme.ForwardForbid = null;
        scheme.ForwardDefault = null;
        scheme.ForwardDefaultSelector = null;
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
                .OfType<string>()
                .Where(audience => audience.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}

/// <summary>Stops the start when the app has set aside the events that guard the scheme.</summary>
internal sealed class SchemeOptionsValidator : IValidateOptions<JwtBearerOptions>
{
    private const string Scheme = MaskinportenDefaults.AuthenticationScheme;

    public ValidateOptionsResult Validate(string? name, JwtBearerOptions options) =>
        name != Scheme ? ValidateOptionsResult.Skip
        : options.EventsType is not null
            ? ValidateOptionsResult.Fail(
                $"'EventsType' is set on the scheme '{Scheme}', which would take the place of the package's own checks. "
                    + "Set 'Events' instead: AddMaskinporten(options => options.Events = new MyEvents())."
            )
        : options.Events is not MaskinportenEvents
            ? ValidateOptionsResult.Fail(
                $"'Events' of the scheme '{Scheme}' was set in a PostConfigure that runs after the package's own. "
                    + "Set it in AddMaskinporten(options => …) or in Configure."
            )
        : ValidateOptionsResult.Success;
}
