using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;

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
) : IAltinnTokenProvider
{
    private readonly Seam _seam = new("What gives the provider's own token");
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
                RenewInBackground(slot, token);
            }

            return new(token.Value);
        }

        return RenewAsync(slot, token, rejectedToken, cancellationToken);
    }

    /// <summary>Altinn refused even a token that was renewed because the one before it was refused.</summary>
    public void RenewalDidNotHelp(string scope, string token)
    {
        if (FindSlot(scope).RememberVainRenewal(token))
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
        return _slots.GetOrAdd(
            scope,
            _slots.GetOrAdd(set, static (set, time) => new OwnTokenSlot(set, time), timeProvider)
        );
    }

    private bool IsUsable(OwnToken token, DateTimeOffset now) =>
        now < token.UsableUntil && token.BelongsTo(options.Current);

    private async ValueTask<string> RenewAsync(
        OwnTokenSlot slot,
        OwnToken? seen,
        string? rejectedToken,
        CancellationToken cancellationToken
    )
    {
        var renewal = slot.Renew(seen, rejectedToken, out var isFirst);
        if (isFirst)
        {
            if (rejectedToken is not null)
            {
                logger.OwnTokenRefused(slot.Scope);
            }

            // Whoever waits may leave; the renewal itself goes on for the others.
            var asker = Activity.Current?.Context ?? default;
            _ = SharedWork.Begin(slot, carried => CarryOutAsync(carried, asker));
        }

        var outcome = await renewal.WaitAsync(cancellationToken);
        if (outcome.Fault is { } fault)
        {
            throw fault.ToException();
        }

        return outcome.Token!.BelongsTo(options.Current)
            ? outcome.Token.Value
            : throw new AltinnTokenException("The configuration changed while a token was asked for.")
            {
                IsTransient = true,
            };
    }

    private void RenewInBackground(OwnTokenSlot slot, OwnToken seen)
    {
        _ = slot.Renew(seen, rejectedToken: null, out var isFirst);
        if (isFirst)
        {
            _ = SharedWork.Begin(slot, carried => CarryOutAsync(carried, asker: default));
        }
    }

    /// <summary>Carries one renewal out; it ends, whatever happens, and after its span.</summary>
    private async Task CarryOutAsync(OwnTokenSlot slot, ActivityContext asker)
    {
        var renewal = new OwnTokenRenewal(null, new("The renewal failed unexpectedly.", IsTransient: false));
        try
        {
            renewal = await RenewAsync(slot.Scope, asker);
        }
        finally
        {
            slot.Complete(renewal);
        }
    }

    private async Task<OwnTokenRenewal> RenewAsync(string scope, ActivityContext asker)
    {
        using var activity = telemetry.Activities.StartActivity("systemuser.token", ActivityKind.Internal, asker);
        var renewal = await TryRenewAsync(scope);
        var now = timeProvider.GetUtcNow();
        if (renewal.Fault is { } fault)
        {
            activity?.SetStatus(ActivityStatusCode.Error, fault.Reason);
            states.OwnToken.Failed(now, fault.Reason);
            logger.OwnTokenRenewalFailed(scope, fault.Reason);
        }
        else
        {
            states.OwnToken.Succeeded(now);
            logger.OwnTokenRenewed(scope, renewal.Token!.UsableUntil - now);
        }

        telemetry.TokenRenewals.Add(
            1,
            new KeyValuePair<string, object?>(SystemUserDiagnostics.OutcomeTag, renewal.Fault is null ? "ok" : "failed")
        );
        return renewal;
    }

    private async Task<OwnTokenRenewal> TryRenewAsync(string scope)
    {
        try
        {
            var current = options.Current;
            using var budget = new CancellationTokenSource(current.Decisions.TotalTimeout, timeProvider);
            var token = await _seam.CallAsync(
                cancellation => GrantAndExchangeAsync(scope, current, cancellation),
                budget.Token
            );
            return new(token, null);
        }
        catch (OutboundException exception)
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

    private async Task<OwnToken> GrantAndExchangeAsync(
        string scope,
        SystemUserOptions current,
        CancellationToken cancellationToken
    )
    {
        var baseAddress = AltinnAddress.Of(current);
        var granted = await grant.GetTokenAsync(scope, current, cancellationToken);
        var value = await exchange.ExchangeAsync(baseAddress, granted.AccessToken, cancellationToken);
        var now = timeProvider.GetUtcNow();
        var expiresAt = BearerToken.ReadExpiry(value) ?? now + granted.Lifetime;
        return expiresAt > now
            ? OwnToken.Create(value, current.Client.ClientId, baseAddress, now, expiresAt)
            : throw new AltinnTokenException("Altinn's token has expired already: check the clock of this machine.");
    }
}

/// <summary>Exchanges Maskinporten tokens for the tokens that Altinn's own services trust.</summary>
internal sealed class AltinnTokenExchange(
    [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundClient http,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    ILogger<AltinnTokenExchange> logger
)
{
    private readonly OutboundService _service = new(
        "Altinn's token exchange",
        "exchange",
        timeProvider,
        telemetry,
        logger
    );

    /// <summary>Exchanges a token.</summary>
    /// <exception cref="Outbound.OutboundException">Altinn gave none.</exception>
    public async ValueTask<string> ExchangeAsync(
        string baseAddress,
        string maskinportenToken,
        CancellationToken cancellationToken
    )
    {
        var address = AltinnAddress.Combine(baseAddress, AltinnAddress.Exchange);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {maskinportenToken}");
        using var response = await http.SendAsync(request, _service, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new AltinnTokenException($"{_service.Name} answered HTTP {(int)response.StatusCode}.");
        }

        // The answer is the token itself, plain or as a JSON string.
        var text = Encoding
            .UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken))
            .AsSpan()
            .Trim();
        var token = text is ['"', .. var quoted, '"'] ? quoted : text;
        return BearerToken.IsWellFormed(token)
            ? token.ToString()
            : throw new AltinnTokenException($"{_service.Name} answered something that is not a token.");
    }
}
