using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.FailOpen;

/// <summary>What goes wrong in the app's own code, as long as it is switched on.</summary>
internal sealed class Fault(PatientClock clock) : IDisposable
{
    /// <summary>What a method returns that forgets its task.</summary>
    public static readonly Task NoTask = null!;

    private readonly TaskCompletionSource _ended = new();
    private string? _kind;
    private long _since = -1;
    private int _calls;

    /// <summary>Gets whether a call hangs, and nobody has lost time over it yet.</summary>
    public bool IsHanging => Volatile.Read(ref _since) == clock.GetTimestamp();

    /// <summary>Gets how often the app's own code was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public void Begin(string kind) => _kind = kind;

    public void End() => _kind = null;

    /// <summary>Throws, hangs, or returns whether it is a lie that is to be told; <see langword="null"/> if it is nothing.</summary>
    public async Task<bool?> PassAsync()
    {
        var call = Interlocked.Increment(ref _calls);
        switch (_kind)
        {
            case "throws":
                throw new InvalidOperationException("secret");
            case "cancels itself":
                throw new OperationCanceledException("secret");
            case "hangs":
                Volatile.Write(ref _since, clock.GetTimestamp());
                await _ended.Task;
                return false;
            case "returns null":
                return null;
            case "does all of that in turn":
                return (call % 4) switch
                {
                    0 => throw new InvalidOperationException("secret"),
                    1 => null,
                    2 => true,
                    _ => false,
                };
            default:
                return _kind is not null;
        }
    }

    public void Dispose() => _ended.TrySetResult();
}

internal sealed class FaultyPdp(Fault fault, PolicyDecision lie) : IPolicyDecisionPoint
{
    public async ValueTask<PolicyDecision> DecideAsync(
        DecisionQuestion question,
        CancellationToken cancellationToken
    ) =>
        await fault.PassAsync() switch
        {
            null => null!,
            true => lie,
            false => PolicyDecision.Permit,
        };
}

internal sealed class FaultyTokens(Fault fault, AltinnTokenProvider tokens) : IAltinnTokenProvider
{
    public async ValueTask<string> GetTokenAsync(
        string scope,
        string? rejectedToken,
        CancellationToken cancellationToken
    ) =>
        await fault.PassAsync() switch
        {
            null => null!,
            true => "somebody.elses.token",
            false => await tokens.GetTokenAsync(scope, rejectedToken, cancellationToken),
        };
}

internal sealed class FaultySigner(Fault fault, IClientAssertionSigner key) : IClientAssertionSigner
{
    public string Algorithm => key.Algorithm;

    public string KeyId => key.KeyId;

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken) =>
        await fault.PassAsync() switch
        {
            null => null!,
            true => new byte[256],
            false => await key.SignAsync(signingInput, cancellationToken),
        };
}

internal sealed class FaultySink(Fault fault) : ISystemUserAuditSink
{
    public async ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken) =>
        await fault.PassAsync();
}

internal sealed class FaultyResolver(Fault fault) : ISystemUserPartyResolver
{
    public async ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken) =>
        await fault.PassAsync() switch
        {
            null => null,
            true => Door.Client,
            false => Door.Owner,
        };
}

internal sealed class FaultyWriter(Fault fault) : ISystemUserProblemWriter
{
    public Task WriteAsync(HttpContext httpContext, SystemUserProblem problem, CancellationToken cancellationToken) =>
        fault.PassAsync() switch
        {
            { IsCompletedSuccessfully: true, Result: null } => Fault.NoTask,
            var passing => passing,
        };
}

/// <summary>Gives the first decision that it got under every name.</summary>
internal sealed class FaultyStore(Fault fault) : ISharedDecisionStore
{
    private readonly Guid _epoch = Guid.NewGuid();
    private ReadOnlyMemory<byte>? _first;

    public async Task<SharedEntries> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        await fault.PassAsync() switch
        {
            null => null!,
            true => new([.. names.Select(_ => _first)], _epoch),
            false => new([.. names.Select(_ => default(ReadOnlyMemory<byte>?))], _epoch),
        };

    public Task WriteAsync(
        string decision,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    )
    {
        _first ??= entry;
        return fault.PassAsync();
    }

    public Task ForgetAsync(
        string forgetting,
        ReadOnlyMemory<byte> entry,
        TimeSpan lifetime,
        CancellationToken cancellationToken
    ) => fault.PassAsync();

    public async Task<ForgottenPage> ReadForgottenAsync(ForgottenPage? previous, CancellationToken cancellationToken) =>
        await fault.PassAsync() is null ? null! : new(_epoch, "", [], HasMore: false);

    public Task WaitForForgottenAsync(CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
}
