using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Makes <c>Maskinporten</c> the default scheme where the app has named none.</summary>
internal sealed class DefaultScheme : IPostConfigureOptions<AuthenticationOptions>
{
    public void PostConfigure(string? name, AuthenticationOptions options)
    {
        if (options is { DefaultScheme: null, DefaultAuthenticateScheme: null })
        {
            options.DefaultScheme = MaskinportenDefaults.AuthenticationScheme;
        }
    }
}
