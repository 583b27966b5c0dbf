using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Outbound;

/// <summary>Address, subscription key and own token of a question belong together, also when the configuration changes while it waits.</summary>
public sealed class ChangedConfigurationTests
{
    private const string NewKey = "the-new-subscription-key";
    private const string NewAddress = "https://other.test";

    [Fact]
    public async Task A_queued_question_is_not_sent_to_the_old_address_with_the_new_key()
    {
        await using var host = NewHost(out var configuration, maxConcurrentCalls: 1);
        var release = host.Altinn.HoldPdp();
        host.Altinn.Other = (call, _) => StubAltinn.Json(StubAltinn.Permits(call));
        var first = DecideAsync(host, 1);
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 1);
        var queued = DecideAsync(host, 2);

        Change(configuration);
        release.SetResult();

        (await first).Outcome.ShouldBe(DecisionOutcome.Decided);
        (await host.RunAsync(queued)).Outcome.ShouldBe(DecisionOutcome.Unavailable);
        host.Altinn.PdpCalls.ShouldAllBe(call =>
            call.Headers["Ocp-Apim-Subscription-Key"] == DecisionHost.SubscriptionKey
        );
        host.Altinn.OtherCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_is_not_sent_when_the_address_changes_while_it_waits_for_the_own_token()
    {
        await using var host = NewHost(out var configuration);
        var grants = new TaskCompletionSource();
        var grant = host.Altinn.Grant;
        host.Altinn.Grant = async (call, cancellationToken) =>
        {
            await grants.Task;
            return await grant(call, cancellationToken);
        };
        var waiting = DecideAsync(host, 1);
        await Poll.UntilAsync(() => host.Altinn.GrantCalls.Count == 1);

        Change(configuration);
        grants.SetResult();

        (await host.RunAsync(waiting)).Outcome.ShouldBe(DecisionOutcome.Unavailable);
        host.Altinn.PdpCalls.ShouldBeEmpty();
        host.Altinn.OtherCalls.ShouldBeEmpty();
    }

    private static Task<DecisionAnswer> DecideAsync(DecisionHost host, int party) =>
        host
            .Engine.DecideAsync(Some.QuestionOfParty(party), host.Asker, TestContext.Current.CancellationToken)
            .AsTask();

    private static void Change(IConfigurationRoot configuration)
    {
        configuration["SystemUser:Altinn:BaseAddress"] = NewAddress;
        configuration["SystemUser:Altinn:SubscriptionKey"] = NewKey;
        configuration.Reload();
    }

    private static DecisionHost NewHost(out IConfigurationRoot configuration, int maxConcurrentCalls = 64)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["SystemUser:Altinn:BaseAddress"] = Some.Pdp,
                    ["SystemUser:Altinn:SubscriptionKey"] = DecisionHost.SubscriptionKey,
                }
            )
            .Build();
        configuration = settings;
        var host = new DecisionHost(
            options =>
            {
                options.Altinn.BaseAddress = settings["SystemUser:Altinn:BaseAddress"];
                options.Altinn.SubscriptionKey = settings["SystemUser:Altinn:SubscriptionKey"];
                options.Decisions.MaxConcurrentCalls = maxConcurrentCalls;
            },
            services => ConfigurationServices.ReadSection(services, settings.GetSection("SystemUser"))
        );
        _ = host.Engine;
        return host;
    }
}
