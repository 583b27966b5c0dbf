using System.Net;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class HealthTests(SampleApp app) : IClassFixture<SampleApp>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Answers_anybody(string path)
    {
        using var client = app.CreateClient();
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task Does_not_depend_on_altinn()
    {
        app.Sandbox.Pdp.Always.Fail(503);
        using var caller = app.CreateClient("310904473");
        await caller.GetAsync("/v1/regnskapssystem/egen/aapnekrav", TestContext.Current.CancellationToken);
        using var client = app.CreateClient();
        var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
