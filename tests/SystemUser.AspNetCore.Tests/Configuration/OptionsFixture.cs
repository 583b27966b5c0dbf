using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Configuration;

internal static class OptionsFixture
{
    public static string PrivateJwk { get; } = TestKeys.PrivateJwk(TestKeys.First);

    public static Dictionary<string, string?> Good =>
        new()
        {
            ["SystemUser:Environment"] = "Test",
            ["SystemUser:Altinn:SubscriptionKey"] = "subscription-key",
            ["SystemUser:Client:ClientId"] = "provider-client",
            ["SystemUser:Client:PrivateJwk"] = PrivateJwk,
        };

    public static ServiceProvider Services(IConfiguration configuration) =>
        Services(configuration, services => services.AddSystemUserAuthorization());

    public static ServiceProvider Services(IConfiguration configuration, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDistributedMemoryCache();
        services.AddSingleton(configuration);
        add(services);
        return services.BuildServiceProvider();
    }

    public static SystemUserOptions Read(params (string Key, string? Value)[] changes)
    {
        using var services = Services(Configuration(changes));
        return services.GetRequiredService<LiveOptions>().Current;
    }

    /// <summary>Reads the options as an app in Development does.</summary>
    public static SystemUserOptions ReadInDevelopment(params (string Key, string? Value)[] changes)
    {
        using var services = Services(Configuration(changes), InDevelopment);
        return services.GetRequiredService<LiveOptions>().Current;
    }

    public static string[] Faults(params (string Key, string? Value)[] changes) =>
        Faults(services => services.AddSystemUserAuthorization(), changes);

    public static string[] FaultsInDevelopment(params (string Key, string? Value)[] changes) =>
        Faults(InDevelopment, changes);

    private static string[] Faults(Action<IServiceCollection> add, (string Key, string? Value)[] changes)
    {
        using var services = Services(Configuration(changes), add);
        return
        [
            .. Should
                .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
                .Failures,
        ];
    }

    private static void InDevelopment(IServiceCollection services)
    {
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        services.AddSystemUserAuthorization();
    }

    private static IConfiguration Configuration((string Key, string? Value)[] changes)
    {
        var values = Good;
        foreach (var (key, value) in changes)
        {
            values[$"SystemUser:{key}"] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
