using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Internal.Start;

/// <summary>Logs at start who may use what: one event for each right on each endpoint.</summary>
internal sealed class AccessMap(SystemUserOptions options, ILogger logger)
{
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

        foreach (var right in endpoint.IsAnonymous ? [] : demands.Rights)
        {
            var party = right.Party + (right.AllowClients ? ", clients too" : string.Empty);
            logger.AccessByRight(
                endpoint.Name,
                scopes,
                right.Resource,
                string.Join('/', endpoint.ActionsOf(right)),
                party
            );
        }
    }

    private void LogUndemanded(SurveyedEndpoint endpoint)
    {
        if (!endpoint.MayTakeAnyToken)
        {
            return;
        }

        if (options.RequiredScopes.Count == 0 && options.Maskinporten.Audience is null)
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
