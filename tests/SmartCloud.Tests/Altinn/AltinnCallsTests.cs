using SmartCloud.Altinn;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Altinn;

public sealed class AltinnCallsTests
{
    private const string Path = FakeWorld.Altinn + "somewhere";
    private const string Exchange = FakeWorld.Altinn + "exchange/maskinporten";

    [Fact]
    public async Task The_exchanged_token_of_the_vendor_is_sent_when_altinn_is_called()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", Path, _ => Respond.Status(204));

        (await CallAsync(host)).ShouldHaveSucceeded().StatusCode.ShouldBe(204);

        host.World.Handler.CallsTo("GET", Exchange).ShouldHaveSingleItem().Bearer.ShouldBe("e30.e30.token1");
        var call = host.World.Handler.CallsTo("GET", Path).ShouldHaveSingleItem();
        call.Bearer.ShouldBe("e30.e30.token1-exchanged");
        call.Address.ShouldBe(new Uri("https://platform.tt02.altinn.no/authentication/api/v1/somewhere"));
        host.World.Assertions.ShouldHaveSingleItem()
            .GetProperty("scope")
            .GetString()!
            .Split(' ')
            .ShouldBe([
                "altinn:authentication/systemregister.write",
                "altinn:authentication/systemuser.request.read",
                "altinn:authentication/systemuser.request.write",
            ]);
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("\"a.b.c\"")]
    [InlineData("\"a.b.c\"\n")]
    public async Task The_exchanged_token_is_taken_when_it_is_text_or_json(string body)
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", Exchange, _ => Respond.Text(body)).On("GET", Path, _ => Respond.Status(204));

        (await CallAsync(host)).ShouldHaveSucceeded();

        host.World.Handler.CallsTo("GET", Path).ShouldHaveSingleItem().Bearer.ShouldBe("a.b.c");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>log in</html>")]
    [InlineData("a.b")]
    [InlineData("a.b.c\r\nX-Header: 1")]
    public async Task Nothing_is_sent_when_the_exchange_gives_no_token(string body)
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", Exchange, _ => Respond.Text(body));

        (await CallAsync(host)).ShouldHaveFailed(FailureKind.UnusableAnswer).From.ShouldBe(Service.Altinn);
    }

    [Fact]
    public async Task The_token_is_renewed_only_when_it_is_about_to_expire()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", Path, _ => Respond.Status(204));

        await CallAsync(host);
        await CallAsync(host);
        host.World.Handler.CallsTo("POST", "/token").Count().ShouldBe(1);

        host.Time.Advance(TimeSpan.FromSeconds(106));
        await CallAsync(host);
        host.World.Handler.CallsTo("POST", "/token").Count().ShouldBe(2);
        host.World.Handler.CallsTo("GET", Path).Last().Bearer.ShouldBe("e30.e30.token2-exchanged");
    }

    [Fact]
    public async Task The_token_is_renewed_once_when_it_is_not_accepted()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", Path, _ => Respond.Status(401));

        (await CallAsync(host)).ShouldHaveSucceeded().StatusCode.ShouldBe(401);

        host.World.Handler.CallsTo("GET", Path).Count().ShouldBe(2);
        host.World.Handler.CallsTo("GET", Exchange).Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_failure_names_altinn_when_the_exchange_is_down()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("GET", Exchange, _ => Respond.Status(503, retryAfterSeconds: 7));

        var failure = (await CallAsync(host)).ShouldHaveFailed(FailureKind.RetryLater);

        failure.From.ShouldBe(Service.Altinn);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    private static Task<Answer<ServiceReply>> CallAsync(SmartCloudHost host) =>
        host.WithAsync<AltinnCalls, Answer<ServiceReply>>(altinn =>
            altinn.SendAsync(HttpMethod.Get, "somewhere", body: null, TestContext.Current.CancellationToken)
        );
}
