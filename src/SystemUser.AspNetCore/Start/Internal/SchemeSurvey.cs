using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Finds whether a policy's schemes come to <c>Maskinporten</c>: by name, as default, or by forwarding.</summary>
internal sealed class SchemeSurvey(
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<PolicySchemeOptions> policySchemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    IOptionsMonitor<JwtBearerOptions> bearers
)
{
    /// <summary>Tells whether the scheme can speak in a policy.</summary>
    /// <param name="named">The policy's schemes; if none, it is the default scheme.</param>
    public SurveyedEndpoint.Reach Find(IReadOnlyList<string> named)
    {
        // The host builds its pipeline synchronously; scheme providers answer from memory.
        return named.Count > 0
            ? named.Max(name => Find(name, []))
            : Find(schemes.GetDefaultAuthenticateSchemeAsync().GetAwaiter().GetResult()?.Name, []);
    }

    private SurveyedEndpoint.Reach Find(string? name, HashSet<string> seen)
    {
        if (name is null || !seen.Add(name))
        {
            return SurveyedEndpoint.Reach.No;
        }

        if (name == MaskinportenDefaults.AuthenticationScheme)
        {
            return SurveyedEndpoint.Reach.Yes;
        }

        var options = OptionsOf(name);
        return options?.ForwardAuthenticate is { } always ? Find(always, seen)
            : options?.ForwardDefaultSelector is not null ? SurveyedEndpoint.Reach.Perhaps
            : Find(options?.ForwardDefault, seen);
    }

    /// <summary>Gets the options of the handlers that apps forward from; of others it is not known that they do.</summary>
    private AuthenticationSchemeOptions? OptionsOf(string name)
    {
        try
        {
            var handler = schemes.GetSchemeAsync(name).GetAwaiter().GetResult()?.HandlerType;
            return typeof(AuthenticationHandler<PolicySchemeOptions>).IsAssignableFrom(handler)
                    ? policySchemes.Get(name)
                : typeof(AuthenticationHandler<CookieAuthenticationOptions>).IsAssignableFrom(handler)
                    ? cookies.Get(name)
                : typeof(AuthenticationHandler<JwtBearerOptions>).IsAssignableFrom(handler) ? bearers.Get(name)
                : null;
        }
        catch (Exception)
        {
            return null; // A scheme whose options are faulty fails its own requests; it is no reason to stop all others.
        }
    }
}
