using System.Net;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions.Xacml;

public sealed class HttpPolicyDecisionPointTests : IAsyncDisposable
{
    private readonly DecisionHost _host = new();

    private StubAltinn Altinn => _host.Altinn;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Asks_with_altinns_token_the_subscription_key_and_json()
    {
        string? token = null;
        Altinn.Exchange = (_, _) => Task.FromResult(Plain(token = Altinn.NewToken()));

        (await DecideAsync()).Decision.ShouldBe(Decision.Permit);

        var call = Altinn.PdpCalls.ShouldHaveSingleItem();
        call.Method.ShouldBe(HttpMethod.Post);
        call.Address.ToString().ShouldBe("https://altinn.test/authorization/api/v1/authorize");
        call.Headers["Ocp-Apim-Subscription-Key"].ShouldBe(DecisionHost.SubscriptionKey);
        call.Headers["Content-Type"].ShouldBe("application/json");
        call.Headers["Accept"].ShouldBe("application/json");
        call.Bearer.ShouldBe(token);
        Altinn.ExchangeCalls.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("Ocp-Apim-Subscription-Key");
    }

    [Fact]
    public async Task A_question_to_another_address_than_the_configured_one_is_sent_nowhere()
    {
        var exception = await Should.ThrowAsync<ServiceException>(() =>
            _host.RunAsync(_host.Pdp.DecideAsync(Some.Question(pdp: "https://other.test/base"), Cancel))
        );

        exception.IsTransient.ShouldBeTrue();
        Altinn.OtherCalls.ShouldBeEmpty();
        Altinn.GrantCalls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Tries_once_more_when_the_status_says_so_and_then_gives_up(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        (await FailAsync()).IsTransient.ShouldBeTrue();
        Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.Accepted)]
    public async Task Does_not_try_again_when_it_would_not_help(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_permit_under_another_status_than_200_is_none()
    {
        Altinn.Pdp = (call, _) => StubAltinn.Json(StubAltinn.Permits(call), HttpStatusCode.Created);

        (await FailAsync()).IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task The_second_try_may_succeed()
    {
        Altinn.Pdp = (call, _) =>
            Altinn.PdpCalls.Count == 1
                ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : StubAltinn.Json(StubAltinn.Permits(call));

        (await DecideAsync()).Decision.ShouldBe(Decision.Permit);
        Altinn.PdpCalls.Select(call => call.Body).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Silence_ends_with_the_attempt_and_is_transient()
    {
        Altinn.Pdp = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = _host.Clock.GetUtcNow();

        (await FailAsync()).IsTransient.ShouldBeTrue();
        (_host.Clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_stalled_body_ends_with_the_attempt_too()
    {
        Altinn.Pdp = (_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new StalledStream()) });

        (await FailAsync()).IsTransient.ShouldBeTrue();
        Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_at_one_mebibyte_and_not_asked_for_again()
    {
        Altinn.Pdp = (_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(new byte[1024 * 1024 + 1]) });

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Honours_retry_after_within_the_budget()
    {
        Altinn.Pdp = (call, _) =>
            Altinn.PdpCalls.Count == 1
                ? StubAltinn.Status(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(2))
                : StubAltinn.Json(StubAltinn.Permits(call));
        var started = _host.Clock.GetUtcNow();

        await DecideAsync();

        (_host.Clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Passes_on_a_retry_after_beyond_the_budget_at_once()
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(20));
        var started = _host.Clock.GetUtcNow();

        var exception = await FailAsync();

        exception.IsTransient.ShouldBeTrue();
        exception.RetryAfter.ShouldBe(TimeSpan.FromSeconds(20));
        Altinn.PdpCalls.Count.ShouldBe(1);
        _host.Clock.GetUtcNow().ShouldBe(started);
    }

    [Fact]
    public async Task Renews_its_token_when_that_is_refused_and_asks_again()
    {
        Altinn.Pdp = (call, _) =>
            Altinn.PdpCalls.Count == 1
                ? StubAltinn.Status(HttpStatusCode.Unauthorized)
                : StubAltinn.Json(StubAltinn.Permits(call));

        (await DecideAsync()).Decision.ShouldBe(Decision.Permit);

        Altinn.ExchangeCalls.Count.ShouldBe(2);
        Altinn.PdpCalls.Select(call => call.Bearer).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Does_not_renew_for_half_a_minute_when_the_fresh_token_is_refused_too()
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.Unauthorized);

        (await FailAsync()).IsTransient.ShouldBeFalse();
        for (var i = 0; i < 29; i++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            (await FailAsync()).IsTransient.ShouldBeFalse();
        }

        Altinn.ExchangeCalls.Count.ShouldBe(2);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await FailAsync();
        Altinn.ExchangeCalls.Count.ShouldBe(3);
        _host.Logs.Of("FreshOwnTokenRefused").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Renews_at_most_every_ten_seconds()
    {
        await DecideAsync();
        var refuse = true;
        Altinn.Pdp = (call, _) =>
        {
            var answer = refuse
                ? StubAltinn.Status(HttpStatusCode.Unauthorized)
                : StubAltinn.Json(StubAltinn.Permits(call));
            refuse = !refuse;
            return answer;
        };

        await DecideAsync();
        Altinn.ExchangeCalls.Count.ShouldBe(2);
        _host.Clock.Advance(TimeSpan.FromSeconds(9));
        refuse = true;
        var exception = await FailAsync();
        exception.IsTransient.ShouldBeTrue();
        exception.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        Altinn.ExchangeCalls.Count.ShouldBe(2);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        refuse = true;
        await DecideAsync();
        Altinn.ExchangeCalls.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Without_an_own_token_nothing_is_asked(bool outage, bool transient)
    {
        Altinn.Exchange = (_, _) =>
            StubAltinn.Status(outage ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Forbidden);

        (await FailAsync()).IsTransient.ShouldBe(transient);
        Altinn.PdpCalls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"response":[]}""")]
    [InlineData("<Response><Result><Decision>Permit</Decision></Result></Response>")]
    [InlineData("""{"response":[{"decision":"Permit"},{"decision":"Permit"}]}""")]
    public async Task An_unusable_answer_is_neither_retried_nor_transient(string body)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Json(body);

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Asks_several_questions_in_one_request_and_answers_each()
    {
        Altinn.Pdp = (call, _) =>
            StubAltinn.Json(
                StubAltinn.Results(
                    call,
                    resource =>
                        StubAltinn.Party(resource) == "310000002"
                            ? """{"decision":"NotApplicable"}"""
                            : """{"decision":"Permit"}"""
                )
            );

        var decisions = await _host.RunAsync(
            _host.Pdp.DecideManyAsync([.. Enumerable.Range(1, 3).Select(Some.QuestionOfParty)], Cancel)
        );

        decisions
            .Select(decision => decision.Decision)
            .ShouldBe([Decision.Permit, Decision.NotApplicable, Decision.Permit]);
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Asks_one_question_of_a_list_plainly()
    {
        await _host.RunAsync(_host.Pdp.DecideManyAsync([Some.Question()], Cancel));

        Altinn.PdpCalls.Single().Body.ShouldNotContain("MultiRequests");
    }

    [Fact]
    public async Task Refuses_no_questions_and_questions_to_different_addresses_before_any_call()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await _host.Pdp.DecideManyAsync([], Cancel));
        await Should.ThrowAsync<ArgumentException>(async () =>
            await _host.Pdp.DecideManyAsync([Some.Question(), Some.Question(pdp: "https://other.test")], Cancel)
        );

        Altinn.GrantCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leaves_the_policy_decision_point_alone_after_ten_faults_and_asks_again_ten_seconds_later()
    {
        Altinn.Pdp = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError);
        for (var i = 0; i < 5; i++)
        {
            await FailAsync();
        }

        Altinn.PdpCalls.Count.ShouldBe(10);
        var broken = await FailAsync();
        broken.IsTransient.ShouldBeTrue();
        broken.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10));
        Altinn.PdpCalls.Count.ShouldBe(10);

        _host.Clock.Advance(TimeSpan.FromSeconds(10));
        Altinn.Pdp = (call, _) => StubAltinn.Json(StubAltinn.Permits(call));
        (await DecideAsync()).Decision.ShouldBe(Decision.Permit);
        _host.Logs.Of("PolicyDecisionPointCircuitOpened").ShouldNotBeEmpty();
        _host.Logs.Of("PolicyDecisionPointCircuitClosed").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task Answers_of_no_use_do_not_open_the_circuit(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Json("{}", status);
        for (var i = 0; i < 30; i++)
        {
            await FailAsync();
        }

        Altinn.PdpCalls.Count.ShouldBe(30);
    }

    [Fact]
    public async Task Tells_no_secret_in_its_logs()
    {
        foreach (var status in new[] { HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError })
        {
            Altinn.Pdp = (_, _) => StubAltinn.Status(status);
            await FailAsync();
        }

        var text = _host.Logs.All();
        text.ShouldNotContain(DecisionHost.SubscriptionKey);
        text.ShouldNotContain("eyJ");
        text.ShouldNotContain("maskinporten.token.x");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static HttpResponseMessage Plain(string text) => new() { Content = new StringContent(text) };

    private Task<PolicyDecision> DecideAsync() => _host.RunAsync(_host.Pdp.DecideAsync(Some.Question(), Cancel));

    private async Task<OutboundException> FailAsync()
    {
        try
        {
            await DecideAsync();
            throw new InvalidOperationException("It did not fail.");
        }
        catch (OutboundException exception)
        {
            return exception;
        }
    }

    private sealed class StalledStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => 0;
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(StubAltinn.Never<int>(cancellationToken));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }
    }
}
