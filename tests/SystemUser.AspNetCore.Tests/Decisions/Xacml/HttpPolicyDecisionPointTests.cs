using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Diagnostics.Internal;
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
    public async Task A_question_is_sent_with_Altinns_token_the_subscription_key_and_JSON()
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
    public async Task A_question_is_tried_twice_when_the_status_may_pass(HttpStatusCode status)
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
    public async Task A_question_is_tried_once_when_retrying_will_not_mend_the_status(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_Permit_does_not_count_when_the_status_is_not_200()
    {
        Altinn.Pdp = (call, _) => StubAltinn.Json(StubAltinn.Permits(call), HttpStatusCode.Created);

        (await FailAsync()).IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_question_is_decided_when_the_second_attempt_succeeds()
    {
        Altinn.Pdp = (call, _) =>
            Altinn.PdpCalls.Count == 1
                ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : StubAltinn.Json(StubAltinn.Permits(call));

        (await DecideAsync()).Decision.ShouldBe(Decision.Permit);
        Altinn.PdpCalls.Select(call => call.Body).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_question_fails_transiently_after_two_attempts_when_Altinn_is_silent()
    {
        Altinn.Pdp = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = _host.Clock.GetUtcNow();

        (await FailAsync()).IsTransient.ShouldBeTrue();
        (_host.Clock.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_question_fails_transiently_after_two_attempts_when_the_body_stalls()
    {
        Altinn.Pdp = (_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new StalledStream()) });

        (await FailAsync()).IsTransient.ShouldBeTrue();
        Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_question_fails_for_good_when_the_answer_is_over_one_mebibyte()
    {
        Altinn.Pdp = (_, _) =>
            Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(new byte[1024 * 1024 + 1]) });

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Retry_After_is_waited_for_when_it_is_within_the_budget()
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
    public async Task Retry_After_is_passed_on_at_once_when_it_is_beyond_the_budget()
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
    public async Task The_own_token_is_renewed_and_the_question_asked_again_after_a_401()
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
    public async Task The_own_token_is_not_renewed_for_half_a_minute_when_a_fresh_one_is_refused()
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
    public async Task The_own_token_is_renewed_at_most_every_ten_seconds()
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
    public async Task No_question_is_sent_when_there_is_no_own_token(bool outage, bool transient)
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
    public async Task A_question_fails_for_good_without_a_retry_when_the_answer_is_unusable(string body)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Json(body);

        (await FailAsync()).IsTransient.ShouldBeFalse();
        Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Several_questions_are_sent_in_one_request_and_each_is_answered()
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
    public async Task A_list_of_one_question_is_sent_as_a_single_question()
    {
        await _host.RunAsync(_host.Pdp.DecideManyAsync([Some.Question()], Cancel));

        Altinn.PdpCalls.Single().Body.ShouldNotContain("MultiRequests");
    }

    [Fact]
    public async Task DecideManyAsync_throws_before_any_call_when_there_are_no_questions_or_several_addresses()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await _host.Pdp.DecideManyAsync([], Cancel));
        await Should.ThrowAsync<ArgumentException>(async () =>
            await _host.Pdp.DecideManyAsync([Some.Question(), Some.Question(pdp: "https://other.test")], Cancel)
        );

        Altinn.GrantCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_circuit_opens_after_ten_faults_and_closes_when_a_call_ten_seconds_later_succeeds()
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
    public async Task The_circuit_stays_closed_when_answers_are_of_no_use(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Json("{}", status);
        for (var i = 0; i < 30; i++)
        {
            await FailAsync();
        }

        Altinn.PdpCalls.Count.ShouldBe(30);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "check SystemUser:Altinn:SubscriptionKey.")]
    [InlineData(HttpStatusCode.Forbidden, "needs the scope 'altinn:authorization/authorize'.")]
    [InlineData(HttpStatusCode.NotFound, "answered HTTP 404.")]
    public async Task A_status_of_no_use_says_what_to_check(HttpStatusCode status, string advice)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        (await FailAsync()).Message.ShouldEndWith(advice);
        State.Fault.ShouldBe($"HTTP {(int)status}");
    }

    [Fact]
    public async Task The_state_of_the_decision_point_is_what_was_seen_last()
    {
        await DecideAsync();
        State.ShouldBe(new(_host.Clock.GetUtcNow(), null));

        Altinn.Pdp = (_, _) => StubAltinn.Json("{}");
        var unusable = (await FailAsync()).ShouldBeOfType<PolicyDecisionPointException>();
        unusable.IsUnusableAnswer.ShouldBeTrue();
        unusable.Message.ShouldBe("The policy decision point's answer may not be used.");
        State.Fault.ShouldBe("unusable answer");

        Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.BadGateway);
        await FailAsync();
        State.Fault.ShouldNotBeNullOrEmpty();
        State.Fault.ShouldNotBe("unusable answer");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task A_probe_asks_about_nothing_and_is_content_when_token_and_key_are_taken(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        await ProbeAsync();

        Altinn.PdpCalls.ShouldHaveSingleItem().Body.ShouldBe("""{"Request":{}}""");
        State.Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Created)]
    public async Task A_probe_throws_when_token_or_key_are_not_taken(HttpStatusCode status)
    {
        Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        await Should.ThrowAsync<PolicyDecisionPointException>(ProbeAsync);

        State.Fault.ShouldBe($"HTTP {(int)status}");
    }

    [Fact]
    public async Task The_trace_goes_along_only_when_it_is_W3Cs()
    {
        using var w3c = new Activity("one").SetIdFormat(ActivityIdFormat.W3C).Start();
        await DecideAsync();
        Altinn.PdpCalls.Single().Headers["traceparent"].ShouldContain(w3c.TraceId.ToString());
        w3c.Stop();

        using var other = new Activity("other").SetIdFormat(ActivityIdFormat.Hierarchical).Start();
        await DecideAsync();
        Altinn.PdpCalls.Last().Headers.Keys.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task No_secret_is_logged_when_the_decision_point_fails()
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

    private DependencyState.Sighting State =>
        _host.Services.GetRequiredService<DependencyStates>().PolicyDecisionPoint.Last.ShouldNotBeNull();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static HttpResponseMessage Plain(string text) => new() { Content = new StringContent(text) };

    private Task<PolicyDecision> DecideAsync() => _host.RunAsync(_host.Pdp.DecideAsync(Some.Question(), Cancel));

    private Task ProbeAsync()
    {
        return _host.RunAsync(ProbedAsync());

        async Task<bool> ProbedAsync()
        {
            await ((HttpPolicyDecisionPoint)_host.Pdp).ProbeAsync(Cancel);
            return true;
        }
    }

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
