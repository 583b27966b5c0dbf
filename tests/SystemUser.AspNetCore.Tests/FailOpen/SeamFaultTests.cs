using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.FailOpen;

/// <summary>Whatever the app's own code does in the place of the package's, nobody is let in by it, the answer is the package's, and the log says why.</summary>
public sealed class SeamFaultTests : IDisposable
{
    private const string DecisionPoint = "decision point";
    private const string TokenProvider = "token provider";
    private const string Signer = "signer";
    private const string Resolver = "party resolver";
    private const string Sink = "audit sink";
    private const string Writer = "problem writer";
    private const string Store = "shared store";

    private static readonly Dictionary<string, PolicyDecision> s_lies = new()
    {
        ["permits with null for its obligations"] = new(Decision.Permit, null!),
        ["permits with an obligation that is null"] = new(Decision.Permit, [null!]),
        ["permits with an obligation without words"] = new(Decision.Permit, [new(null!, null!)]),
        ["permits with the status of an error"] = new(Decision.Permit, [], "processing-error"),
        ["answers with a word that XACML does not have"] = new((Decision)17, []),
    };

    private readonly PatientClock _clock = new();
    private readonly Fault _fault;
    private int _served;

    public SeamFaultTests() => _fault = new Fault(_clock);

    /// <summary>Gets what each seam does wrong, the answer, and the event in the log that tells of it; none where it is an answer like any other.</summary>
    public static TheoryData<string, string, int, string, string> Faults =>
        new()
        {
            { DecisionPoint, "throws", 503, "decision-failed", "DecisionFailed" },
            { DecisionPoint, "cancels itself", 503, "decision-unavailable", "DecisionUnavailable" },
            { DecisionPoint, "hangs", 503, "decision-unavailable", "DecisionUnavailable" },
            { DecisionPoint, "returns null", 503, "decision-failed", "DecisionFailed" },
            { DecisionPoint, "permits with null for its obligations", 503, "decision-failed", "DecisionFailed" },
            { DecisionPoint, "permits with an obligation that is null", 503, "decision-failed", "DecisionFailed" },
            {
                DecisionPoint,
                "permits with an obligation without words",
                403,
                "obligation-not-met",
                "ObligationNotMet"
            },
            { DecisionPoint, "permits with the status of an error", 503, "decision-failed", "DecisionFailed" },
            { DecisionPoint, "answers with a word that XACML does not have", 503, "decision-failed", "DecisionFailed" },
            { TokenProvider, "throws", 503, "decision-failed", "DecisionFailed" },
            { TokenProvider, "cancels itself", 503, "decision-unavailable", "DecisionUnavailable" },
            { TokenProvider, "hangs", 503, "decision-unavailable", "DecisionUnavailable" },
            { TokenProvider, "returns null", 503, "decision-failed", "DecisionFailed" },
            { TokenProvider, "gives another's token", 503, "decision-failed", "DecisionFailed" },
            { Signer, "throws", 503, "decision-unavailable", "DecisionUnavailable" },
            { Signer, "cancels itself", 503, "decision-unavailable", "DecisionUnavailable" },
            { Signer, "hangs", 503, "decision-unavailable", "DecisionUnavailable" },
            { Signer, "returns null", 503, "decision-failed", "DecisionFailed" },
            { Signer, "signs with nothing", 503, "decision-failed", "DecisionFailed" },
            { Resolver, "throws", 503, "decision-failed", "PartyResolverFailed" },
            { Resolver, "cancels itself", 503, "decision-failed", "PartyResolverFailed" },
            { Resolver, "hangs", 503, "decision-failed", "PartyResolverFailed" },
            { Resolver, "returns null", 404, "party-not-found", "" },
            { Resolver, "names another's party", 403, "party-not-owner", "" },
            { Sink, "throws", 503, "decision-failed", "AuditSinkFailed" },
            { Sink, "cancels itself", 503, "decision-failed", "AuditSinkFailed" },
            { Sink, "hangs", 503, "decision-failed", "AuditSinkFailed" },
            { Writer, "throws", 403, "", "ProblemWriterFailed" },
            { Writer, "cancels itself", 403, "", "ProblemWriterFailed" },
            { Writer, "returns null", 403, "", "ProblemWriterFailed" },
            { Store, "throws", 403, "right-missing", "SharedCacheFailed" },
            { Store, "cancels itself", 403, "right-missing", "SharedCacheFailed" },
            { Store, "hangs", 403, "right-missing", "SharedCacheFailed" },
            { Store, "returns null", 403, "right-missing", "SharedCacheFailed" },
            { Store, "gives another's permit", 403, "right-missing", "SharedEntryForeign" },
        };

    public static TheoryData<string> Seams => [DecisionPoint, TokenProvider, Signer, Resolver, Sink, Writer, Store];

    public void Dispose() => _fault.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nobody_is_let_in_and_the_log_says_why_when_the_apps(
        string seam,
        string what,
        int status,
        string code,
        string logged
    )
    {
        await using var door = await OpenAsync(seam, what);
        Arrange(door, seam);
        _fault.Begin(what);

        var reply = await AskAsync(door);

        reply.Status.ShouldBe(status, reply.Body);
        (reply.Body.Length == 0 ? "" : reply["code"]).ShouldBe(code);
        _served.ShouldBe(0);
        (logged.Length == 0 || door.Log.Of(logged).Length > 0).ShouldBeTrue(door.Log.All());
        door.Log.All().ShouldNotContain("secret");
    }

    [Theory]
    [MemberData(nameof(Seams))]
    public async Task The_next_is_let_in_when_the_fault_is_over(string seam)
    {
        await using var door = await OpenAsync(seam);
        door.Sandbox.Pdp.Permit();
        _fault.Begin("throws");
        await AskAsync(door);
        _fault.End();
        _clock.Advance(TimeSpan.FromMinutes(1)); // a token that could not be had is not asked for at once

        (await AskAsync(door)).ShouldBeOk("served");
    }

    [Theory]
    [MemberData(nameof(Seams))]
    public async Task A_thousand_at_once_are_answered_200_4xx_or_503_whatever_the_seam_does(string seam)
    {
        await using var door = await OpenAsync(seam);
        Arrange(door, seam);
        _fault.Begin("does all of that in turn");
        var tokens = Enumerable.Range(0, 20).Select(_ => door.Token().ExpiresIn(TimeSpan.FromHours(1))).ToArray();

        var asked = Enumerable.Range(0, 1000).Select(i => Task.Run(() => door.GetAsync("/krav", tokens[i % 20])));
        var replies = await _clock.AdvanceUntilAsync(Task.WhenAll(asked), TimeSpan.FromMinutes(30));

        replies.ShouldAllBe(reply => reply.Status == 200 || reply.Status == 503 || reply.Status / 100 == 4);
        replies.Count(reply => reply.Status == 200).ShouldBe(_served);
        _fault.Calls.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_remembered_permit_keeps_its_obligations_when_the_decision_point_changes_its_list_later()
    {
        var obligations = new List<Obligation> { new("urn:altinn:minimum-authenticationlevel", "4") };
        await using var door = await OpenAsync(services =>
            services.AddSingleton<IPolicyDecisionPoint>(
                new StubPdp((_, _) => Task.FromResult(new PolicyDecision(Decision.Permit, obligations)))
            )
        );
        var token = door.Token();
        (await door.GetAsync("/krav", token)).ShouldBe(403, "obligation-not-met");
        obligations.Clear();

        (await door.GetAsync("/krav", token)).ShouldBe(403, "obligation-not-met");
    }

    [Theory]
    [InlineData(nameof(JwtBearerEvents.OnMessageReceived), true)]
    [InlineData(nameof(JwtBearerEvents.OnMessageReceived), false)]
    [InlineData(nameof(JwtBearerEvents.OnTokenValidated), true)]
    [InlineData(nameof(JwtBearerEvents.OnTokenValidated), false)]
    [InlineData(nameof(JwtBearerEvents.OnAuthenticationFailed), true)]
    [InlineData(nameof(JwtBearerEvents.OnAuthenticationFailed), false)]
    [InlineData(nameof(JwtBearerEvents.OnChallenge), true)]
    [InlineData(nameof(JwtBearerEvents.OnChallenge), false)]
    [InlineData(nameof(JwtBearerEvents.OnForbidden), true)]
    [InlineData(nameof(JwtBearerEvents.OnForbidden), false)]
    public async Task The_apps_exception_handler_answers_and_nobody_is_let_in_when_its_event_fails(
        string failing,
        bool throws
    )
    {
        Task Fail() => throws ? throw new NotSupportedException("The app's own.") : Fault.NoTask;
        await using var door = await OpenAsync(services =>
            services
                .AddAuthentication()
                .AddMaskinporten(options =>
                    options.Events = failing switch
                    {
                        nameof(JwtBearerEvents.OnMessageReceived) => new() { OnMessageReceived = _ => Fail() },
                        nameof(JwtBearerEvents.OnTokenValidated) => new() { OnTokenValidated = _ => Fail() },
                        nameof(JwtBearerEvents.OnAuthenticationFailed) => new()
                        {
                            OnAuthenticationFailed = _ => Fail(),
                        },
                        nameof(JwtBearerEvents.OnChallenge) => new() { OnChallenge = _ => Fail() },
                        _ => new() { OnForbidden = _ => Fail() },
                    }
                )
        );
        door.Sandbox.Pdp.Always.Deny();
        var token = failing switch
        {
            nameof(JwtBearerEvents.OnAuthenticationFailed) => door.Token().Without("exp"),
            nameof(JwtBearerEvents.OnChallenge) => null,
            _ => door.Token(),
        };

        var reply = await door.GetAsync("/krav", token);

        reply.Status.ShouldBe(500);
        reply.Body.ShouldBe(throws ? nameof(NotSupportedException) : nameof(NullReferenceException));
        _served.ShouldBe(0);
    }

    private static void Arrange(Door door, string seam)
    {
        if (seam is Writer or Store)
        {
            door.Sandbox.Pdp.Always.Deny();
        }
        else
        {
            door.Sandbox.Pdp.Permit();
        }
    }

    private Task<Door> OpenAsync(string seam, string lie = "") => OpenAsync(services => Put(seam, lie, services));

    private Task<Door> OpenAsync(Action<IServiceCollection> services) =>
        Door.OpenAsync(
            app =>
            {
                app.UseExceptionHandler(handler =>
                    handler.Run(context =>
                        context.Response.WriteAsync(
                            context.Features.Get<IExceptionHandlerFeature>()!.Error.GetType().Name
                        )
                    )
                );
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapGet("/krav", Serve)
                    .RequireSystemUserRight(Door.Resource, right => right.PartyFrom = typeof(FaultyResolver));
            },
            services: all => all.AddSingleton(new FaultyResolver(new Fault(_clock))),
            configure: builder => services(builder.Services),
            settings:
            [
                ("SystemUser:Decisions:AttemptTimeout", "00:00:03"),
                ("SystemUser:Decisions:TotalTimeout", "00:00:05"),
                ("SystemUser:Decisions:SealKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            ],
            clock: _clock
        );

    private string Serve()
    {
        Interlocked.Increment(ref _served);
        return "served";
    }

    private void Put(string seam, string lie, IServiceCollection services)
    {
        switch (seam)
        {
            case DecisionPoint:
                var told = s_lies.GetValueOrDefault(lie) ?? s_lies.Values.First();
                services.AddSingleton<IPolicyDecisionPoint>(new FaultyPdp(_fault, told));
                break;
            case TokenProvider:
                services.AddSingleton<IAltinnTokenProvider>(provider => new FaultyTokens(
                    _fault,
                    ActivatorUtilities.CreateInstance<AltinnTokenProvider>(provider)
                ));
                break;
            case Signer:
                services.AddSingleton<IClientAssertionSigner>(provider => new FaultySigner(
                    _fault,
                    ActivatorUtilities.CreateInstance<ClientKeys>(provider)
                ));
                break;
            case Resolver:
                services.AddSingleton(new FaultyResolver(_fault));
                break;
            case Sink:
                services.AddSingleton<ISystemUserAuditSink>(new FaultySink(_fault));
                break;
            case Writer:
                services.AddSingleton<ISystemUserProblemWriter>(new FaultyWriter(_fault));
                break;
            default:
                services.AddSingleton<ISharedDecisionStore>(new FaultyStore(_fault));
                break;
        }
    }

    private Task<Reply> AskAsync(Door door) =>
        _clock.AdvanceUntilAsync(door.GetAsync("/krav", door.Token()), TimeSpan.FromMinutes(1), () => _fault.IsHanging);
}
