using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Tests;

public sealed class HealthCheckTests
{
    private readonly ServiceProvider _services;

    public HealthCheckTests()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddHealthChecks().AddSystemUser();
        services.AddHealthChecks().AddSystemUser(); // twice does no harm
        _services = services.BuildServiceProvider();
    }

    [Fact]
    public async Task Health_reports_what_was_last_seen_of_each_service_and_is_at_worst_degraded()
    {
        var states = _services.GetRequiredService<DependencyStates>();
        var now = TimeProvider.System.GetUtcNow();

        (await Check()).Status.ShouldBe(HealthStatus.Degraded); // nothing has answered yet

        states.Metadata.Succeeded(now);
        states.OwnToken.Succeeded(now);
        states.PolicyDecisionPoint.Failed(now, "HTTP 503");
        var report = await Check();
        report.Status.ShouldBe(HealthStatus.Degraded);
        report.Entries["systemuser-pdp"].Description.ShouldNotBeNull().ShouldContain("HTTP 503");
        report.Entries["systemuser-token"].Status.ShouldBe(HealthStatus.Healthy);

        states.PolicyDecisionPoint.Succeeded(now);
        (await Check()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Health_checks_have_no_tags() =>
        (await Check()).Entries.Values.ShouldAllBe(entry => !entry.Tags.Any());

    private Task<HealthReport> Check() =>
        _services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
}
