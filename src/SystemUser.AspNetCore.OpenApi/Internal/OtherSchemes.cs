using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>Declares the schemes of a policy that satisfies a demand too, each as an alternative to <c>Maskinporten</c>.</summary>
internal static class OtherSchemes
{
    public static async Task DeclareAsync(
        OpenApiOperation operation,
        OpenApiDocument document,
        EndpointDemands demands,
        IServiceProvider services
    )
    {
        var known = document.Components!.SecuritySchemes!;
        foreach (var name in demands.OrSchemes)
        {
            if (!known.ContainsKey(name) && await DescribeAsync(name, services) is { } scheme)
            {
                known.Add(name, scheme);
            }

            if (known.ContainsKey(name))
            {
                operation.Security!.Add(new() { [new OpenApiSecuritySchemeReference(name, document)] = [] });
            }
        }
    }

    /// <summary>Describes the schemes that the framework has; what others ask for, the app says itself, under the scheme's name.</summary>
    private static async Task<OpenApiSecurityScheme?> DescribeAsync(string name, IServiceProvider services)
    {
        var handler = (
            await services.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(name)
        )?.HandlerType;
        return typeof(AuthenticationHandler<JwtBearerOptions>).IsAssignableFrom(handler)
                ? new()
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                }
            : typeof(AuthenticationHandler<CookieAuthenticationOptions>).IsAssignableFrom(handler)
                ? new()
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = services
                        .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
                        .Get(name)
                        .Cookie.Name,
                }
            : null;
    }
}
