using System.Collections.Concurrent;
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
    private const int MostPuts = 10_000;
    private const int MostPutsAtOnce = 100;

    // A question has fifty milliseconds; of a batch each further one has one more, since it costs the decision point far more than that.
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_budgetOfEach = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_mostBudget = TimeSpan.FromMilliseconds(250);

    // For a forgetting, which is rare and worth waiting for, and for writing, which nobody waits for.
    private static readonly TimeSpan s_longBudget = TimeSpan.FromSeconds(1);

    // Longer than any decision made before it can live.
    private static readonly TimeSpan s_generationLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_warmUpLifetime = TimeSpan.FromSeconds(10);

    private readonly Seam _seam = new("The shared cache");
    private readonly Seam _forgettingSeam = new("The shared cache, for a forgetting,"); // which no hanging question may keep back
    private readonly LiveOptions _options;
    private readonly SharedSeal _seal;
    private readonly SharedWatch _watch;
    private readonly TimeProvider _timeProvider;
    private readonly SystemUserTelemetry _telemetry;
    private readonly CircuitBreaker _circuit;
    private readonly ISharedDecisionStore? _store;
    private readonly ConcurrentQueue<SharedEntry> _puts = new();
    private bool _isWatched;
    private int _isPutting;

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

    /// <summary>Looks questions up, all at once.</summary>
    /// <returns>What was found of each; <see langword="null"/> if nothing could be read.</returns>
    public async ValueTask<IReadOnlyList<SharedFinding>?> FindAsync(IReadOnlyList<DecisionQuestion> questions)
    {
        if (!_isWatched)
        {
            _isWatched = true;
            _telemetry.Watch("shared", () => (int)_circuit.State);
        }

        if (!_circuit.TryEnter(out var pass, out _))
        {
            return null;
        }

        try
        {
            var budget = s_budget + (s_budgetOfEach * (questions.Count - 1));
            var found = await FindAsync(questions, budget < s_mostBudget ? budget : s_mostBudget);
            _circuit.Report(pass, failed: false);
            foreach (var finding in found)
            {
                _watch.Worked(SharedOperation.Read, finding.Outcome);
            }

            return found;
        }
        catch (Exception exception)
        {
            _circuit.Report(pass, failed: true);
            _watch.Failed(SharedOperation.Read, exception);
            return null;
        }
    }

    /// <summary>Puts a decision there for the other hosts, soon; who asked does not wait for it.</summary>
    public void Put(
        in DecisionQuestion question,
        PolicyDecision decision,
        SharedGeneration generation,
        DateTimeOffset decidedAt,
        DateTimeOffset expiresAt
    )
    {
        if (_puts.Count >= MostPuts)
        {
            return;
        }

        _puts.Enqueue(
            new(SharedEntry.CurrentVersion, SharedKey.HashOf(question), generation, decision, decidedAt, expiresAt)
        );
        if (Interlocked.Exchange(ref _isPutting, 1) == 0)
        {
            _ = SharedWork.Run(PutAllAsync);
        }
    }

    /// <summary>Begins a new generation of a system user: what was put there before is worth nothing, nor is what is under way.</summary>
    /// <returns>Whether it was taken.</returns>
    public async ValueTask<bool> ForgetAsync(SystemUserId systemUser, Guid generation)
    {
        try
        {
            await SendAsync(
                _forgettingSeam,
                cancellation =>
                    _store!.ForgetAsync(
                        SharedKey.OfForgetting(systemUser),
                        _seal.SealForgetting(systemUser, generation),
                        s_generationLifetime,
                        cancellation
                    )
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

    /// <summary>Does all that sharing takes with something that is nobody's, so that no request pays for the first time.</summary>
    public async Task WarmUpAsync()
    {
        var nothing = default(DecisionQuestion) with { PolicyDecisionPoint = string.Empty };
        var hash = SharedKey.HashOf(nothing);
        var now = _timeProvider.GetUtcNow();
        var entry = new SharedEntry(
            SharedEntry.CurrentVersion,
            hash,
            default,
            new PolicyDecision(Decision.NotApplicable, []),
            now,
            now
        );
        try
        {
            await SendAsync(
                _seam,
                cancellation =>
                    _store!.WriteAsync(SharedKey.OfNothing, _seal.Seal(entry), s_warmUpLifetime, cancellation)
            );
            await FindAsync([.. Enumerable.Repeat(nothing, MostPutsAtOnce)], s_longBudget);
            for (var i = 0; i < MostPutsAtOnce; i++)
            {
                _seal.Open(_seal.Seal(entry), hash);
            }
        }
        catch (Exception exception)
        {
            _watch.Failed(SharedOperation.Write, exception);
        }
    }

    private async Task<SharedFinding[]> FindAsync(IReadOnlyList<DecisionQuestion> questions, TimeSpan time)
    {
        using var budget = new CancellationTokenSource(time, _timeProvider);
        return await _seam.CallAsync(cancellation => FindAsync(questions, cancellation), budget.Token);
    }

    private async Task<SharedFinding[]> FindAsync(
        IReadOnlyList<DecisionQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        byte[][] hashes = [.. questions.Select(question => SharedKey.HashOf(question))];
        SystemUserId[] systemUsers = [.. questions.Select(question => question.Subject).Distinct()];
        var found = await _store!.ReadAsync(
            [.. hashes.Select(SharedKey.OfDecision), .. systemUsers.Select(SharedKey.OfForgetting)],
            cancellationToken
        );
        var generations = new Dictionary<SystemUserId, SharedGeneration?>(systemUsers.Length);
        for (var i = 0; i < systemUsers.Length; i++)
        {
            generations[systemUsers[i]] = GenerationOf(systemUsers[i], found.Entries[hashes.Length + i], found.Epoch);
        }

        var findings = new SharedFinding[hashes.Length];
        for (var i = 0; i < findings.Length; i++)
        {
            findings[i] = Judge(
                found.Entries[i],
                hashes[i],
                generations[questions[i].Subject],
                found.Epoch != Guid.Empty
            );
        }

        return findings;
    }

    private SharedFinding Judge(
        ReadOnlyMemory<byte>? sealedEntry,
        byte[] hash,
        SharedGeneration? generation,
        bool isEpochKnown
    )
    {
        if (generation is null)
        {
            return new(null, null, isEpochKnown ? SharedWatch.Foreign : SharedWatch.Miss);
        }

        try
        {
            return
                sealedEntry is { } given
                && _seal.Open(given, hash) is { } entry
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

    /// <summary>The generation that begins with a forgetting; without one, with all that is there. None if neither can be told.</summary>
    private SharedGeneration? GenerationOf(SystemUserId systemUser, ReadOnlyMemory<byte>? sealedForgetting, Guid epoch)
    {
        if (epoch == Guid.Empty)
        {
            return null;
        }

        try
        {
            return sealedForgetting is not { } given ? new(epoch, epoch)
                : _seal.OpenForgetting(given) is var forgotten && forgotten.SystemUser == systemUser
                    ? new(epoch, forgotten.Generation)
                : null;
        }
        catch (Exception exception) when (SharedSeal.IsForeign(exception))
        {
            _watch.Refused();
            return null;
        }
    }

    private async Task<bool> PutAllAsync()
    {
        do
        {
            try
            {
                await PutQueuedAsync();
            }
            finally
            {
                Interlocked.Exchange(ref _isPutting, 0); // seen by who puts now, before it is looked whether somebody did
            }
        } while (!_puts.IsEmpty && Interlocked.Exchange(ref _isPutting, 1) == 0);

        return true;
    }

    private async Task PutQueuedAsync()
    {
        while (!_puts.IsEmpty)
        {
            var entries = new List<SharedEntry>();
            while (entries.Count < MostPutsAtOnce && _puts.TryDequeue(out var entry))
            {
                entries.Add(entry);
            }

            await PutAsync(entries);
        }
    }

    private async Task PutAsync(IReadOnlyList<SharedEntry> entries)
    {
        if (!_circuit.TryEnter(out var pass, out _))
        {
            return;
        }

        try
        {
            await WriteAsync(entries);
            _circuit.Report(pass, failed: false);
            _watch.Worked(SharedOperation.Write);
        }
        catch (Exception exception)
        {
            _circuit.Report(pass, failed: true);
            _watch.Failed(SharedOperation.Write, exception);
        }
    }

    private Task WriteAsync(IReadOnlyList<SharedEntry> entries) =>
        SendAsync(
            _seam,
            cancellation =>
            {
                var now = _timeProvider.GetUtcNow();
                var living = entries
                    .Select(entry => (Entry: entry, Lifetime: entry.ExpiresAt - now))
                    .Where(put => put.Lifetime > TimeSpan.Zero);
                return Task.WhenAll(
                    living.Select(put =>
                        _store!.WriteAsync(
                            SharedKey.OfDecision(put.Entry.Question),
                            _seal.Seal(put.Entry),
                            put.Lifetime,
                            cancellation
                        )
                    )
                );
            }
        );

    private async Task SendAsync(Seam seam, Func<CancellationToken, Task> send)
    {
        using var budget = new CancellationTokenSource(s_longBudget, _timeProvider);
        await seam.CallAsync(
            async cancellation =>
            {
                await send(cancellation);
                return true;
            },
            budget.Token
        );
    }
}

/// <summary>What was found of a question where hosts share.</summary>
/// <param name="Entry">The decision that another host put there, if there is one that may be used.</param>
/// <param name="Generation">The generation, which a new decision is put there under, if it could be read.</param>
/// <param name="Outcome">What the meter is told.</param>
internal readonly record struct SharedFinding(SharedEntry? Entry, SharedGeneration? Generation, string Outcome);
