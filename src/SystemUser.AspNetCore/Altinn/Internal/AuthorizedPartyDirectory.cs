using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Access management's list of authorized parties: <c>POST accessmanagement/api/v1/resourceowner/authorizedparties</c>.</summary>
internal sealed class AuthorizedPartyDirectory : IAuthorizedPartyDirectory
{
    private const string Scope = "altinn:accessmanagement/authorizedparties.resourceowner";

    // What is not read is not asked for; a list of thousands is long enough without.
    private const string Query =
        "includeRoles=false&includeAccessPackages=false&includeResources=false&includeInstances=false"
        + "&includeSubParties=true&includeInactiveParties=false&anyOfResourceIds=";

    private readonly OutboundHttp _http;
    private readonly OwnTokenSender _sender;
    private readonly LiveOptions _options;
    private readonly TimeProvider _timeProvider;

    public AuthorizedPartyDirectory(
        [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundHttp http,
        IAltinnTokenProvider tokens,
        LiveOptions options,
        TimeProvider timeProvider,
        ILogger<AuthorizedPartyDirectory> logger
    )
    {
        _http = http;
        _options = options;
        _timeProvider = timeProvider;
        var observer = new ServiceObserver("Altinn's list of authorized parties", logger);
        _sender = new(tokens, new OutboundResilience(timeProvider, () => options.Current.Decisions, observer), Scope);
    }

    public async Task<IReadOnlyList<AuthorizedOrganization>> GetOrganizationsAsync(
        SystemUserId systemUser,
        ResourceId resource,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual(systemUser, default);
        ArgumentOutOfRangeException.ThrowIfEqual(resource, default);

        // The caller leaves when it will; the call itself ends with its budget, as the circuit breaker counts on.
        return await AskAsync(systemUser, resource).WaitAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<AuthorizedOrganization>> AskAsync(SystemUserId systemUser, ResourceId resource)
    {
        try
        {
            var current = _options.Current;
            using var budget = new CancellationTokenSource(current.Decisions.TotalTimeout, _timeProvider);
            var baseAddress = AltinnAddress.Of(current);
            var address = AltinnAddress.Combine(
                baseAddress,
                $"{AltinnAddress.AuthorizedParties}?{Query}{Uri.EscapeDataString(resource.ToString())}"
            );
            var attempt = new AuthorizedPartyAttempt(_http, address, current.Altinn.SubscriptionKey, systemUser);
            using var response = await _sender.SendAsync(attempt, budget.Token);
            return Read(response);
        }
        catch (OutboundException exception)
        {
            throw new AuthorizedPartyDirectoryException(
                $"Altinn's list of authorized parties could not be had: {exception.Message}.",
                exception
            )
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
        catch (AltinnTokenException exception)
        {
            throw new AuthorizedPartyDirectoryException(exception.Message, exception)
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
        catch (OperationCanceledException exception)
        {
            throw new AuthorizedPartyDirectoryException("No list of authorized parties came in time.", exception)
            {
                IsTransient = true,
            };
        }
    }

    private static IReadOnlyList<AuthorizedOrganization> Read(OutboundResponse response)
    {
        if (response.Status != HttpStatusCode.OK)
        {
            throw new AuthorizedPartyDirectoryException(
                response.Status == HttpStatusCode.Forbidden
                    ? $"Altinn answered HTTP 403: the provider's Maskinporten client needs the scope '{Scope}'."
                    : $"Altinn's list of authorized parties answered HTTP {(int)response.Status}."
            );
        }

        try
        {
            return AuthorizedPartyReader.Read(response.Body.Span);
        }
        catch (JsonException exception)
        {
            throw new AuthorizedPartyDirectoryException(
                "Altinn's list of authorized parties cannot be read.",
                exception
            );
        }
    }
}
