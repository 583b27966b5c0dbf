using System.Net;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class RateLimitTests
{
    private const string Path = "/v1/regnskapssystem/egen/aapnekrav";

    [Theory]
    [InlineData("RequestsPerSecond", "0")]
    [InlineData("Burst", "0")]
    [InlineData("Burst", "-1")]
    [InlineData("Burst", "many")]
    public void The_start_stops_with_the_key_when_a_rate_limit_is_invalid(string name, string value)
    {
        using var app = SampleApp.With(builder => builder.UseSetting($"RateLimit:{name}", value));

        Should.Throw<Exception>(app.CreateClient).Message.ShouldContain($"RateLimit:{name}");
    }

    [Fact]
    public async Task Each_vendor_is_limited_by_itself_when_it_has_many_system_users()
    {
        using var app = SampleApp.With(builder =>
            builder.UseSetting("RateLimit:Burst", "2").UseSetting("RateLimit:RequestsPerSecond", "1")
        );
        app.Sandbox.Pdp.Permit();
        var cancel = TestContext.Current.CancellationToken;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => app.CreateClient("310904473").GetAsync(Path, cancel))
        );
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);
        var answer = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        await answer.ShouldBeFeilAsync(HttpStatusCode.TooManyRequests, "DAS-003");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        var other = app.Sandbox.SystemUser("310904473").WithScopes(SampleApp.Scope).WithVendor("974761076");
        (await app.CreateClient(other).GetAsync(Path, cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.CreateClient().GetAsync("/health/live", cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
