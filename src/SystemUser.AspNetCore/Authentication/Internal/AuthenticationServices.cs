using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>Registers the scheme <c>Maskinporten</c> and what verifies its tokens.</summary>
internal static class AuthenticationServices
{
    private const string Scheme = MaskinportenDefaults.AuthenticationScheme;

    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(MaskinportenEventServices)))
        {
            return; // a scheme can be added once only
        }

        ConfigurationServices.Add(services);
        AltinnServices.Add(services);
        services.AddMetrics();
        services.TryAddSingleton<SystemUserTelemetry>();
        services.TryAddSingleton<ProblemAnswer>();
        services.TryAddSingleton<ISystemUserProblemWriter, ProblemJsonWriter>();
        AuthorizationServices.AddTokenRule(services);
        services.AddSingleton<ValidatedTokens>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<TokenRecognition>();
        services.AddSingleton<MaskinportenEventServices>();
        services.AddAuthentication().AddJwtBearer(Scheme, options => options.Events ??= new JwtBearerEvents());
        ReplaceHandlerProvider(services);
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, SchemeOptions>();
        services.AddSingleton<IValidateOptions<JwtBearerOptions>, SchemeOptionsValidator>();
        services.AddSingleton<IPostConfigureOptions<AuthenticationOptions>, DefaultScheme>();
        services.AddOptions<JwtBearerOptions>(Scheme).ValidateOnStart();
    }

    /// <summary>Leaves one of the app's own alone.</summary>
    private static void ReplaceHandlerProvider(IServiceCollection services)
    {
        var registered = services.LastOrDefault(service =>
            service.ServiceType == typeof(IAuthenticationHandlerProvider)
        );
        if (
            registered is { IsKeyedService: false }
            && registered.ImplementationType == typeof(AuthenticationHandlerProvider)
        )
        {
            services.Replace(ServiceDescriptor.Scoped<IAuthenticationHandlerProvider, HandlerPerRequest>());
        }
    }
}

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

/// <summary>Gives each request its own handler of the scheme <c>Maskinporten</c>.</summary>
/// <remarks>
/// The framework keeps one for each scope of services. The parts of an OData <c>$batch</c> are requests of their own in one scope: they would all
/// be judged by the token of the first, and answered into its response.
/// </remarks>
internal sealed class HandlerPerRequest(IAuthenticationSchemeProvider schemes) : IAuthenticationHandlerProvider
{
    private AuthenticationHandlerProvider? _others;
    private Own? _own;

    public Task<IAuthenticationHandler?> GetHandlerAsync(HttpContext context, string authenticationScheme)
    {
        if (authenticationScheme != MaskinportenDefaults.AuthenticationScheme)
        {
            _others ??= new AuthenticationHandlerProvider(schemes);
            return _others.GetHandlerAsync(context, authenticationScheme);
        }

        var own = _own is { } last && ReferenceEquals(last.Request, context) ? last : new(context, MakeAsync(context));
        return (_own = own).Handler;
    }

    private async Task<IAuthenticationHandler?> MakeAsync(HttpContext context)
    {
        if (await schemes.GetSchemeAsync(MaskinportenDefaults.AuthenticationScheme) is not { } scheme)
        {
            return null;
        }

        var handler = (IAuthenticationHandler)
            ActivatorUtilities.GetServiceOrCreateInstance(context.RequestServices, scheme.HandlerType);
        await handler.InitializeAsync(scheme, context);
        return handler;
    }

    private sealed record Own(HttpContext Request, Task<IAuthenticationHandler?> Handler);
}
