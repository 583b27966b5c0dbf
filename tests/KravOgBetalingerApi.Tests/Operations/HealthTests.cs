using System.Net;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class HealthTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_answered_when_the_caller_is_anonymous(string path)
    {
        using var client = app.CreateClient();
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task Ready_is_healthy_when_altinn_is_down()
    {
        app.Sandbox.Pdp.Always.Fail(503);
        using var caller = app.CreateClient("310904473");
        await caller.GetAsync("/v1/regnskapssystem/egen/aapnekrav", TestContext.Current.CancellationToken);
        using var client = app.CreateClient();
        var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
