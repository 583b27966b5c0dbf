using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
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
