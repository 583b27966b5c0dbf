namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>The token for one set of scopes, and the rules for renewing it. Shared by all who need that set.</summary>
internal sealed class OwnTokenSlot(string scope)
{
    private static readonly TimeSpan s_faultMemory = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_betweenRefusals = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_afterVainRenewal = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private OwnToken? _token;
    private TaskCompletionSource<OwnTokenRenewal>? _flight;
    private OwnTokenFault? _fault;
    private DateTimeOffset _faultUntil;
    private bool _flightFollowsRefusal;
    private DateTimeOffset _nextRenewalAfterRefusal;
    private OwnTokenFault? _refusalFault;

    public string Scope { get; } = scope;

    public OwnToken? Token => Volatile.Read(ref _token);

    /// <summary>Begins a renewal, or joins the one under way, or says why there is none.</summary>
    /// <param name="seen">The token that will not do; if there is another by now, that is the answer.</param>
    /// <param name="rejectedToken">The token that Altinn refused, if that is why.</param>
    /// <param name="now">The time.</param>
    /// <param name="isFirst">Whether the caller is to carry the renewal out, and then call <see cref="Complete"/>.</param>
    /// <returns>The renewal to wait for.</returns>
    public Task<OwnTokenRenewal> Renew(OwnToken? seen, string? rejectedToken, DateTimeOffset now, out bool isFirst)
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

            if (_fault is { } fault && now < _faultUntil)
            {
                return Task.FromResult(new OwnTokenRenewal(null, fault));
            }

            var refused = rejectedToken is not null && _token?.Value == rejectedToken;
            if (refused && now < _nextRenewalAfterRefusal)
            {
                var refusal = _refusalFault! with { RetryAfter = _nextRenewalAfterRefusal - now };
                return Task.FromResult(new OwnTokenRenewal(null, refusal));
            }

            isFirst = true;
            _flightFollowsRefusal = refused;
            _flight = new TaskCompletionSource<OwnTokenRenewal>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _flight.Task;
        }
    }

    public void Complete(in OwnTokenRenewal renewal, DateTimeOffset now)
    {
        TaskCompletionSource<OwnTokenRenewal>? flight;
        lock (_lock)
        {
            flight = _flight;
            _flight = null;
            _fault = renewal.Fault;
            _faultUntil = now + s_faultMemory;
            if (renewal.Token is not null)
            {
                Volatile.Write(ref _token, renewal.Token);
                if (_flightFollowsRefusal)
                {
                    _nextRenewalAfterRefusal = now + s_betweenRefusals;
                    _refusalFault = new(
                        "Altinn refuses tokens that were renewed moments ago.",
                        IsTransient: true,
                        RetryAfter: null
                    );
                }
            }
        }

        flight?.SetResult(renewal);
    }

    /// <summary>Altinn refused even the renewed token: a wrong subscription key looks the same, and no renewal mends that.</summary>
    /// <returns>Whether that is news.</returns>
    public bool RememberVainRenewal(string token, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_token?.Value != token || (_refusalFault is { IsTransient: false } && now < _nextRenewalAfterRefusal))
            {
                return false;
            }

            _nextRenewalAfterRefusal = now + s_afterVainRenewal;
            _refusalFault = new(
                "Altinn refused even a fresh token: check SystemUser:Altinn:SubscriptionKey.",
                IsTransient: false,
                RetryAfter: null
            );
            return true;
        }
    }
}
