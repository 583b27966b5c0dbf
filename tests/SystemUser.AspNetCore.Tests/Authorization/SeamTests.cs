using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Diagnostics;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What the app may replace: bodies, audit, result handler, decision point; and what they may not do by failing.</summary>
public sealed class SeamTests
{
    private static Task<Door> OpenAsync(
        Action<IServiceCollection> services,
        Action<IServiceCollection>? after = null,
        Func<HttpContext, string>? endpoint = null
    ) =>
        Door.OpenAsync(
            app => app.MapGet("/krav", endpoint ?? (_ => "krav")).RequireSystemUserRight(Door.Resource),
            services,
            builder => after?.Invoke(builder.Services)
        );

    [Fact]
    public async Task The_body_is_the_apps_own_when_it_registers_a_problem_writer()
    {
        await using var door = await OpenAsync(services => services.AddScoped<ISystemUserProblemWriter, KodeWriter>());
        door.Sandbox.Pdp.Always.Deny();

        var missing = await door.GetAsync("/krav");
        var refused = await door.GetAsync("/krav", door.Token());

        missing.ShouldBe(
            new Reply(401, "Bearer", null, "no-store", "application/json", "{\"kode\":\"token-missing\"}")
        );
        refused.ShouldBe(new Reply(403, "", null, "no-store", "application/json", "{\"kode\":\"right-missing\"}"));
    }

    [Fact]
    public async Task Retry_After_stays_when_the_body_is_the_apps_own()
    {
        await using var door = await OpenAsync(services => services.AddScoped<ISystemUserProblemWriter, KodeWriter>());
        door.Sandbox.Pdp.Always.Fail(503);

        (await door.GetAsync("/krav", door.Token())).RetryAfter.ShouldBe("5");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_keeps_its_status_when_the_problem_writer_throws(bool late)
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<ISystemUserProblemWriter>(new ThrowingWriter(late))
        );
        door.Sandbox.Pdp.Always.Deny();

        var reply = await door.GetAsync("/krav", door.Token());

        reply.Status.ShouldBe(403);
        reply.Body.ShouldBe(late ? "half" : string.Empty);
        door.Log.Of("ProblemWriterFailed")
            .ShouldHaveSingleItem()
            .ShouldStartWith("Error: The ISystemUserProblemWriter failed with System.InvalidOperationException");
        door.Log.All(LogLevel.Information).ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_request_is_503_when_the_audit_sink_throws()
    {
        await using var door = await OpenAsync(
            services => { },
            after: services => services.AddSingleton<ISystemUserAuditSink, ThrowingSink>()
        );
        door.Sandbox.Pdp.Permit();

        var reply = await door.GetAsync("/krav", door.Token());

        reply.ShouldBe(503, "decision-failed");
        door.Log.Of("AuditSinkFailed").ShouldHaveSingleItem();
        door.Log.All(LogLevel.Information).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nothing_stays_recorded_as_granted_when_the_audit_sink_fails_on_one_of_two_rights(int failing)
    {
        var sink = new FailingSink(failing);
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet("/krav", () => "krav")
                    .RequireSystemUserRight(Door.Resource)
                    .RequireSystemUserRight("another-resource"),
            configure: builder => builder.Services.AddSingleton<ISystemUserAuditSink>(sink)
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-failed");

        sink.Records.GroupBy(record => record.Right)
            .ShouldAllBe(right => right.Last().Granted == false && right.Last().Code == "decision-failed");
    }

    [Fact]
    public async Task An_audit_sink_may_be_a_scoped_service()
    {
        await using var door = await OpenAsync(
            services => services.AddScoped<PerRequest>(),
            after: services => services.AddScoped<ISystemUserAuditSink, ScopedSink>(),
            endpoint: context => context.RequestServices.GetRequiredService<PerRequest>().Records.ToString()
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("1");
    }

    [Fact]
    public async Task Every_decided_request_is_audited_with_everything_that_is_known_of_it()
    {
        await using var door = await OpenAsync(_ => { });
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Always.Deny();
        var token = door.Token().WithSupplier("889640782").With("client_id", "the-client");

        await door.GetAsync("/krav", token);
        await door.GetAsync("/krav", door.Token());

        door.Audit.Records.Count.ShouldBe(2);
        var record = door.Audit.Records[0];
        record.Granted.ShouldBeTrue();
        record.Code.ShouldBeNull();
        record.Decision.ShouldBe(Decision.Permit);
        record.Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        record.Age.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        record.Party.ToString().ShouldBe(Door.Owner);
        record.Right.ShouldBe(new SystemUserRight(Door.Resource, "read"));
        record.SystemUser.Id.ToString().ShouldBe(token.SystemUserId);
        record.SystemUser.Owner.ToString().ShouldBe(Door.Owner);
        record.SystemUser.Vendor.Number.ToString().ShouldBe("991825827");
        record.SystemUser.Supplier!.Number.ToString().ShouldBe("889640782");
        record.SystemUser.ClientId.ShouldBe("the-client");
        record.SystemUser.TokenId.ShouldNotBeNullOrEmpty();
        door.Audit.Records[1].Granted.ShouldBeFalse();
        door.Audit.Records[1].Code.ShouldBe("right-missing");
        door.Audit.Records[1].Decision.ShouldBe(Decision.Deny);
    }

    [Fact]
    public async Task A_request_is_audited_when_its_decision_comes_from_the_cache()
    {
        await using var door = await OpenAsync(_ => { });
        door.Sandbox.Pdp.Permit();
        var token = door.Token();

        await door.GetAsync("/krav", token);
        await door.GetAsync("/krav", token);

        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
        door.Audit.Records.Select(record => (record.Granted, record.Decision, record.Source))
            .ShouldBe([
                (true, Decision.Permit, DecisionSource.PolicyDecisionPoint),
                (true, Decision.Permit, DecisionSource.Cache),
            ]);
        door.Audit.Records[0].SystemUser.TokenId.ShouldNotBe(door.Audit.Records[1].SystemUser.TokenId);
    }

    [Fact]
    public async Task Decided_requests_are_audited_in_the_log_by_default()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            configure: builder =>
            {
                var sink = builder.Services.Last(service => service.ServiceType == typeof(ISystemUserAuditSink));
                builder.Services.Remove(sink);
                builder.Services.AddSystemUserAuthorization();
            }
        );
        door.Sandbox.Pdp.Permit();
        var token = door.Token();

        await door.GetAsync("/krav", token);

        var line = door.Log.Of("RightAnswered").ShouldHaveSingleItem();
        line.ShouldStartWith(
            $"Information: granted: read on {Door.Resource} for {Door.Owner}, asked by system user {token.SystemUserId}"
        );
        line.ShouldContain("vendor 0192:991825827");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_apps_result_handler_may_answer_a_refusal(bool before)
    {
        static void Add(IServiceCollection services) =>
            services.AddSingleton<IAuthorizationMiddlewareResultHandler>(new OwnHandler(answers: true));
        await using var door = await OpenAsync(before ? Add : _ => { }, before ? null : Add);
        door.Sandbox.Pdp.Always.Deny();

        var reply = await door.GetAsync("/krav", door.Token());

        reply.Status.ShouldBe(404);
        reply.Body.ShouldBe("own: right-missing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answer_is_the_packages_when_the_apps_result_handler_leaves_it(bool before)
    {
        static void Add(IServiceCollection services) =>
            services.AddSingleton<IAuthorizationMiddlewareResultHandler>(_ => new OwnHandler(answers: false));
        await using var door = await OpenAsync(before ? Add : _ => { }, before ? null : Add);
        door.Sandbox.Pdp.Next.Deny();
        door.Sandbox.Pdp.Always.Fail(500);

        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "right-missing");
        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");
        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
        door.Log.Of("ResultHandlerHidden").Length.ShouldBe(before ? 0 : 1);
    }

    [Fact]
    public async Task A_request_is_asked_audited_and_logged_once_when_everything_is_added_twice()
    {
        await using var door = await OpenAsync(
            services => services.AddSystemUserAuthorization(),
            after: services => services.AddSystemUserAuthorization()
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("krav");

        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
        door.Audit.Records.ShouldHaveSingleItem();
        door.Log.Of("AccessByRight").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_request_is_503_when_the_apps_own_decision_point_throws()
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<IPolicyDecisionPoint, ThrowingDecisionPoint>()
        );

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-failed");
        door.Log.All(LogLevel.Information).ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_request_whose_caller_hangs_up_is_499_and_no_error()
    {
        var status = new TaskCompletionSource<int>();
        await using var door = await Door.OpenAsync(app =>
        {
            app.Use(
                async (context, next) =>
                {
                    try
                    {
                        await next(context);
                        status.TrySetResult(context.Response.StatusCode);
                    }
                    catch (Exception exception)
                    {
                        status.TrySetException(exception);
                    }
                }
            );
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
        });
        var held = new TaskCompletionSource();
        door.Sandbox.Pdp.Always.HeldUntil(held.Task).Permit();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/krav");
        request.Headers.Authorization = new("Bearer", door.Token().ToString());

        var answer = door.Http.SendAsync(request, caller.Token);
        await door.Sandbox.Pdp.WaitForCallsAsync(1, TestContext.Current.CancellationToken);
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        (await status.Task).ShouldBe(499);
        held.SetResult();
        door.Audit.Records.ShouldBeEmpty();
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_decided_request_is_counted_once_with_its_outcome()
    {
        await using var door = await OpenAsync(_ => { });
        using var decisions = new MetricCollector<long>(
            door.Services.GetRequiredService<IMeterFactory>(),
            SystemUserDiagnostics.MeterName,
            SystemUserDiagnostics.Decisions
        );
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Next.Deny();
        door.Sandbox.Pdp.Next.NotApplicable();
        door.Sandbox.Pdp.Next.Indeterminate();
        door.Sandbox.Pdp.Next.Permit(level: 4);
        door.Sandbox.Pdp.Always.Fail(500);

        for (var i = 0; i < 6; i++)
        {
            await door.GetAsync("/krav", door.Token());
        }

        decisions
            .GetMeasurementSnapshot()
            .Select(one => $"{one.Value} {string.Join(' ', one.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}")
            .ShouldBe(
                new[]
                {
                    "permit",
                    "deny",
                    "not_applicable",
                    "indeterminate",
                    "obligation_not_met",
                    "unavailable",
                }.Select(outcome =>
                    $"1 systemuser.outcome={outcome} systemuser.source=pdp systemuser.resource={Door.Resource} systemuser.action=read"
                )
            );
    }

    private sealed class KodeWriter : ISystemUserProblemWriter
    {
        public Task WriteAsync(HttpContext httpContext, SystemUserProblem problem, CancellationToken cancellationToken)
        {
            httpContext.Response.ContentType = "application/json";
            return httpContext.Response.WriteAsync($"{{\"kode\":\"{problem.Code}\"}}", cancellationToken);
        }
    }

    private sealed class ThrowingWriter(bool late) : ISystemUserProblemWriter
    {
        public async Task WriteAsync(
            HttpContext httpContext,
            SystemUserProblem problem,
            CancellationToken cancellationToken
        )
        {
            httpContext.Response.ContentType = "text/plain";
            if (late)
            {
                await httpContext.Response.WriteAsync("half", cancellationToken);
            }
            else
            {
                httpContext.Response.StatusCode = 200;
                httpContext.Response.ContentLength = 100;
            }

            throw new InvalidOperationException("secret");
        }
    }

    private sealed class FailingSink(int failing) : ISystemUserAuditSink
    {
        private int _calls;

        public List<SystemUserAuditRecord> Records { get; } = [];

        public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken)
        {
            if (++_calls == failing)
            {
                throw new InvalidOperationException("full");
            }

            Records.Add(auditRecord);
            return default;
        }
    }

    private sealed class ThrowingSink : ISystemUserAuditSink
    {
        public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("secret");
    }

    private sealed class PerRequest
    {
        public int Records { get; set; }
    }

    private sealed class ScopedSink(PerRequest request) : ISystemUserAuditSink
    {
        public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken)
        {
            request.Records++;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ThrowingDecisionPoint : IPolicyDecisionPoint
    {
        public ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("secret");
    }

    private sealed class OwnHandler(bool answers) : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _framework = new();

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            if (!answers || !authorizeResult.Forbidden)
            {
                return _framework.HandleAsync(next, context, policy, authorizeResult);
            }

            context.Response.StatusCode = 404;
            return context.Response.WriteAsync($"own: {context.Features.Get<SystemUserProblem>()!.Code}");
        }
    }
}
