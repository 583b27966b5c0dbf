using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.FailOpen;

/// <summary>Callers who hang up while the app's own sink or writer has their request: it is finished, within its time, and takes nobody else's along.</summary>
public sealed class HangUpTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private readonly PatientClock _clock = new();
    private readonly Work _work = new();
    private int _served;

    [Fact]
    public async Task The_record_of_a_granted_request_is_finished_when_its_caller_hangs_up()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        using var caller = new CancellationTokenSource();
        var asked = await BeginAsync(door, caller);

        await caller.CancelAsync();
        await Poll.UntilAsync(() => _work.HungUp == 1);
        _work.Release();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        await Poll.UntilAsync(() => _work.Ended == 1);
        _work.Records.ShouldHaveSingleItem().Granted.ShouldBeTrue();
        _work.CutShort.ShouldBe(0);
        door.Log.All(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_records_of_all_rights_are_finished_when_the_caller_hangs_up_at_the_first()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        using var caller = new CancellationTokenSource();
        var asked = await BeginAsync(door, caller, "/both");

        await caller.CancelAsync();
        await Poll.UntilAsync(() => _work.HungUp == 1);
        _work.Release();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        await Poll.UntilAsync(() => _work.Ended == 1);
        _work.Records.Select(record => record.Granted).ShouldBe([true, true]);
    }

    [Fact]
    public async Task Nobody_is_let_in_when_the_caller_hangs_up_and_the_audit_sink_takes_too_long()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        using var caller = new CancellationTokenSource();
        var asked = await BeginAsync(door, caller);

        await caller.CancelAsync();
        await _clock.AdvanceUntilAsync(EndedAsync(), TimeSpan.FromMinutes(1), () => true);

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        _served.ShouldBe(0);
        _work.Records.ShouldBeEmpty();
        door.Log.Of("AuditSinkFailed").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_others_are_served_and_every_record_is_kept_when_half_of_those_at_once_hang_up()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();
        var token = door.Token();
        using var half = new CancellationTokenSource();
        var asked = Enumerable
            .Range(0, 100)
            .Select(i => GetAsync(door, token, i % 2 == 0 ? half.Token : Cancelled))
            .ToArray();
        await Poll.UntilAsync(() => _work.Begun == 100);

        await half.CancelAsync();
        await Poll.UntilAsync(() => _work.HungUp == 50);
        _work.Release();

        foreach (var stayed in asked.Where((_, i) => i % 2 == 1))
        {
            (await stayed).ShouldBe(200);
        }

        await Poll.UntilAsync(() => _work.Ended == 100);
        _work.Records.Count.ShouldBe(100);
        _work.CutShort.ShouldBe(0);
        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
        door.Log.All(LogLevel.Warning).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_request_ends_under_its_problem_writer_when_its_caller_hangs_up()
    {
        await using var door = await OpenAsync(services => services.AddScoped<ISystemUserProblemWriter, SlowWriter>());
        door.Sandbox.Pdp.Always.Deny();
        using var caller = new CancellationTokenSource();
        var asked = await BeginAsync(door, caller);

        await caller.CancelAsync();
        await Poll.UntilAsync(() => _work.HungUp == 1);
        _work.Release();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        await Poll.UntilAsync(() => _work.Ended == 1);
        _work.CutShort.ShouldBe(0);
        (await GetAsync(door, door.Token(), Cancelled)).ShouldBe(403);
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
        _served.ShouldBe(0);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(500)]
    public async Task The_endpoint_does_not_run_whatever_status_the_problem_writer_sets(int status)
    {
        await using var door = await Door.OpenAsync(
            Map,
            services => services.AddSingleton<ISystemUserProblemWriter>(new StatusWriter(status))
        );
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/krav", door.Token())).Status.ShouldBe(status);
        (await door.GetAsync("/krav", door.Token().Without("exp"))).Status.ShouldBe(status);
        (await door.GetAsync("/krav")).Status.ShouldBe(status);

        _served.ShouldBe(0);
        var record = door.Audit.Records.ShouldHaveSingleItem();
        (record.Granted, record.Code).ShouldBe((false, "right-missing"));
    }

    private Task<Door> OpenAsync(Action<IServiceCollection>? services = null) =>
        Door.OpenAsync(
            Map,
            all =>
            {
                all.AddHttpContextAccessor();
                all.AddSingleton(_work);
                all.AddScoped<Request>();
                services?.Invoke(all);
            },
            builder =>
            {
                if (services is null)
                {
                    builder.Services.AddScoped<ISystemUserAuditSink, SlowSink>();
                }
            },
            settings: [("SystemUser:Decisions:TotalTimeout", "00:00:05")],
            clock: _clock
        );

    private void Map(WebApplication app)
    {
        app.MapGet("/krav", Serve).RequireSystemUserRight(Door.Resource);
        app.MapGet("/both", Serve).RequireSystemUserRight(Door.Resource).RequireSystemUserRight("another");

        string Serve()
        {
            Interlocked.Increment(ref _served);
            return "served";
        }
    }

    /// <summary>Asks, and is where the app's own code has the request.</summary>
    private async Task<Task<int>> BeginAsync(Door door, CancellationTokenSource caller, string path = "/krav")
    {
        var asked = GetAsync(door, door.Token(), caller.Token, path);
        await Poll.UntilAsync(() => _work.Begun == 1);
        return asked;
    }

    private static async Task<int> GetAsync(
        Door door,
        MaskinportenToken token,
        CancellationToken caller,
        string path = "/krav"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token.ToString());
        using var answer = await door.Http.SendAsync(request, caller);
        return (int)answer.StatusCode;
    }

    private async Task<bool> EndedAsync()
    {
        await Poll.UntilAsync(() => _work.Ended == 1);
        return true;
    }

    /// <summary>What the app's own code has begun, is held at, and has finished.</summary>
    private sealed class Work
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _begun;
        private int _hungUp;
        private int _ended;
        private int _cutShort;

        public int Begun => Volatile.Read(ref _begun);

        public int HungUp => Volatile.Read(ref _hungUp);

        /// <summary>Gets how many requests have ended.</summary>
        public int Ended => Volatile.Read(ref _ended);

        /// <summary>Gets how many of them ended while the app's own code still had them.</summary>
        public int CutShort => Volatile.Read(ref _cutShort);

        public ConcurrentQueue<SystemUserAuditRecord> Records { get; } = [];

        public void Release() => _released.SetResult();

        public async Task PassAsync(Request request, CancellationToken aborted, CancellationToken given)
        {
            using var hangingUp = aborted.Register(() => Interlocked.Increment(ref _hungUp));
            request.IsHeld = true;
            Interlocked.Increment(ref _begun);
            await _released.Task.WaitAsync(given);
            request.IsHeld = false;
        }

        public void End(bool isHeld)
        {
            Interlocked.Add(ref _cutShort, isHeld ? 1 : 0);
            Interlocked.Increment(ref _ended);
        }
    }

    /// <summary>A service of the request, which ends with it.</summary>
    private sealed class Request(Work work) : IDisposable
    {
        public bool IsHeld { get; set; }

        public void Dispose() => work.End(IsHeld);
    }

    private sealed class SlowSink(Work work, Request request, IHttpContextAccessor accessor) : ISystemUserAuditSink
    {
        public async ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken)
        {
            await work.PassAsync(request, accessor.HttpContext!.RequestAborted, cancellationToken);
            work.Records.Enqueue(auditRecord);
        }
    }

    private sealed class SlowWriter(Work work, Request request) : ISystemUserProblemWriter
    {
        public Task WriteAsync(
            HttpContext httpContext,
            SystemUserProblem problem,
            CancellationToken cancellationToken
        ) => work.PassAsync(request, cancellationToken, CancellationToken.None);
    }

    private sealed class StatusWriter(int status) : ISystemUserProblemWriter
    {
        public Task WriteAsync(HttpContext httpContext, SystemUserProblem problem, CancellationToken cancellationToken)
        {
            httpContext.Response.StatusCode = status;
            return Task.CompletedTask;
        }
    }
}
