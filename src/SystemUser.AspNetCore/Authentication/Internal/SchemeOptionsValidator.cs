using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authentication.Internal;

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
