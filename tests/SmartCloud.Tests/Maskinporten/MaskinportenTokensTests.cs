using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Maskinporten;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Maskinporten;

public sealed class MaskinportenTokensTests
{
    private static readonly TokenRequest s_vendor = new(SystemKind.Standard, "a:b");

    [Fact]
    public async Task A_token_is_asked_for_with_the_jwt_bearer_grant_when_none_is_kept()
    {
        await using var host = await SmartCloudHost.StartAsync();

        var token = (await FetchAsync(host)).ShouldHaveSucceeded();

        token.Value.ShouldBe("e30.e30.token1");
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
    public async Task The_failure_says_what_is_wrong_when_maskinporten_answers_an_error(
        int status,
        string error,
        string description,
        Enum kind,
        string code
    )
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On(
            "POST",
            "/token",
            _ => Respond.Json($$"""{"error":"{{error}}","error_description":"{{description}}"}""", status)
        );

        var failure = (await FetchAsync(host)).ShouldHaveFailed((FailureKind)kind);

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
    public async Task There_is_no_token_when_the_answer_holds_none(string body)
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", _ => Respond.Json(body));

        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Fact]
    public async Task There_is_no_token_when_the_answer_is_larger_than_one_can_be()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", _ => Respond.Text(new string(' ', 64 * 1024 + 1)));

        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Fact]
    public async Task The_failure_says_unreachable_when_nobody_answers()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", _ => throw new HttpRequestException("refused"));

        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.Unreachable).From.ShouldBe(Service.Maskinporten);
    }

    [Fact]
    public async Task The_caller_waits_no_longer_when_it_hangs_up()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        host.World.Handler.On("POST", "/token", (_, _) => answer.Task);
        using var cancelled = new CancellationTokenSource();
        var fetch = host.Get<MaskinportenTokens>().GetAsync(s_vendor, cancelled.Token);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(fetch);
        answer.SetResult(Respond.Status(500));
    }

    [Fact]
    public async Task A_token_is_renewed_only_when_it_is_about_to_expire()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var first = await GetAsync(host);
        host.Time.Advance(TimeSpan.FromSeconds(104));
        (await GetAsync(host)).ShouldBe(first);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        (await GetAsync(host)).ShouldNotBe(first);
        host.World.Handler.CallsTo("POST", "/token").Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_token_is_another_when_it_is_for_another_system_user()
    {
        await using var host = await SmartCloudHost.StartAsync();
        host.World.Handler.On("POST", "/token", Numbered());
        var tokens = new List<string>();
        foreach (var owner in (string[])["310904473", "314250052"])
        {
            foreach (var reference in (string[])["reference-1", "reference-2"])
            {
                var systemUser = new SystemUserReference(OrganizationNumber.Parse(owner), reference);
                tokens.Add(await GetAsync(host, s_vendor with { SystemUser = systemUser }));
            }
        }

        tokens.ShouldBeUnique();
    }

    [Fact]
    public async Task A_token_is_fetched_once_when_many_wait_for_it()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = Numbered();
        host.World.Handler.On(
            "POST",
            "/token",
            async (call, _) =>
            {
                await gate.Task;
                return answer(call);
            }
        );
        var waiting = Enumerable.Range(0, 100).Select(_ => GetAsync(host)).ToArray();
        gate.SetResult();

        (await Task.WhenAll(waiting)).Distinct().ShouldHaveSingleItem();
        host.World.Handler.CallsTo("POST", "/token").Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_not_remembered_when_the_next_fetch_succeeds()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var isUp = false;
        var answer = Numbered();
        host.World.Handler.On("POST", "/token", call => isUp ? answer(call) : Respond.Status(500));
        (await FetchAsync(host)).ShouldHaveFailed(FailureKind.ServiceFault);
        isUp = true;

        (await GetAsync(host)).ShouldBe("e30.e30.token1");
    }

    [Fact]
    public async Task Only_the_refused_token_is_forgotten_when_another_has_replaced_it()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var refused = (await FetchAsync(host)).ShouldHaveSucceeded();
        host.Get<MaskinportenTokens>().Forget(refused);
        var fresh = await GetAsync(host);
        host.Get<MaskinportenTokens>().Forget(refused);

        (await GetAsync(host)).ShouldBe(fresh);
        host.World.Handler.CallsTo("POST", "/token").Count().ShouldBe(2);
    }

    private static Func<Call, HttpResponseMessage> Numbered()
    {
        var count = 0;
        return _ => Respond.Json($$"""{"access_token":"e30.e30.token{{++count}}","expires_in":120}""");
    }

    private static Task<Answer<AccessToken>> FetchAsync(SmartCloudHost host) =>
        host.Get<MaskinportenTokens>().GetAsync(s_vendor, TestContext.Current.CancellationToken);

    private static async Task<string> GetAsync(SmartCloudHost host, TokenRequest? request = null) =>
        (await host.Get<MaskinportenTokens>().GetAsync(request ?? s_vendor, TestContext.Current.CancellationToken))
            .ShouldHaveSucceeded()
            .Value;
}
