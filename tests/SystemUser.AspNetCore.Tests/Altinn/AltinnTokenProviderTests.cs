using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Altinn;

public sealed class AltinnTokenProviderTests : IAsyncDisposable
{
    private const string Scope = "altinn:authorization/authorize";
    private readonly DecisionHost _host = new();

    private StubAltinn Altinn => _host.Altinn;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Own_token_is_Maskinportens_token_exchanged_at_Altinn()
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
    public async Task Own_token_is_read_when_the_exchange_answers_it_plain_or_quoted(string format)
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
    public async Task Fails_for_good_when_the_exchange_answers_no_token(string body)
    {
        Altinn.Exchange = (_, _) => Answer(body);

        (await FailAsync()).IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task Renewal_ends_and_a_later_one_works_when_a_listener_to_its_span_throws()
    {
        var source = _host.Services.GetRequiredService<SystemUserTelemetry>().Activities;
        using (
            var listener = new ActivityListener
            {
                ShouldListenTo = candidate => candidate == source,
                Sample = (ref _) => ActivitySamplingResult.AllData,
                ActivityStopped = _ => throw new InvalidOperationException(),
            }
        )
        {
            ActivitySource.AddActivityListener(listener);
            await FailAsync();
        }

        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await GetAsync();
    }

    [Fact]
    public async Task Own_token_is_renewed_in_the_background_when_it_is_about_to_expire()
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
    public async Task A_new_own_token_is_waited_for_when_the_old_one_is_seconds_from_its_expiry()
    {
        var first = await GetAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(5));

        (await GetAsync()).ShouldNotBe(first);
    }

    [Fact]
    public async Task Own_token_lives_as_long_as_Maskinportens_when_it_does_not_tell_its_expiry()
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
    public async Task Own_token_is_used_when_its_payload_cannot_be_read(string payload)
    {
        var token = $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.x";
        Altinn.Exchange = (_, _) => Answer(token);

        (await GetAsync()).ShouldBe(token);
    }

    [Fact]
    public async Task Fails_and_says_to_check_the_clock_when_the_exchange_answers_an_expired_token()
    {
        Altinn.Exchange = (_, _) => Answer(Altinn.NewToken(_host.Clock.GetUtcNow()));

        (await FailAsync()).Message.ShouldContain("check the clock");
    }

    [Fact]
    public async Task One_grant_and_one_exchange_are_made_when_two_hundred_ask_at_once()
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
    public async Task Own_token_comes_for_the_others_when_the_first_who_asked_hangs_up()
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
    public async Task Own_token_is_kept_for_each_set_of_scopes_whatever_their_order()
    {
        var first = await GetAsync("a b");

        (await GetAsync("b a")).ShouldBe(first);
        (await GetAsync("a")).ShouldNotBe(first);
        Altinn.GrantCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_exchange_is_tried_again_when_a_second_has_passed()
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
    public async Task Own_token_stays_in_use_when_its_renewal_ahead_of_time_fails()
    {
        var first = await GetAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(29));
        Altinn.Exchange = (_, _) => StubAltinn.Status(HttpStatusCode.Forbidden);

        (await GetAsync()).ShouldBe(first);
        await Poll.UntilAsync(() => _host.Logs.Of("OwnTokenRenewalFailed").Length > 0);
        (await GetAsync()).ShouldBe(first);
    }

    [Fact]
    public async Task Own_token_fails_within_the_total_budget_when_Maskinporten_is_silent()
    {
        Altinn.Grant = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = _host.Clock.GetUtcNow();

        (await FailAsync()).IsTransient.ShouldBeTrue();
        (_host.Clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public async Task Circuit_of_the_exchange_opens_when_it_alone_fails_and_grants_go_on()
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
    public async Task A_failed_exchange_is_tried_again_a_second_later_when_the_clock_was_set_back_an_hour()
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
    public async Task The_renewed_own_token_is_given_when_a_second_caller_was_refused_the_old_one()
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
