using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Start.Internal;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing.Internal;

/// <summary>Turns an app's configuration and its outbound calls towards a sandbox; everything else stays the app's.</summary>
internal static class SandboxedApp
{
    // What an app may have set in place of the sandbox's values, and would be in their way.
    private static readonly string[] s_displaced =
    [
        "SystemUser:Environment",
        "SystemUser:Client:PrivateKeyPem",
        "SystemUser:Client:PrivateKeyPath",
        "SystemUser:Client:CertificatePath",
        "SystemUser:Client:CertificatePassword",
        "SystemUser:Client:CertificateThumbprint",
        "SystemUser:Client:KeyId",
        "SystemUser:Client:PreviousPrivateJwk",
    ];

    public static void Configure(IWebHostBuilder builder, ScriptedSandbox sandbox, bool setClock, bool ownsSandbox)
    {
        // Settings reach an app that reads its configuration while it is being built; the rest overrules its files.
        foreach (var (key, value) in sandbox.Configuration)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(Configuration(sandbox)));
        builder.ConfigureTestServices(services => AddServices(services, sandbox, setClock, ownsSandbox));
    }

    public static IEnumerable<KeyValuePair<string, string?>> Configuration(ScriptedSandbox sandbox) =>
        s_displaced.Select(key => KeyValuePair.Create(key, (string?)null)).Concat(sandbox.Configuration);

    public static void AddServices(
        IServiceCollection services,
        ScriptedSandbox sandbox,
        bool setClock,
        bool ownsSandbox
    )
    {
        services.AddSingleton(_ => new SandboxTransport(sandbox, ownsSandbox));
        services.AddTransient<IStartupFilter>(_ => new UnarrangedCallFilter(sandbox));
        services.Configure<StartCheckOptions>(checks => checks.WarmUp = false); // a test sees the calls that it causes, and no others
        services.AddHttpClient();
        foreach (var name in new[] { SystemUserHttpClients.Maskinporten, SystemUserHttpClients.Altinn })
        {
            services
                .AddOptions<HttpClientFactoryOptions>(name)
                .PostConfigure<SandboxTransport>(
                    (options, transport) =>
                        options.HttpMessageHandlerBuilderActions.Add(handler =>
                            handler.PrimaryHandler = transport.CreateHandler()
                        )
                );
        }

        if (setClock)
        {
            services.Replace(ServiceDescriptor.Singleton(sandbox.TimeProvider));
        }
    }
}
