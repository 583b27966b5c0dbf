using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Tests.Decisions;

namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>Everything from the decision engine to the wire as the package registers it, on a clock and a transport of the test's.</summary>
internal sealed class DecisionHost : IAsyncDisposable
{
    public const string SubscriptionKey = "the-subscription-key";
    public const string ClientId = "provider-client";

    private readonly ServiceProvider _services;

    public DecisionHost(
        Action<SystemUserOptions>? configure = null,
        Action<IServiceCollection>? register = null,
        TimeProvider? timeProvider = null
    )
    {
        Altinn = new(timeProvider ?? Clock);
        var services = new ServiceCollection();
        services.AddSingleton(timeProvider ?? Clock);
        services.AddLogging(logging =>
            logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Logs))
        );
        ConfigurationServices.Add(services);
        AltinnServices.Add(services);
        DecisionServices.Add(services);
        services.AddSingleton<IMaskinportenMetadataSource>(Metadata);
        foreach (var name in new[] { SystemUserHttpClients.Altinn, SystemUserHttpClients.Maskinporten })
        {
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => Altinn);
        }

        services.Configure<SystemUserOptions>(options =>
        {
            options.Maskinporten.Issuer = StubMetadata.Issuer;
            options.Maskinporten.MetadataAddress = StubMetadata.Issuer + "metadata";
            options.Altinn.BaseAddress = Some.Pdp;
            options.Altinn.SubscriptionKey = SubscriptionKey;
            options.Client.ClientId = ClientId;
            options.Client.PrivateJwk = TestKeys.PrivateJwk(TestKeys.First);
            configure?.Invoke(options);
        });
        register?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public PatientClock Clock { get; } = new();

    public StubAltinn Altinn { get; }

    public StubMetadata Metadata { get; } = new();

    public FakeLogCollector Logs { get; } = new();

    public IServiceProvider Services => _services;

    public IPolicyDecisionPoint Pdp => Services.GetRequiredService<IPolicyDecisionPoint>();

    public IAltinnTokenProvider Tokens => Services.GetRequiredService<IAltinnTokenProvider>();

    public IDecisionEngine Engine => Services.GetRequiredService<IDecisionEngine>();

    /// <summary>Who asks in the tests, unless they say otherwise: a token that lives for an hour, of the owner in <see cref="Some.Question"/>.</summary>
    public Asker Asker => new(Some.Question().Party, Clock.GetUtcNow() + TimeSpan.FromHours(1));

    /// <summary>Runs until done, moving the clock as far as retries and timeouts need.</summary>
    public Task<T> RunAsync<T>(ValueTask<T> task) => RunAsync(task.AsTask());

    public Task<T> RunAsync<T>(Task<T> task) =>
        Clock.AdvanceUntilAsync(task, TimeSpan.FromMinutes(1), () => Altinn.HoldsCalls);

    /// <summary>Asks a question, and runs until it is answered.</summary>
    public Task<DecisionAnswer> DecideAsync(DecisionQuestion? question = null) =>
        RunAsync(Engine.DecideAsync(question ?? Some.Question(), Asker, TestContext.Current.CancellationToken));

    /// <summary>Asks questions as a batch, and runs until all are answered.</summary>
    public Task<DecisionAnswer[]> DecideManyAsync(params DecisionQuestion[] questions) =>
        RunAsync(Engine.DecideManyAsync(questions, Asker, TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
