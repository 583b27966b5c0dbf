using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The metadata of one issuer, kept as fresh as the rules ask and fetched as seldom as they allow.</summary>
/// <remarks>One fetch is under way at a time, whoever waits for it; a caller that hangs up only stops waiting.</remarks>
internal sealed class MetadataCache : IDisposable
{
    private static readonly TimeSpan s_refreshAfter = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan s_refreshAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_serveFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_betweenAttempts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pauseBetweenUnknownKeys = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly MetadataClient _client;
    private readonly DependencyState _state;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private FetchedMetadata? _current;
    private Task _flight = Task.CompletedTask;
    private long? _failedAt;
    private long? _startedAt;
    private long? _unknownKeyAt;
    private string _failure = "";
    private bool _isDisposed;

    public MetadataCache(
        TokenIssuer issuer,
        MetadataClient client,
        DependencyState state,
        TimeProvider clock,
        ILogger logger
    )
    {
        Issuer = issuer;
        _client = client;
        _state = state;
        _clock = clock;
        _logger = logger;
        _timer = clock.CreateTimer(
            _ => Refresh(evenAfterFailure: true),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public TokenIssuer Issuer { get; }

    /// <summary>Gets why the last fetch failed; empty if it did not.</summary>
    public string Failure => Volatile.Read(ref _failure);

    /// <summary>Gets the metadata in force, without waiting; <see langword="null"/> if there is none that may serve.</summary>
    public IssuerMetadata? Current
    {
        get
        {
            var current = Volatile.Read(ref _current);
            var age = current is null ? TimeSpan.MaxValue : AgeOf(current);
            if (age >= s_serveFor)
            {
                return null;
            }

            if (age >= s_refreshAfter)
            {
                Refresh(evenAfterFailure: false); // for a clock that has leapt past the timer
            }

            return current!.Metadata;
        }
    }

    /// <summary>Gets the metadata in force. Waits only when there is none that may serve.</summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public ValueTask<IssuerMetadata?> GetAsync(CancellationToken cancellationToken) =>
        Current is { } current
            ? new ValueTask<IssuerMetadata?>(current)
            : new ValueTask<IssuerMetadata?>(FetchFirstAsync(cancellationToken));

    /// <summary>Gets the metadata again because a key is not in it; fetches at most every 30 s.</summary>
    /// <returns><see langword="null"/> if it could not be fetched, so that nobody knows whether the key exists.</returns>
    public async Task<IssuerMetadata?> GetForUnknownKeyAsync(IssuerMetadata seen, CancellationToken cancellationToken)
    {
        Task flight;
        lock (_gate)
        {
            if (_current is { } current && !ReferenceEquals(current.Metadata, seen))
            {
                return current.Metadata;
            }

            if (_flight.IsCompleted && !Within(s_pauseBetweenUnknownKeys, _unknownKeyAt))
            {
                _unknownKeyAt = _clock.GetTimestamp();
                StartFlight();
            }

            flight = _flight;
        }

        await flight.WaitAsync(cancellationToken);
        lock (_gate)
        {
            return _failedAt is null ? _current?.Metadata : null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
        }
    }

    private async Task<IssuerMetadata?> FetchFirstAsync(CancellationToken cancellationToken)
    {
        Task flight;
        lock (_gate)
        {
            if (_flight.IsCompleted && !(_failedAt is not null && Within(s_betweenAttempts, _startedAt)))
            {
                StartFlight();
            }

            flight = _flight;
        }

        await flight.WaitAsync(cancellationToken);
        return Current;
    }

    private void Refresh(bool evenAfterFailure)
    {
        lock (_gate)
        {
            if (_flight.IsCompleted && (evenAfterFailure || !Within(s_refreshAgainAfter, _failedAt)))
            {
                StartFlight();
            }
        }
    }

    private bool Within(TimeSpan pause, long? since) => since is { } at && _clock.GetElapsedTime(at) < pause;

    /// <summary>The longer of what both clocks say: one may be set back, and the other stands still while the machine sleeps.</summary>
    private TimeSpan AgeOf(FetchedMetadata fetched)
    {
        var byTheClock = _clock.GetUtcNow() - fetched.FetchedAt;
        var measured = _clock.GetElapsedTime(fetched.FetchedAtTimestamp);
        return byTheClock > measured ? byTheClock : measured;
    }

    private void StartFlight()
    {
        _startedAt = _clock.GetTimestamp();
        _flight = SharedWork.Begin(this, static cache => cache.FetchAsync());
    }

    private async Task FetchAsync()
    {
        try
        {
            var fetched = await _client.FetchAsync(Issuer, Volatile.Read(ref _current));
            Land(fetched, null);
        }
        catch (ServiceException exception)
        {
            Land(null, exception.Message);
        }
        catch (Exception exception) // the callers' answer is 503, whatever happens here
        {
            Land(null, exception.GetType().Name);
        }
    }

    private void Land(FetchedMetadata? fetched, string? failure)
    {
        lock (_gate)
        {
            _failure = failure ?? "";
            _failedAt = failure is null ? null : _clock.GetTimestamp();
            _current = fetched ?? _current;
            if (!_isDisposed)
            {
                _timer.Change(failure is null ? s_refreshAfter : s_refreshAgainAfter, Timeout.InfiniteTimeSpan);
            }
        }

        if (failure is null)
        {
            _state.Succeeded(_clock.GetUtcNow());
            _logger.MetadataFetched(Issuer.Issuer, fetched!.Metadata.Keys.Count);
        }
        else
        {
            _state.Failed(_clock.GetUtcNow(), failure);
            _logger.MetadataUnavailable(Issuer.Issuer, failure);
        }
    }
}
