using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Maskinporten;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Maskinporten;

public sealed class MaskinportenClientTests
{
    private static readonly TokenRequest Vendor = new(SystemKind.Standard, "a:b");

    [Fact]
    public async Task Asks_for_a_token_with_the_jwt_bearer_grant()
    {
        await using var host = await SmartCloudHost.StartAsync();

        var token = (await FetchAsync(host)).ShouldHaveSucceeded();

        token.Value.ShouldBe("e30.e30.token1");
        token.ExpiresAt.ShouldBe(host.Time.GetUtcNow().AddSeconds(120));
        var call = host.World.Handler.Calls.ShouldHaveSingleItem();
        call.Address.ShouldBe(new Uri("https://test.maskinporten.no/token"));
        call.ContentType.ShouldBe("application/x-www-form-urlencoded");
        FakeWorld.Form(call)["grant_type"].ShouldBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
        FakeWorld.Form(call).AllKeys.ShouldBe(["grant_type", "assertion"]);
    }

    [Theory]
    [InlineData(
        400,
        "invalid_altinn_customer_configuration",
        "No system user (MP-303)",
        FailureKind.NoSystemUser,
        "MP-303"
    )]
    [InlineData(400, "invalid_request", "MP-303 invalid values", FailureKind.NoSystemUser, "MP-303")]
    [InlineData(403, "access_denied", "MP-250 The consumer lacks the scope", FailureKind.ScopeMissing, "MP-250")]
    [InlineData(400, "invalid_scope", "MP-200 Unknown scope", FailureKind.ScopeMissing, "MP-200")]
    [InlineData(401, "invalid_client", "Client not found", FailureKind.ClientUnknown, "invalid_client")]
    [InlineData(400, "invalid_grant", "MP-110 Wrong aud", FailureKind.Rejected, "MP-110")]
    [InlineData(500, "server_error", "Oops", FailureKind.ServiceFault, "server_error")]
    public async Task Knows_what_each_error_means(
        int status,
        string error,
        string description,
        FailureKind kind,
        string code
    )
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On(
            "POST",
            "/token",
            _ => Respond.Json($$"""{"error":"{{error}}","error_description":"{{description}}"}""", status)
        );

        var failure = (await FetchAsync(host)).ShouldHaveFailed(kind);

        failure.From.ShouldBe(Service.Maskinporten);
        failure.Code.ShouldBe(code);
        failure.Detail.ShouldBe(description);
        failure.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"access_token":"","expires_in":120}""")]
    [InlineData("""{"access_token":"e30.e30.x","expires_in":0}""")]
    [InlineData("""{"access_token":"e30.e30.x","expires_in":"120x"}""")]
    [InlineData("""{"access_token":"e30.e30.x\\r\\nX-Header: 1","expires_in":120}""")]
    [InlineData("""{"access_token":"opaque","expires_in":120}""")]
    [InlineData("null")]
    public async Task Takes_no_answer_that_holds_no_token(string body)
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", _ => Respond.Json(body));

        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Fact]
    public async Task Reads_no_more_than_an_answer_can_hold()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", _ => Respond.Text(new string(' ', 64 * 1024 + 1)));

        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Fact]
    public async Task Says_that_nobody_answers()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", _ => throw new HttpRequestException("refused"));

        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.Unreachable).From.ShouldBe(Service.Maskinporten);
    }

    [Fact]
    public async Task Lets_the_caller_hang_up()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On(
            "POST",
            "/token",
            async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return Respond.Status(200);
            }
        );
        using var cancelled = new CancellationTokenSource();
        var fetch = host.WithAsync<MaskinportenClient, Answer<AccessToken>>(one =>
            one.FetchAsync(Vendor, cancelled.Token)
        );
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(fetch);
    }

    private static Task<Answer<AccessToken>> FetchAsync(SmartCloudHost host) =>
        host.WithAsync<MaskinportenClient, Answer<AccessToken>>(one =>
            one.FetchAsync(Vendor, TestContext.Current.CancellationToken)
        );
}
