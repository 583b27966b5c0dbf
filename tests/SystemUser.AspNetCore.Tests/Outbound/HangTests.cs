using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Outbound;

/// <summary>One hang is one answer of 503 within the budget, and everything works again by itself.</summary>
public sealed class HangTests : IDisposable
{
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(5);

    private readonly PatientClock _clock = new();
    private readonly Hang _hang;

    public HangTests() => _hang = new Hang(_clock);

    public static TheoryData<string, bool> Seams
    {
        get
        {
            var seams = new TheoryData<string, bool>();
            string[] all = ["signer", "token provider", "decision point", "Altinn handler", "Maskinporten handler"];
            foreach (var seam in all)
            {
                seams.Add(seam, false);
                seams.Add(seam, true);
            }

            return seams;
        }
    }

    public void Dispose() => _hang.Dispose();

    [Theory]
    [MemberData(nameof(Seams))]
    public async Task A_request_is_503_within_the_budget_when_a_seam_hangs_and_the_next_is_200(string seam, bool blocks)
    {
        await using var door = await OpenAsync(services => Put(seam, services));
        door.Sandbox.Pdp.Permit();
        _hang.Begin(blocks, times: 1);
        var started = _clock.GetUtcNow();

        var hung = await AskAsync(door, door.Token());
        var took = _clock.GetUtcNow() - started;
        var next = await AskAsync(door, door.Token());

        hung.Status.ShouldBe(503);
        took.ShouldBeLessThanOrEqualTo(s_budget);
        next.ShouldBeOk();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_is_503_at_once_while_eight_calls_hang(bool blocks)
    {
        await using var door = await OpenAsync(services => Put("decision point", services));
        _hang.Begin(blocks, times: 8);
        for (var i = 0; i < 8; i++)
        {
            (await AskAsync(door, door.Token())).Status.ShouldBe(503);
        }

        var ninth = await door.GetAsync("/krav", door.Token()); // with the clock standing still
        ninth.ShouldBe(503, "decision-unavailable", retryAfter: "5");
        _hang.End();

        await Poll.UntilAsync(async () => (await door.GetAsync("/krav", door.Token())).Status == 200);
    }

    [Fact]
    public async Task Calls_that_block_take_few_threads_when_many_come_at_once()
    {
        await using var door = await OpenAsync(services => Put("decision point", services));
        (await AskAsync(door, door.Token())).ShouldBeOk();
        _hang.Begin(blocks: true, times: int.MaxValue);

        // However late one of them arrives, its token has not expired.
        var asked = Enumerable
            .Range(0, 40)
            .Select(_ => door.GetAsync("/krav", door.Token().ExpiresIn(TimeSpan.FromHours(1))))
            .ToArray();
        var most = 8 + Math.Max(1, Environment.ProcessorCount - 1);
        await Poll.UntilAsync(() => _hang.Count == most);
        var answers = await _clock.AdvanceUntilAsync(Task.WhenAll(asked), TimeSpan.FromMinutes(30), () => true);

        answers.ShouldAllBe(answer => answer.Status == 503);
        _hang.Count.ShouldBe(most);
    }

    [Fact]
    public async Task Maskinportens_circuit_stays_closed_when_a_signer_cancels_itself()
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<IClientAssertionSigner>(new CancellingSigner())
        );
        for (var i = 0; i < 12; i++)
        {
            (await AskAsync(door, door.Token())).Status.ShouldBe(503);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        door.Log.Of("ServiceCircuitOpened").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc\n")]
    [InlineData("bl\u00e5b\u00e6r")]
    [InlineData(null)]
    public async Task A_request_is_503_and_the_log_says_why_when_the_token_provider_gives_no_token(string? token)
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<IAltinnTokenProvider>(new WordlessTokens(token!))
        );

        (await AskAsync(door, door.Token())).ShouldBe(503, "decision-failed");

        door.Log.Of("DecisionFailed").ShouldContain(line => line.Contains("IAltinnTokenProvider"));
    }

    [Fact]
    public async Task A_request_costs_fifty_milliseconds_more_when_the_distributed_cache_blocks()
    {
        await using var door = await OpenAsync(
            services => services.AddSingleton<IDistributedCache>(new HangingCache(_hang)),
            ("SystemUser:Decisions:UseDistributedCache", "true")
        );
        door.Sandbox.Pdp.Permit();
        _hang.Begin(blocks: true, times: int.MaxValue);
        var started = _clock.GetUtcNow();

        for (var i = 0; i < 12; i++)
        {
            (await AskAsync(door, door.Token())).ShouldBeOk();
        }

        (_clock.GetUtcNow() - started).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_request_is_503_when_the_audit_sink_never_returns()
    {
        await using var door = await OpenAsync(
            _ => { },
            after: services => services.AddSingleton<ISystemUserAuditSink>(new HangingSink(_hang))
        );
        door.Sandbox.Pdp.Permit();
        _hang.Begin(blocks: false, times: 1);

        (await AskAsync(door, door.Token())).ShouldBe(503, "decision-failed");
        (await AskAsync(door, door.Token())).ShouldBeOk();
    }

    [Fact]
    public async Task Many_questions_of_code_wait_for_the_audit_sink_together_when_it_never_returns()
    {
        await using var door = await OpenAsync(
            _ => { },
            after: services => services.AddSingleton<ISystemUserAuditSink>(new HangingSink(_hang))
        );
        door.Sandbox.Pdp.Permit();
        var systemUser = Some.SystemUser();
        SystemUserQuestion[] questions =
        [
            .. Enumerable
                .Range(1, 20)
                .Select(Some.QuestionOfParty)
                .Select(question => new SystemUserQuestion(question.Right, question.Party)),
        ];
        _hang.Begin(blocks: false, times: int.MaxValue);
        var started = _clock.GetUtcNow();

        var results = await _clock.AdvanceUntilAsync(
            door.Services.GetRequiredService<ISystemUserAuthorizer>()
                .AuthorizeManyAsync(systemUser, questions, TestContext.Current.CancellationToken),
            TimeSpan.FromMinutes(5),
            () => _hang.IsOn
        );

        results.ShouldAllBe(result => result.Problem!.Code == "decision-failed");
        (_clock.GetUtcNow() - started).ShouldBeLessThan(2 * s_budget);
    }

    [Fact]
    public async Task The_connection_ends_when_the_problem_writer_never_returns()
    {
        await using var door = await OpenAsync(services =>
            services.AddSingleton<ISystemUserProblemWriter>(new HangingWriter(_hang))
        );
        door.Sandbox.Pdp.Always.Deny();
        _hang.Begin(blocks: false, times: 1);

        await Should.ThrowAsync<Exception>(() => AskAsync(door, door.Token()));
        (await AskAsync(door, door.Token())).Status.ShouldBe(403);
    }

    private void Put(string seam, IServiceCollection services)
    {
        switch (seam)
        {
            case "signer":
                services.AddSingleton<IClientAssertionSigner>(provider => new HangingSigner(
                    _hang,
                    ActivatorUtilities.CreateInstance<ClientKeys>(provider)
                ));
                break;
            case "token provider":
                services.AddSingleton<IAltinnTokenProvider>(provider => new HangingTokens(
                    _hang,
                    ActivatorUtilities.CreateInstance<AltinnTokenProvider>(provider)
                ));
                break;
            case "decision point":
                services.AddSingleton<IPolicyDecisionPoint>(new HangingPdp(_hang));
                break;
            case "Altinn handler":
                services
                    .AddHttpClient(SystemUserHttpClients.Altinn)
                    .AddHttpMessageHandler(() => new HangingHandler(_hang));
                break;
            default:
                services
                    .AddHttpClient(SystemUserHttpClients.Maskinporten)
                    .AddHttpMessageHandler(() => new HangingHandler(_hang));
                break;
        }
    }

    private Task<Reply> AskAsync(Door door, MaskinportenToken token) =>
        _clock.AdvanceUntilAsync(door.GetAsync("/krav", token), TimeSpan.FromMinutes(1), () => _hang.IsOn);

    private Task<Door> OpenAsync(
        Action<IServiceCollection> services,
        (string, string)? setting = null,
        Action<IServiceCollection>? after = null
    ) =>
        Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            services,
            builder => after?.Invoke(builder.Services),
            settings:
            [
                ("SystemUser:Decisions:AttemptTimeout", "00:00:03"),
                ("SystemUser:Decisions:TotalTimeout", "00:00:05"),
                .. setting is { } more ? [more] : Array.Empty<(string, string)>(),
            ],
            clock: _clock
        );

    /// <summary>Code that does not come back for a while, and pays no heed to its cancellation.</summary>
    private sealed class Hang(TimeProvider clock) : IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly TaskCompletionSource _ended = new();
        private bool _blocks;
        private int _left;
        private long _since = -1;
        private int _count;

        /// <summary>Gets how many calls hang, or did.</summary>
        public int Count => Volatile.Read(ref _count);

        /// <summary>Gets whether a call hangs, and nobody has lost time over it yet.</summary>
        public bool IsOn => Volatile.Read(ref _since) == clock.GetTimestamp();

        public void Begin(bool blocks, int times)
        {
            _blocks = blocks;
            Volatile.Write(ref _left, times);
        }

        public void End()
        {
            Volatile.Write(ref _left, 0);
            _released.Set();
            _ended.SetResult();
        }

        public async Task PassAsync()
        {
            if (Interlocked.Decrement(ref _left) < 0)
            {
                return;
            }

            Volatile.Write(ref _since, clock.GetTimestamp());
            Interlocked.Increment(ref _count);
            if (_blocks)
            {
                _released.Wait();
            }
            else
            {
                await _ended.Task;
            }
        }

        public void Dispose()
        {
            _released.Set();
            _ended.TrySetResult();
        }
    }

    private sealed class HangingSigner(Hang hang, IClientAssertionSigner key) : IClientAssertionSigner
    {
        public string Algorithm => key.Algorithm;

        public string KeyId => key.KeyId;

        public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken)
        {
            await hang.PassAsync();
            return await key.SignAsync(signingInput, cancellationToken);
        }
    }

    private sealed class CancellingSigner : IClientAssertionSigner
    {
        public string Algorithm => "RS256";

        public string KeyId => "key";

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken) =>
            throw new TaskCanceledException();
    }

    private sealed class WordlessTokens(string token) : IAltinnTokenProvider
    {
        public ValueTask<string> GetTokenAsync(
            string scope,
            string? rejectedToken,
            CancellationToken cancellationToken
        ) => new(token);
    }

    private sealed class HangingTokens(Hang hang, IAltinnTokenProvider tokens) : IAltinnTokenProvider
    {
        public async ValueTask<string> GetTokenAsync(
            string scope,
            string? rejectedToken,
            CancellationToken cancellationToken
        )
        {
            await hang.PassAsync();
            return await tokens.GetTokenAsync(scope, rejectedToken, cancellationToken);
        }
    }

    private sealed class HangingPdp(Hang hang) : IPolicyDecisionPoint
    {
        public async ValueTask<PolicyDecision> DecideAsync(
            DecisionQuestion question,
            CancellationToken cancellationToken
        )
        {
            await hang.PassAsync();
            return PolicyDecision.Permit;
        }
    }

    private sealed class HangingHandler(Hang hang) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await hang.PassAsync();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class HangingSink(Hang hang) : ISystemUserAuditSink
    {
        public async ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken) =>
            await hang.PassAsync();
    }

    private sealed class HangingWriter(Hang hang) : ISystemUserProblemWriter
    {
        public Task WriteAsync(
            HttpContext httpContext,
            SystemUserProblem problem,
            CancellationToken cancellationToken
        ) => hang.PassAsync();
    }

    private sealed class HangingCache(Hang hang) : IDistributedCache
    {
        private readonly MemoryDistributedCache _cache = new(Options.Create(new MemoryDistributedCacheOptions()));

        public byte[]? Get(string key) => throw new NotSupportedException();

        public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            await hang.PassAsync();
            return await _cache.GetAsync(key, token);
        }

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new NotSupportedException();

        public async Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        )
        {
            await hang.PassAsync();
            await _cache.SetAsync(key, value, options, token);
        }
    }
}
