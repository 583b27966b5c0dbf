using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Start.Internal;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What is done at start with the provider's own client.</summary>
public sealed class StartServiceTests
{
    private const string Refused =
        """{"error":"invalid_grant","error_description":"Client authentication failed. Client not found. (MP-100)"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyClientOnStart_starts_the_app_when_the_client_works()
    {
        await using var door = await OpenAsync();

        door.Log.Of("ClientVerified").ShouldHaveSingleItem();
        door.Sandbox.Token.Calls.ShouldHaveSingleItem();
        door.Sandbox.Exchange.Calls.ShouldHaveSingleItem();
        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
        door.Sandbox.Pdp.Questions.ShouldBeEmpty(); // about nobody
        door.Sandbox.ThrowIfUnarranged();
    }

    [Fact]
    public async Task VerifyClientOnStart_stops_the_start_when_Maskinporten_does_not_know_the_client()
    {
        var message = await RefusesAsync(sandbox => sandbox.Token.Always.Respond(Refused, 400));

        message.ShouldContain("MP-100 'Client authentication failed. Client not found. (MP-100)'");
        message.ShouldContain("Check 'SystemUser:Client:ClientId'");
        message.ShouldContain("problem:client-refused");
    }

    [Fact]
    public async Task VerifyClientOnStart_stops_the_start_when_the_key_is_not_registered()
    {
        var message = await RefusesAsync(
            _ => { },
            ("SystemUser:Client:PrivateJwk", TestKeys.PrivateJwk(TestKeys.Second, "unheard-of"))
        );

        message.ShouldContain("MP-12");
        message.ShouldContain("Check 'SystemUser:Client:PrivateJwk' and 'SystemUser:Client:KeyId'");
    }

    [Fact]
    public async Task VerifyClientOnStart_stops_the_start_when_the_subscription_key_is_wrong()
    {
        var message = await RefusesAsync(_ => { }, ("SystemUser:Altinn:SubscriptionKey", "another"));

        message.ShouldContain("SystemUser:Altinn:SubscriptionKey");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task VerifyClientOnStart_stops_the_start_when_the_exchange_refuses(int status)
    {
        var message = await RefusesAsync(sandbox => sandbox.Exchange.Always.Fail(status));

        message.ShouldContain($"HTTP {status}");
    }

    [Theory]
    [InlineData("metadata")]
    [InlineData("token")]
    [InlineData("exchange")]
    public async Task VerifyClientOnStart_logs_a_warning_when_nobody_answers(string silent)
    {
        await using var door = await OpenAsync(sandbox =>
        {
            switch (silent)
            {
                case "metadata":
                    sandbox.Metadata.Always.Drop();
                    break;
                case "token":
                    sandbox.Token.Always.Fail(503);
                    break;
                default:
                    sandbox.Exchange.Always.Drop();
                    break;
            }
        });

        door.Log.Of("ClientNotVerified").ShouldHaveSingleItem().ShouldStartWith("Warning: ");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, null)]
    [InlineData(HttpStatusCode.BadRequest, null)] // what it thinks of a question that is none is its affair
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.Forbidden, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    public async Task The_probe_of_the_decision_point_asks_no_question_and_judges_the_status_alone(
        HttpStatusCode status,
        bool? isTransientFault
    )
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("{}", status);
        var pdp = (HttpPolicyDecisionPoint)host.Pdp;

        var probe = host.RunAsync(ProbeAsync(pdp));

        bool? isTransient = (await probe)?.IsTransient;
        isTransient.ShouldBe(isTransientFault);
        host.Altinn.PdpCalls.First().Body.ShouldBe("""{"Request":{}}""");

        static async Task<OutboundException?> ProbeAsync(HttpPolicyDecisionPoint pdp)
        {
            try
            {
                await pdp.ProbeAsync(Cancelled);
                return null;
            }
            catch (OutboundException exception)
            {
                return exception;
            }
        }
    }

    [Fact]
    public async Task VerifyClientOnStart_gives_up_with_a_warning_when_a_token_provider_never_returns()
    {
        var clock = new PatientClock();
        var opening = Door.OpenAsync(
            app => app.MapGet("/", () => ""),
            services => services.AddSingleton<IAltinnTokenProvider, Blocking>(),
            builder => builder.VerifyClientOnStart(),
            clock: clock
        );

        await using var door = await clock.AdvanceUntilAsync(opening, TimeSpan.FromSeconds(60));

        door.Log.Of("ClientNotVerified").ShouldHaveSingleItem().ShouldContain("Nobody answered in time");
    }

    [Fact]
    public async Task WarmUp_fetches_metadata_and_token_before_the_first_request()
    {
        await using var door = await OpenAsync(warmUp: true, verify: false, healthChecks: true);
        await door.Sandbox.Exchange.WaitForCallsAsync(1, Cancelled);
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();

        door.Sandbox.Metadata.Calls.ShouldHaveSingleItem();
        door.Sandbox.Token.Calls.ShouldHaveSingleItem();
        door.Sandbox.Exchange.Calls.ShouldHaveSingleItem();
        (await HealthAsync(door)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task WarmUp_starts_the_app_when_metadata_and_token_cannot_be_fetched()
    {
        await using var door = await OpenAsync(
            sandbox =>
            {
                sandbox.Metadata.Next.Drop();
                sandbox.Token.Always.Respond(Refused, 400);
            },
            warmUp: true,
            verify: false,
            healthChecks: true
        );
        await door.Sandbox.Metadata.WaitForCallsAsync(1, Cancelled);

        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
        (await HealthAsync(door)).Status.ShouldBe(HealthStatus.Degraded);
    }

    [Fact]
    public async Task Health_is_degraded_for_what_has_not_answered_yet()
    {
        await using var door = await OpenAsync(verify: false, healthChecks: true);

        var entries = (await HealthAsync(door)).Entries;
        entries.Keys.ShouldBe(["systemuser-maskinporten", "systemuser-token", "systemuser-pdp"], ignoreOrder: true);
        entries.Values.ShouldAllBe(entry => entry.Status == HealthStatus.Degraded);
    }

    [Fact]
    public async Task Nothing_is_fetched_or_watched_for_a_service_that_the_app_has_replaced()
    {
        await using var door = await OpenAsync(
            warmUp: true,
            verify: false,
            healthChecks: true,
            services: services => services.AddSingleton<IPolicyDecisionPoint, Permitting>()
        );
        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();

        (await HealthAsync(door)).Status.ShouldBe(HealthStatus.Healthy);
        door.Sandbox.Token.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_warning_is_logged_when_the_log_filters_turn_the_audit_off()
    {
        await using var on = await Door.OpenAsync(
            app => app.MapGet("/", () => ""),
            builder => builder.AddSingleton<IConfigureOptions<LoggerFilterOptions>>(Warnings)
        );
        on.Log.Of("AuditOff").ShouldBeEmpty(); // a sink of the app's own, here the test's

        await using var off = await Door.OpenAsync(
            app => app.MapGet("/", () => ""),
            services =>
            {
                RemoveSink(services);
                services.AddSingleton<IConfigureOptions<LoggerFilterOptions>>(Warnings);
            }
        );
        off.Log.Of("AuditOff").ShouldHaveSingleItem().ShouldContain("Logging:LogLevel:SystemUser.Audit");

        await using var fine = await Door.OpenAsync(app => app.MapGet("/", () => ""), RemoveSink);
        fine.Log.Of("AuditOff").ShouldBeEmpty();
    }

    private static IConfigureOptions<LoggerFilterOptions> Warnings { get; } =
        new ConfigureOptions<LoggerFilterOptions>(options =>
            options.Rules.Add(new LoggerFilterRule(null, null, LogLevel.Warning, null))
        );

    private static void RemoveSink(IServiceCollection services)
    {
        foreach (var sink in services.Where(s => s.ServiceType == typeof(ISystemUserAuditSink)).ToList())
        {
            services.Remove(sink);
        }
    }

    private static Task<HealthReport> HealthAsync(Door door) =>
        door.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancelled);

    private static async Task<string> RefusesAsync(Action<ScriptedSandbox> arrange, params (string, string)[] settings)
    {
        var exception = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var door = await OpenAsync(arrange, settings: settings);
        });
        return exception.Message;
    }

    private static Task<Door> OpenAsync(
        Action<ScriptedSandbox>? arrange = null,
        bool verify = true,
        bool warmUp = false,
        bool healthChecks = false,
        Action<IServiceCollection>? services = null,
        (string, string)[]? settings = null
    ) =>
        Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            all =>
            {
                all.Configure<StartCheckOptions>(checks => checks.WarmUp = warmUp);
                if (healthChecks)
                {
                    all.AddHealthChecks().AddSystemUser();
                }

                services?.Invoke(all);
            },
            builder =>
            {
                if (verify)
                {
                    builder.VerifyClientOnStart();
                }
            },
            settings: settings,
            arrange: arrange
        );

    private sealed class Blocking : IAltinnTokenProvider
    {
        public ValueTask<string> GetTokenAsync(
            string scope,
            string? rejectedToken,
            CancellationToken cancellationToken
        ) => new(new TaskCompletionSource<string>().Task);
    }

    private sealed class Permitting : IPolicyDecisionPoint
    {
        public ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken) =>
            new(PolicyDecision.Permit);

        public async ValueTask<IReadOnlyList<PolicyDecision>> DecideManyAsync(
            IReadOnlyList<DecisionQuestion> questions,
            CancellationToken cancellationToken
        ) => [.. await Task.WhenAll(questions.Select(question => DecideAsync(question, cancellationToken).AsTask()))];
    }
}
