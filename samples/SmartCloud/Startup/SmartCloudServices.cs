using System.Text.Unicode;
using Altinn.ApiClients.Maskinporten.Interfaces;
using Altinn.ApiClients.Maskinporten.Services;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Http;
using SmartCloud.Keys;
using SmartCloud.KravOgBetalinger;
using SmartCloud.Maskinporten;
using SmartCloud.Registration;
using SmartCloud.State;
using SmartCloud.Texts;

namespace SmartCloud.Startup;

/// <summary>Registers SmartCloud: start reading here.</summary>
internal static class SmartCloudServices
{
    private const int Kilobyte = 1024;

    /// <summary>Registers everything that SmartCloud is made of.</summary>
    /// <param name="builder">The app's builder.</param>
    public static void AddSmartCloud(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<SmartCloudOptions>()
            .Bind(
                builder.Configuration.GetSection(SmartCloudOptions.Section),
                binder => binder.ErrorOnUnknownConfiguration = true
            )
            .ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<SmartCloudOptions>, SmartCloudDefaults>();
        services.AddSingleton<IValidateOptions<SmartCloudOptions>, SmartCloudOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<StateFolder>().AddSingleton<StateStore>().AddSingleton<ClientKeys>();
        services.AddSingleton<MaskinportenTokens>();
        services
            .AddSingleton<TokenCache>()
            .AddSingleton<ITokenCacheProvider>(provider => provider.GetRequiredService<TokenCache>());
        services.AddTransient<TokenAnswers>();
        services.AddOutboundClient<MaskinportenService>(64 * Kilobyte).AddHttpMessageHandler<TokenAnswers>();
        services.AddOutboundClient<AltinnCalls>(1024 * Kilobyte);
        services.AddScoped<SystemRegister>().AddScoped<SystemUserRequests>().AddScoped<SystemUsers>();
        services.AddSingleton<CustomerRegister>().AddSingleton<CustomerLocks>();
        services.AddScoped<ChangeRequests>().AddScoped<RightsChanges>();
        services.AddScoped<CustomerConnections>().AddScoped<ConnectionChecks>().AddScoped<ConnectionDiagnosis>();
        services.AddScoped<SystemRegistration>().AddSingleton<SystemDescriptions>();
        services.AddOutboundClient<SandboxClients>(64 * Kilobyte);
        services.AddOutboundClient<KravOgBetalingerClient>(8 * 1024 * Kilobyte);
        services.AddScoped<CustomerData>();
        services.AddHostedService<FirstCustomers>().AddHostedService<WaitingCustomers>();
        services.AddHostedService<LoopbackGuard>().AddHostedService<Companions>();
        services
            .AddHttpClient<CompanionProcesses>(client => client.Timeout = TimeSpan.FromSeconds(2))
            .RemoveAllLoggers();

        services.AddHttpContextAccessor().AddSingleton<Words>();
        services.AddRazorPages();
        // Norwegian letters need no encoding; what could end a text or begin a tag is encoded all the same.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddAntiforgery(options => options.Cookie.Name = "smartcloud.antiforgery");
        services.AddDataProtection();
        // Kept with the rest: a form that was open before a restart is still good after it.
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, FormKeys>();
    }
}
