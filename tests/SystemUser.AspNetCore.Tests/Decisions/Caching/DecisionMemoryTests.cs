using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions.Caching;

public sealed class DecisionMemoryTests
{
    [Fact]
    public async Task A_permit_is_not_kept_for_a_lifetime_that_changed_while_it_was_stored()
    {
        var configuration = new ConfigurationManager { ["SystemUser:Decisions:PermitLifetime"] = "00:05:00" };
        var clock = new HookedClock();
        await using var host = new DecisionHost(
            register: services =>
                services.AddSingleton<IConfigureOptions<SystemUserOptions>>(
                    new OptionsSource(configuration.GetSection("SystemUser"), "SystemUser")
                ),
            timeProvider: clock
        );
        var memory = host.Services.GetRequiredService<DecisionMemory>();
        var question = Some.Question();
        memory.TryGet(question, out _).ShouldBeFalse();
        clock.Asked = () =>
        {
            clock.Asked = null;
            configuration["SystemUser:Decisions:PermitLifetime"] = "00:00:00";
            ((IConfigurationRoot)configuration).Reload();
        };

        memory.Remember(
            new DecisionFlight(question, new Asker(question.Party, clock.Start.AddHours(1)), memory.Stamp),
            new PolicyDecision(Decision.Permit, []),
            clock.Start
        );

        host.Services.GetRequiredService<LiveOptions>().Current.Decisions.PermitLifetime.ShouldBe(TimeSpan.Zero);
        memory.TryGet(question, out _).ShouldBeFalse();
    }

    /// <summary>Runs something the next time that somebody asks what time it is.</summary>
    private sealed class HookedClock : FakeTimeProvider
    {
        public Action? Asked { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Asked?.Invoke();
            return base.GetUtcNow();
        }
    }
}
