using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>The token for one set of scopes, and the rules for renewing it. Shared by all who need that set.</summary>
internal sealed class OwnTokenSlot(string scope, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_betweenAttempts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_betweenRefusals = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_afterVainRenewal = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private OwnToken? _token;
    private TaskCompletionSource<OwnTokenRenewal>? _flight;
    private long _flightBegan;
    private bool _flightFollowsRefusal;
    private Pause? _fault;
    private Pause? _refusal;

    public string Scope { get; } = scope;

    public OwnToken? Token => Volatile.Read(ref _token);

    /// <summary>Begins a renewal, or joins the one under way, or says why there is none.</summary>
    /// <param name="seen">The token that will not do; if there is another by now, that is the answer.</param>
    /// <param name="rejectedToken">The token that Altinn refused, if that is why.</param>
    /// <param name="isFirst">Whether the caller is to carry the renewal out, and then call <see cref="Complete"/>.</param>
    /// <returns>The renewal to wait for.</returns>
    public Task<OwnTokenRenewal> Renew(OwnToken? seen, string? rejectedToken, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = false;
            if (_flight is not null)
            {
                return _flight.Task;
            }

            if (_token is not null && _token != seen && _token.Value != rejectedToken)
            {
                return Task.FromResult(new OwnTokenRenewal(_token, null));
            }

            if (_fault is { } fault && Rest(fault) > TimeSpan.Zero)
            {
                return Task.FromResult(new OwnTokenRenewal(null, fault.Reason));
            }

            var refused = rejectedToken is not null && _token?.Value == rejectedToken;
            if (refused && _refusal is { } refusal && Rest(refusal) is var rest && rest > TimeSpan.Zero)
            {
                return Task.FromResult(new OwnTokenRenewal(null, refusal.Reason with { RetryAfter = rest }));
            }

            isFirst = true;
            _flightBegan = timeProvider.GetTimestamp();
            _flightFollowsRefusal = refused;
            _flight = new TaskCompletionSource<OwnTokenRenewal>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _flight.Task;
        }
    }

    public void Complete(in OwnTokenRenewal renewal)
    {
        TaskCompletionSource<OwnTokenRenewal>? flight;
        lock (_lock)
        {
            flight = _flight;
            _flight = null;
            _fault = renewal.Fault is { } fault ? new Pause(_flightBegan, s_betweenAttempts, fault) : null;
            if (renewal.Token is not null)
            {
                Volatile.Write(ref _token, renewal.Token);
                if (_flightFollowsRefusal)
                {
                    _refusal = PauseFor(
                        s_betweenRefusals,
                        new("Altinn refuses tokens that were renewed moments ago.", IsTransient: true)
                    );
                }
            }
        }

        flight?.SetResult(renewal);
    }

    /// <summary>Altinn refused even the renewed token: a wrong subscription key looks the same, and no renewal mends that.</summary>
    /// <returns>Whether that is news.</returns>
    public bool RememberVainRenewal(string token)
    {
        lock (_lock)
        {
            if (
                _token?.Value != token
                || (_refusal is { Reason.IsTransient: false } known && Rest(known) > TimeSpan.Zero)
            )
            {
                return false;
            }

            _refusal = PauseFor(
                s_afterVainRenewal,
                new("Altinn refused even a fresh token: check SystemUser:Altinn:SubscriptionKey.", IsTransient: false)
            );
            return true;
        }
    }

    private Pause PauseFor(TimeSpan duration, OwnTokenFault reason) =>
        new(timeProvider.GetTimestamp(), duration, reason);

    private TimeSpan Rest(in Pause pause) => pause.Duration - timeProvider.GetElapsedTime(pause.Since);

    /// <summary>How long no renewal is tried, and why.</summary>
    private readonly record struct Pause(long Since, TimeSpan Duration, OwnTokenFault Reason);
}

/// <summary>What came of a renewal: a token, or why there is none.</summary>
internal readonly record struct OwnTokenRenewal(OwnToken? Token, OwnTokenFault? Fault);

/// <summary>Why there is no token, remembered for a moment so that an outage is not met with a call per request.</summary>
/// <param name="Reason">What is wrong, safe to log.</param>
/// <param name="IsTransient">Whether it is expected to pass.</param>
/// <param name="RetryAfter">How long to wait, if that is known.</param>
internal sealed record OwnTokenFault(string Reason, bool IsTransient, TimeSpan? RetryAfter = null)
{
    public AltinnTokenException ToException() => new(Reason) { IsTransient = IsTransient, RetryAfter = RetryAfter };
}

/// <summary>A token of the provider's own, and when to leave it.</summary>
/// <param name="Value">The token.</param>
/// <param name="ClientId">The client that it was granted to.</param>
/// <param name="BaseAddress">The platform that accepts it.</param>
/// <param name="UsableUntil">Shortly before it expires.</param>
/// <param name="RenewAt">When to get the next one, in the background.</param>
internal sealed record OwnToken(
    string Value,
    string? ClientId,
    string BaseAddress,
    DateTimeOffset UsableUntil,
    DateTimeOffset RenewAt
)
{
    private static readonly TimeSpan s_longestMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestLead = TimeSpan.FromMinutes(2);

    /// <summary>Sets the times by the token's lifetime: short-lived tokens get shorter margins.</summary>
    public static OwnToken Create(
        string value,
        string? clientId,
        string baseAddress,
        DateTimeOffset now,
        DateTimeOffset expiresAt
    )
    {
        var lifetime = expiresAt - now;
        return new(
            value,
            clientId,
            baseAddress,
            expiresAt - Shorter(s_longestMargin, lifetime / 10),
            expiresAt - Shorter(s_longestLead, lifetime / 4)
        );
    }

    /// <summary>Tells whether it was got for the client and the platform that are configured now.</summary>
    public bool BelongsTo(SystemUserOptions options) =>
        BaseAddress == options.Altinn.BaseAddress && ClientId == options.Client.ClientId;

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
