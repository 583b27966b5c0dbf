using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Decisions shared between hosts through a store, or the app's distributed cache. Whatever goes wrong there costs a call to the policy decision point, and nothing else.</summary>
internal sealed class SharedDecisions
{
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(50);

    // Rare, and what it keeps other hosts from: worth waiting for.
    private static readonly TimeSpan s_forgetBudget = TimeSpan.FromSeconds(1);

    // Longer than any decision made before it can live.
    private static readonly TimeSpan s_generationLifetime = TimeSpan.FromMinutes(10);

    private readonly Seam _seam = new("The shared cache");
    private readonly LiveOptions _options;
    private readonly SharedSeal _seal;
    private readonly SharedWatch _watch;
    private readonly TimeProvider _timeProvider;
    private readonly SystemUserTelemetry _telemetry;
    private readonly CircuitBreaker _circuit;
    private readonly ISharedDecisionStore? _store;
    private bool _isWatched;

    public SharedDecisions(
        LiveOptions options,
        SharedSeal seal,
        SharedWatch watch,
        TimeProvider timeProvider,
        SystemUserTelemetry telemetry,
        ILogger<SharedDecisions> logger,
        ISharedDecisionStore? store = null,
        IDistributedCache? cache = null
    )
    {
        _options = options;
        _seal = seal;
        _watch = watch;
        _timeProvider = timeProvider;
        _store = store ?? (cache is null ? null : new DistributedCacheStore(cache));
        HasLog = store is not null;
        _circuit = new(
            timeProvider,
            () => logger.CircuitOpened("The shared cache"),
            () => logger.CircuitClosed("The shared cache")
        );
        _telemetry = telemetry;
    }

    public bool IsOn =>
        _store is not null && _seal.IsPossible && (HasLog || _options.Current.Decisions.UseDistributedCache);

    /// <summary>Gets whether hosts hear from each other who was forgotten.</summary>
    public bool HasLog { get; }

    /// <summary>Looks a question up.</summary>
    /// <returns>The decision that another host put there, if there is one that may be used; and the system user's generation, which a new decision is put there under, if it could be read.</returns>
    public async ValueTask<(SharedEntry? Entry, Guid? Generation)> FindAsync(DecisionQuestion question)
    {
        if (!_isWatched)
        {
            _isWatched = true;
            _telemetry.Watch("shared", () => (int)_circuit.State);
        }

        if (!_circuit.TryEnter(out var pass, out _))
        {
            return default;
        }

        try
        {
            var hash = SharedKey.HashOf(question);
            var found = await FindAsync(SharedKey.OfDecision(hash), hash, question.Subject, s_budget);
            _circuit.Report(pass, failed: false);
            _watch.Worked(SharedOperation.Read, found.Outcome);
            return (found.Entry, found.Generation);
        }
        catch (Exception exception)
        {
            _circuit.Report(pass, failed: true);
            _watch.Failed(SharedOperation.Read, exception);
            return default;
        }
    }

    /// <summary>Puts a decision there for the other hosts.</summary>
    public async Task PutAsync(
        DecisionQuestion question,
        PolicyDecision decision,
        Guid generation,
        DateTimeOffset decidedAt,
        DateTimeOffset expiresAt
    )
    {
        var lifetime = expiresAt - _timeProvider.GetUtcNow();
        if (lifetime <= TimeSpan.Zero || !_circuit.TryEnter(out var pass, out _))
        {
            return;
        }

        try
        {
            var hash = SharedKey.HashOf(question);
            var entry = new SharedEntry(SharedEntry.CurrentVersion, hash, generation, decision, decidedAt, expiresAt);
            await WriteAsync(SharedKey.OfDecision(hash), entry, lifetime, s_budget);
            _circuit.Report(pass, failed: false);
            _watch.Worked(SharedOperation.Write);
        }
        catch (Exception exception)
        {
            _circuit.Report(pass, failed: true);
            _watch.Failed(SharedOperation.Write, exception);
        }
    }

    /// <summary>Begins a new generation of a system user: what was put there before is worth nothing, nor is what is under way.</summary>
    /// <returns>Whether it was taken.</returns>
    public async ValueTask<bool> ForgetAsync(SystemUserId systemUser, Guid generation)
    {
        try
        {
            await SendAsync(
                cancellation =>
                    _store!.ForgetAsync(
                        SharedKey.OfForgetting(systemUser),
                        _seal.SealForgetting(systemUser, generation),
                        s_generationLifetime,
                        cancellation
                    ),
                s_forgetBudget
            );
            _watch.Worked(SharedOperation.Forget);
            return true;
        }
        catch (Exception exception)
        {
            _watch.NotTold(systemUser, exception);
            return false;
        }
    }

    /// <summary>Shares something with nobody, so that no request pays for the first use of all that takes part.</summary>
    public async Task WarmUpAsync()
    {
        var now = _timeProvider.GetUtcNow();
        var nothing = new SharedEntry(1, [], Guid.Empty, new PolicyDecision(Decision.NotApplicable, []), now, now);
        try
        {
            await WriteAsync(SharedKey.OfNothing, nothing, s_generationLifetime, s_forgetBudget);
            await FindAsync(SharedKey.OfNothing, [], default, s_forgetBudget);
        }
        catch (Exception exception)
        {
            _watch.Failed(SharedOperation.Write, exception);
        }
    }

    private async Task<Found> FindAsync(string name, byte[] hash, SystemUserId systemUser, TimeSpan time)
    {
        using var budget = new CancellationTokenSource(time, _timeProvider);
        return await _seam.CallAsync(cancellation => FindAsync(name, hash, systemUser, cancellation), budget.Token);
    }

    private async Task<Found> FindAsync(
        string name,
        byte[] hash,
        SystemUserId systemUser,
        CancellationToken cancellationToken
    )
    {
        var found = await _store!.ReadAsync(name, SharedKey.OfForgetting(systemUser), cancellationToken);
        try
        {
            var generation = GenerationOf(systemUser, found);
            return
                found.Decision is { } sealedEntry
                && _seal.Open(sealedEntry, hash) is { } entry
                && entry.Generation == generation
                && entry.ExpiresAt > _timeProvider.GetUtcNow()
                ? new(entry, generation, SharedWatch.Hit)
                : new(null, generation, SharedWatch.Miss);
        }
        catch (Exception exception) when (SharedSeal.IsForeign(exception))
        {
            _watch.Refused();
            return new(null, null, SharedWatch.Foreign);
        }
    }

    /// <summary>The generation that begins with a forgetting; without one, with all that is there.</summary>
    private Guid? GenerationOf(SystemUserId systemUser, SharedEntries found)
    {
        if (found.Epoch == Guid.Empty)
        {
            return null;
        }

        if (found.Forgetting is not { } sealedForgetting)
        {
            return found.Epoch;
        }

        var forgotten = _seal.OpenForgetting(sealedForgetting);
        return forgotten.SystemUser == systemUser ? forgotten.Generation : null;
    }

    private Task WriteAsync(string name, SharedEntry entry, TimeSpan lifetime, TimeSpan time) =>
        SendAsync(cancellation => _store!.WriteAsync(name, _seal.Seal(entry), lifetime, cancellation), time);

    private async Task SendAsync(Func<CancellationToken, Task> send, TimeSpan time)
    {
        using var budget = new CancellationTokenSource(time, _timeProvider);
        await _seam.CallAsync(
            async cancellation =>
            {
                await send(cancellation);
                return true;
            },
            budget.Token
        );
    }

    private readonly record struct Found(SharedEntry? Entry, Guid? Generation, string Outcome);
}
