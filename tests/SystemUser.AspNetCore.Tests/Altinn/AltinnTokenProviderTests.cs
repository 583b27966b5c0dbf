using System.Buffers.Text;
using System.Net;
using System.Text;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Altinn;

public sealed class AltinnTokenProviderTests : IAsyncDisposable
{
    private const string Scope = "altinn:authorization/authorize";
    private readonly DecisionHost _host = new();

    private StubAltinn Altinn => _host.Altinn;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Exchanges_maskinportens_token_at_altinn()
    {
        await GetAsync();

        var call = Altinn.ExchangeCalls.ShouldHaveSingleItem();
        call.Method.ShouldBe(HttpMethod.Get);
        call.Address.ToString().ShouldBe("https://altinn.test/authentication/api/v1/exchange/maskinporten");
        call.Bearer.ShouldBe("maskinporten.token.x");
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("\"{0}\"")]
    [InlineData("{0}\n")]
    [InlineData(" \"{0}\" ")]
    public async Task Takes_the_token_plain_or_quoted(string format)
    {
        var token = Altinn.NewToken();
        Altinn.Exchange = (_, _) => Answer(string.Format(format, token));

        (await GetAsync()).ShouldBe(token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"")]
    [InlineData("<html>")]
    [InlineData("{\"token\":\"x\"}")]
    [InlineData("a b")]
    [InlineData("a\r\nX-Injected: 1")]
    public async Task Refuses_what_is_no_token(string body)
    {
        Altinn.Exchange = (_, _) => Answer(body);

        (await FailAsync()).IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task Keeps_the_token_and_renews_it_in_the_background_before_it_expires()
    {
        var first = await GetAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(27));
        (await GetAsync()).ShouldBe(first);
        Altinn.ExchangeCalls.Count.ShouldBe(1);

        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await GetAsync()).ShouldBe(first);
        await Poll.UntilAsync(() => Altinn.ExchangeCalls.Count == 2);

        await Poll.UntilAsync(async () => await GetAsync() != first);
        Altinn.ExchangeCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Never_gives_an_expired_token()
    {
        var first = await GetAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(5));

        (await GetAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task Keeps_a_token_that_does_not_tell_its_expiry_as_long_as_maskinportens()
    {
        Altinn.Exchange = (_, _) => Answer($"opaque-{Altinn.ExchangeCalls.Count}");

        (await GetAsync()).ShouldBe("opaque-1");
        _host.Clock.Advance(TimeSpan.FromSeconds(80));
        (await GetAsync()).ShouldBe("opaque-1");
        _host.Clock.Advance(TimeSpan.FromSeconds(40));
        (await GetAsync()).ShouldBe("opaque-2");
    }

    [Theory]
    [InlineData("""{"exp":"soon"}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e400}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("[]")]
    public async Task Takes_a_token_whose_payload_it_cannot_read_as_one_that_does_not_tell(string payload)
    {
        var token = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.x";
        Altinn.Exchange = (_, _) => Answer(token);

        (await GetAsync()).ShouldBe(token);
    }

    [Fact]
    public async Task Refuses_a_token_that_has_expired_already()
    {
        Altinn.Exchange = (_, _) => Answer(Altinn.NewToken(_host.Clock.GetUtcNow()));

        (await FailAsync()).Message.ShouldContain("check the clock");
    }

    [Fact]
    public async Task Two_hundred_at_once_make_one_grant_and_one_exchange()
    {
        var release = new TaskCompletionSource();
        Altinn.Exchange = async (_, _) =>
        {
            await release.Task;
            return await Answer(Altinn.NewToken());
        };

        var waiting = Enumerable
            .Range(0, 200)
            .Select(_ => Task.Run(() => _host.Tokens.GetTokenAsync(Scope, null, Cancel).AsTask(), Cancel))
            .ToArray();
        await Poll.UntilAsync(() => Altinn.ExchangeCalls.Count == 1);
        release.SetResult();

        (await Task.WhenAll(waiting)).Distinct().Count().ShouldBe(1);
        Altinn.GrantCalls.Count.ShouldBe(1);
        Altinn.ExchangeCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_who_hangs_up_does_not_take_the_token_from_the_others()
    {
        var release = new TaskCompletionSource();
        Altinn.Exchange = async (_, _) =>
        {
            await release.Task;
            return await Answer(Altinn.NewToken());
        };
        using var hangUp = new CancellationTokenSource();

        var first = _host.Tokens.GetTokenAsync(Scope, null, hangUp.Token).AsTask();
        var second = _host.Tokens.GetTokenAsync(Scope, null, Cancel).AsTask();
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        release.SetResult();

        (await second).ShouldNotBeEmpty();
        Altinn.ExchangeCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_a_token_for_each_set_of_scopes()
    {
        var first = await GetAsync("a b");

        (await GetAsync("b a")).ShouldBe(first);
        (await GetAsync("a")).ShouldNotBe(first);
        Altinn.GrantCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Remembers_a_failure_for_a_second_and_no_longer()
    {
        Altinn.Exchange = (_, _) => StubAltinn.Status(HttpStatusCode.Forbidden);
        for (var i = 0; i < 10; i++)
        {
            await FailAsync();
        }

        Altinn.ExchangeCalls.Count.ShouldBe(1);
        Altinn.Exchange = null;
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await GetAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_failed_renewal_ahead_of_time_leaves_the_token_in_use()
    {
        var first = await GetAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(29));
        Altinn.Exchange = (_, _) => StubAltinn.Status(HttpStatusCode.Forbidden);

        (await GetAsync()).ShouldBe(first);
        await Poll.UntilAsync(() => _host.Logs.Of("OwnTokenRenewalFailed").Length > 0);
        (await GetAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Silence_ends_within_the_total_budget()
    {
        Altinn.Grant = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = _host.Clock.GetUtcNow();

        (await FailAsync()).IsTransient.ShouldBeTrue();
        (_host.Clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public async Task Grant_and_exchange_break_apart_from_each_other()
    {
        Altinn.Exchange = (_, _) => StubAltinn.Status(HttpStatusCode.ServiceUnavailable);
        for (var i = 0; i < 5; i++)
        {
            await FailAsync();
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Altinn.ExchangeCalls.Count.ShouldBe(10);
        var broken = await FailAsync();
        broken.IsTransient.ShouldBeTrue();
        broken.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Altinn.ExchangeCalls.Count.ShouldBe(10);
        Altinn.GrantCalls.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_fault_is_remembered_for_a_second_also_when_the_clock_is_set_back_an_hour()
    {
        Altinn.Exchange = (_, _) => StubAltinn.Status(HttpStatusCode.BadRequest);
        await FailAsync();
        Altinn.Exchange = null;
        _host.Clock.SetBack(TimeSpan.FromHours(1));
        await FailAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        (await GetAsync()).ShouldNotBeEmpty();
        Altinn.ExchangeCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Another_who_was_refused_the_same_token_gets_the_renewed_one()
    {
        var first = await GetAsync();

        var renewed = await _host.Tokens.GetTokenAsync(Scope, first, Cancel);
        renewed.ShouldNotBe(first);
        (await _host.Tokens.GetTokenAsync(Scope, first, Cancel)).ShouldBe(renewed);
        Altinn.ExchangeCalls.Count.ShouldBe(2);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpResponseMessage> Answer(string body) =>
        Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });

    private Task<string> GetAsync(string scope = Scope) =>
        _host.RunAsync(_host.Tokens.GetTokenAsync(scope, null, Cancel));

    private async Task<AltinnTokenException> FailAsync() =>
        await Should.ThrowAsync<AltinnTokenException>(() => GetAsync());
}
