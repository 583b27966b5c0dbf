using System.Net;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Time;

public sealed class SandboxClockTests : WorldTest
{
    private const string Path = "/sandbox/clock";

    [Fact]
    public async Task Token_has_expired_when_the_clock_has_been_moved_past_it()
    {
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");

        var (status, clock) = await SendAsync(HttpMethod.Put, Path, null, """{"bySeconds":1801}""");
        status.ShouldBe(HttpStatusCode.OK);
        clock.GetProperty("offsetSeconds").GetInt64().ShouldBe(1801);
        clock.GetProperty("now").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow().AddSeconds(1801));
        (await AskStatusAsync(token)).ShouldBe(HttpStatusCode.Unauthorized);

        (await SendAsync(HttpMethod.Delete, Path)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await AskStatusAsync(token)).ShouldNotBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"bySeconds":"tomorrow"}""")]
    [InlineData("""{"bySeconds":9223372036854775807}""")]
    [InlineData("""{"bySeconds":-400000000}""")]
    public async Task Clock_stays_when_it_is_moved_nowhere_or_too_far(string order)
    {
        (await SendAsync(HttpMethod.Put, Path, null, order)).Status.ShouldBe(HttpStatusCode.BadRequest);

        Host.Get<TimeProvider>().GetUtcNow().ShouldBe(Clock.GetUtcNow());
    }

    private async Task<HttpStatusCode> AskStatusAsync(string token) =>
        (await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", token, "{}")).Status;
}
