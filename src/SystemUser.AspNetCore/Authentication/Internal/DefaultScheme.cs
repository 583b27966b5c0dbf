using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Keeps the default scheme what it would be without the package.</summary>
/// <remarks>
/// The framework takes a scheme that is alone as the default. Beside <c>Maskinporten</c> the app's only scheme is no longer alone, so it is
/// named; the app's endpoints would else refuse their own callers.
/// </remarks>
internal sealed class DefaultScheme : IPostConfigureOptions<AuthenticationOptions>
{
    private const string SuppressAutoDefaultScheme = "Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme";

    public void PostConfigure(string? name, AuthenticationOptions options)
    {
        string[] others =
        [
            .. options
                .Schemes.Select(scheme => scheme.Name)
                .Where(scheme => scheme != MaskinportenDefaults.AuthenticationScheme),
        ];
        if (options.DefaultScheme is null && others.Length == 1 && !IsSuppressed())
        {
            options.DefaultScheme = others[0];
        }
    }

    private static bool IsSuppressed() =>
        AppContext.TryGetSwitch(SuppressAutoDefaultScheme, out var isSuppressed) && isSuppressed;
}
