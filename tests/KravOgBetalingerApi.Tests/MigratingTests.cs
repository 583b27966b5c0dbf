using System.Net;
using KravOgBetalingerApi.Tests.Examples;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests;

/// <summary>What docs/migrating.md promises: the new check beside the old one decides nothing and says where they differ; then it decides alone.</summary>
[Collection(Alone.Name)]
public sealed class MigratingTests
{
    private const string Category = "KravOgBetalingerApi.Tests.Examples.BesideTheOldCheck";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/krav/310904473", HttpStatusCode.OK, null)]
    [InlineData(
        "/v1/krav/312714051",
        HttpStatusCode.OK,
        "The old check said True, the new one right-missing, for 312714051."
    )]
    [InlineData(
        "/v1/krav/310904473?isRefused=true",
        HttpStatusCode.Forbidden,
        "The old check said False, the new one granted, for 310904473."
    )]
    [InlineData("/v1/krav/312714051?isRefused=true", HttpStatusCode.Forbidden, null)]
    [InlineData("/v1/typed/312714051?isRefused=true", HttpStatusCode.Forbidden, null)]
    [InlineData(
        "/v1/typed/310904473?isRefused=true",
        HttpStatusCode.Forbidden,
        "The old check said False, the new one granted, for 310904473."
    )]
    [InlineData("/v1/krav/313367002", HttpStatusCode.OK, null)] // which the decision point cannot decide
    public async Task Difference_is_logged_and_nothing_is_changed_when_the_checks_stand_side_by_side(
        string path,
        HttpStatusCode status,
        string? difference
    )
    {
        var log = new FakeLogCollector();

        (await AskAsync(path, hasSwitched: false, log)).ShouldBe(status);

        log.GetSnapshot()
            .Where(record => record.Category == Category)
            .Select(record => record.Message)
            .ShouldBe(difference is null ? [] : [difference]);
    }

    [Theory]
    [InlineData("/v1/krav/310904473", HttpStatusCode.OK)]
    [InlineData("/v1/krav/312714051", HttpStatusCode.Forbidden)]
    public async Task New_check_decides_when_the_app_has_switched(string path, HttpStatusCode status) =>
        (await AskAsync(path, hasSwitched: true, new FakeLogCollector())).ShouldBe(status);

    private static async Task<HttpStatusCode> AskAsync(string path, bool hasSwitched, FakeLogCollector log)
    {
        await using var sandbox = new ScriptedSandbox();
        using var provider = new FakeLoggerProvider(log);
        await using var app = MigratingApp.Build(sandbox, hasSwitched, provider);
        await app.StartAsync(Cancel);
        var token = sandbox.SystemUser(owner: "310904473").WithScopes("skatteetaten:kravogbetalinger");
        sandbox.Pdp.For(party: "310904473").Permit();
        sandbox.Pdp.For(party: "312714051").NotApplicable();
        sandbox.Pdp.For(party: "313367002").Indeterminate();
        using var client = app.GetTestClient().AuthenticateAs(token);
        using var answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }
}
