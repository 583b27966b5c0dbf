using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Benchmarks.Engine;

/// <summary>The decision engine as the package registers it, over a transport without a network.</summary>
internal static class EngineHost
{
    public static readonly Asker Asker = new(OrganizationNumber.Parse("310904473"), DateTimeOffset.MaxValue);

    private const string Address = "https://altinn.test";

    private static readonly SystemUserId s_systemUser = SystemUserId.Parse("47caea5b-a80b-4343-b1d3-31eb523a4e28");

    private static readonly SystemUserRight s_right = new("ske-krav-og-betalinger", "read");

    public static IDecisionEngine Create(Action<DecisionOptions>? configure = null)
    {
        var services = new ServiceCollection();
        ConfigurationServices.Add(services);
        AltinnServices.Add(services);
        DecisionServices.Add(services);
        services
            .AddHttpClient(SystemUserHttpClients.Altinn)
            .ConfigurePrimaryHttpMessageHandler(() => new InMemoryAltinn());
        services.AddSingleton<IAltinnTokenProvider, FixedToken>();
        services.Configure<SystemUserOptions>(options =>
        {
            options.Maskinporten.Issuer = "https://maskinporten.test/";
            options.Maskinporten.MetadataAddress = "https://maskinporten.test/metadata";
            options.Altinn.BaseAddress = Address;
            options.Altinn.SubscriptionKey = "key";
            options.Decisions.UncachedPerSystemUserPerMinute = 0;
            configure?.Invoke(options.Decisions);
        });
        return services.BuildServiceProvider().GetRequiredService<IDecisionEngine>();
    }

    public static DecisionQuestion Question(int party) =>
        new(
            Address,
            s_systemUser,
            OrganizationNumber.Parse(string.Create(CultureInfo.InvariantCulture, $"{300_000_000 + party}")),
            s_right
        );
}
