using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Logs at start who may use what: one event for each right on each endpoint.</summary>
internal sealed class AccessMap(SystemUserOptions options, ILogger logger)
{
    private const string Negotiate = "/negotiate";

    public void Log(SurveyedEndpoint endpoint)
    {
        if (endpoint.Demands is not { } demands)
        {
            LogUndemanded(endpoint);
            return;
        }

        var scopes = Scopes(demands);
        if (endpoint.IsAnonymous && (demands.Rights.Count > 0 || demands.Scopes.Count > 0))
        {
            logger.AnonymousOverDemand(endpoint.Name);
        }
        else if (demands.Rights.Count == 0)
        {
            logger.AccessByToken(endpoint.Name, scopes, demands.NeedsSystemUser ? "a system user" : "any caller");
        }

        if (demands.NeedsParty && demands.Rights.Count == 0)
        {
            logger.PartyWithoutRight(endpoint.Name);
        }

        if (!endpoint.IsAnonymous)
        {
            WarnOfOpenConnections(endpoint);
        }

        foreach (var anyOf in endpoint.IsAnonymous ? [] : demands.Rights)
        {
            foreach (var right in anyOf)
            {
                logger.AccessByRight(
                    endpoint.Name,
                    scopes,
                    right.Resource,
                    string.Join('/', endpoint.ActionsOf(right)),
                    Party(right) + Others(right, anyOf) + Alternative(right)
                );
            }
        }
    }

    private static string Alternative(SystemUserRightRequirement right) =>
        right.Or is { } or ? $"; or whom the policy '{or}' lets in" : string.Empty;

    private static string Others(SystemUserRightRequirement right, IReadOnlyList<SystemUserRightRequirement> anyOf) =>
        anyOf.Count == 1
            ? string.Empty
            : $"; or the same on {string.Join(" or ", anyOf.Where(other => other != right).Select(other => $"'{other.Resource}'"))}";

    private static string Party(SystemUserRightRequirement right)
    {
        var clients = right.AllowClients ? ", clients too" : string.Empty;
        var instance = right.Instance is { } source
            ? $", and the instance '{source.Type}' from {source.Place}"
            : string.Empty;
        return $"{right.Party}{clients}{instance}";
    }

    /// <summary>The options of a connection stand on the endpoint that negotiates it.</summary>
    private void WarnOfOpenConnections(SurveyedEndpoint endpoint)
    {
        var metadata = endpoint.Endpoint.Metadata;
        if (
            metadata.GetMetadata<HttpConnectionDispatcherOptions>() is { CloseOnAuthenticationExpiration: false }
            && endpoint.Endpoint is RouteEndpoint { RoutePattern.RawText: { } pattern }
        )
        {
            var hub = metadata.GetMetadata<HubMetadata>()?.HubType;
            var call = hub is null ? "MapConnectionHandler<…>" : $"MapHub<{hub.Name}>";
            var path = pattern.EndsWith(Negotiate, StringComparison.Ordinal) ? pattern[..^Negotiate.Length] : pattern;
            logger.ConnectionsOutliveToken(path, call);
        }
    }

    private void LogUndemanded(SurveyedEndpoint endpoint)
    {
        if (!endpoint.MayTakeAnyToken)
        {
            return;
        }

        if (options.TakesTokensForOtherApis)
        {
            logger.TokensPerhapsRefused(endpoint.Name);
        }
        else if (endpoint.TakesAnyToken)
        {
            logger.AccessByToken(endpoint.Name, Scopes(), "any caller");
        }
    }

    private string Scopes(Demands? demands = null)
    {
        var all = options.RequiredScopes.Concat(demands?.Scopes.Select(any => string.Join(" or ", any)) ?? []);
        return string.Join(", ", all.Distinct(StringComparer.Ordinal).DefaultIfEmpty("(by audience)"));
    }
}
