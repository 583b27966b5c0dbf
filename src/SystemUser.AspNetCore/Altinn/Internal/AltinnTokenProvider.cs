using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>The provider's own token: Maskinporten grant, Altinn exchange, kept until shortly before it expires and renewed ahead of that.</summary>
internal sealed class AltinnTokenProvider(
    MaskinportenGrant grant,
    AltinnTokenExchange exchange,
    LiveOptions options,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    DependencyStates states,
    ILogger<AltinnTokenProvider> logger
) : IAltinnTokenProvider, IRefusedTokenMemory
{
    private readonly ConcurrentDictionary<string, OwnTokenSlot> _slots = new(StringComparer.Ordinal);

    public ValueTask<string> GetTokenAsync(string scope, string? rejectedToken, CancellationToken cancellationToken)
    {
        var slot = FindSlot(scope);
        var now = timeProvider.GetUtcNow();
        var token = slot.Token;
        if (token is not null && token.Value != rejectedToken && IsUsable(token, now))
        {
            if (now >= token.RenewAt)
            {
                RenewInBackground(slot, token, now);
            }

            return new(token.Value);
        }

        return RenewAsync(slot, token, rejectedToken, now, cancellationToken);
    }

    public void RenewalDidNotHelp(string scope, string token)
    {
        if (FindSlot(scope).RememberVainRenewal(token, timeProvider.GetUtcNow()))
        {
            logger.FreshOwnTokenRefused(scope);
        }
    }

    /// <summary>The order of the scopes makes no other set of them.</summary>
    private OwnTokenSlot FindSlot(string scope)
    {
        if (_slots.TryGetValue(scope, out var slot))
        {
            return slot;
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(scope);
        var words = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);
        var set = string.Join(' ', words.Order(StringComparer.Ordinal));
        return _slots.GetOrAdd(scope, _slots.GetOrAdd(set, static set => new OwnTokenSlot(set)));
    }

    private bool IsUsable(OwnToken token, DateTimeOffset now)
    {
        var current = options.Current;
        return now < token.UsableUntil
            && token.BaseAddress == current.Altinn.BaseAddress
            && token.ClientId == current.Client.ClientId;
    }

    private async ValueTask<string> RenewAsync(
        OwnTokenSlot slot,
        OwnToken? seen,
        string? rejectedToken,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var renewal = slot.Renew(seen, rejectedToken, now, out var isFirst);
        if (isFirst)
        {
            if (rejectedToken is not null)
            {
                logger.OwnTokenRefused(slot.Scope);
            }

            // Whoever waits may leave; the renewal itself goes on for the others.
            _ = CarryOutAsync(slot);
        }

        var outcome = await renewal.WaitAsync(cancellationToken);
        return outcome.Token?.Value ?? throw outcome.Fault!.ToException();
    }

    private void RenewInBackground(OwnTokenSlot slot, OwnToken seen, DateTimeOffset now)
    {
        _ = slot.Renew(seen, rejectedToken: null, now, out var isFirst);
        if (isFirst)
        {
            using (ExecutionContext.SuppressFlow()) // no part of the request that happened to come by
            {
                _ = Task.Run(() => CarryOutAsync(slot), CancellationToken.None);
            }
        }
    }

    private async Task CarryOutAsync(OwnTokenSlot slot)
    {
        using var activity = telemetry.Activities.StartActivity("systemuser.token");
        var renewal = await TryRenewAsync(slot.Scope);
        var now = timeProvider.GetUtcNow();
        if (renewal.Fault is { } fault)
        {
            activity?.SetStatus(ActivityStatusCode.Error, fault.Reason);
            states.OwnToken.Failed(now, fault.Reason);
            logger.OwnTokenRenewalFailed(slot.Scope, fault.Reason);
        }
        else
        {
            states.OwnToken.Succeeded(now);
            logger.OwnTokenRenewed(slot.Scope, renewal.Token!.UsableUntil - now);
        }

        telemetry.TokenRenewals.Add(
            1,
            new KeyValuePair<string, object?>(SystemUserDiagnostics.OutcomeTag, renewal.Fault is null ? "ok" : "failed")
        );
        slot.Complete(renewal, now);
    }

    private async Task<OwnTokenRenewal> TryRenewAsync(string scope)
    {
        try
        {
            var current = options.Current;
            using var budget = new CancellationTokenSource(current.Decisions.TotalTimeout, timeProvider);
            return new(await GrantAndExchangeAsync(scope, current, budget.Token), null);
        }
        catch (MaskinportenGrantException exception)
        {
            return new(null, new(exception.Message, exception.IsTransient, exception.RetryAfter));
        }
        catch (AltinnTokenException exception)
        {
            return new(null, new(exception.Message, exception.IsTransient, exception.RetryAfter));
        }
        catch (OperationCanceledException)
        {
            return new(null, new("No token came in time.", IsTransient: true, RetryAfter: null));
        }
        catch (Exception exception)
        {
            var reason = $"The renewal failed unexpectedly ({exception.GetType().Name}).";
            return new(null, new(reason, IsTransient: false, RetryAfter: null));
        }
    }

    private async ValueTask<OwnToken> GrantAndExchangeAsync(
        string scope,
        SystemUserOptions current,
        CancellationToken cancellationToken
    )
    {
        var baseAddress = AltinnAddress.Of(current);
        var granted = await grant.GetTokenAsync(scope, cancellationToken);
        var value = await exchange.ExchangeAsync(baseAddress, granted.AccessToken, cancellationToken);
        var now = timeProvider.GetUtcNow();
        var expiresAt = BearerToken.ReadExpiry(value) ?? now + granted.Lifetime;
        return expiresAt > now
            ? OwnToken.Create(value, current.Client.ClientId, baseAddress, now, expiresAt)
            : throw new AltinnTokenException("Altinn's token has expired already: check the clock of this machine.");
    }
}
