using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Looks up in Altinn's resource registry every right that an endpoint demands: a misspelt one would never be decided.</summary>
internal sealed class RightVerification(IResourceRegistry registry, ILogger<RightVerification> logger)
{
    // Apps have their policies elsewhere; the registry does not speak for them.
    private const string AppPrefix = "app_";

    /// <summary>Finds rights that the registry does not know. One that cannot be asked is warned of, and finds none.</summary>
    public async Task<IReadOnlyList<(string Where, StartFault Fault)>> FindAsync(
        IEnumerable<SurveyedEndpoint> endpoints,
        CancellationToken cancellationToken
    )
    {
        var demanded =
            from endpoint in endpoints
            where !endpoint.IsAnonymous
            from right in endpoint.Demands?.EveryRight ?? []
            where right.Faults.Count == 0 && !right.Resource.ToString().StartsWith(AppPrefix, StringComparison.Ordinal)
            from action in endpoint.ActionsOf(right)
            group (endpoint.Name, action) by right.Resource;
        try
        {
            var faults = new List<(string, StartFault)>();
            foreach (var resource in demanded)
            {
                faults.AddRange(await FindAsync(resource.Key, [.. resource.Distinct()], cancellationToken));
            }

            return faults;
        }
        catch (OutboundException exception)
        {
            logger.RightsNotVerified(exception.Message);
            return [];
        }
    }

    private async Task<IEnumerable<(string Where, StartFault Fault)>> FindAsync(
        ResourceId resource,
        (string Where, ActionId Action)[] demanded,
        CancellationToken cancellationToken
    )
    {
        var actions = await registry.FindActionsAsync(resource, cancellationToken);
        if (actions is null)
        {
            var resources = await registry.ListResourcesAsync(cancellationToken);
            var unknown = StartFaults.ResourceUnknown(resource, Nearest.To(resource.ToString(), resources));
            return demanded.Select(demand => (demand.Where, unknown));
        }

        return demanded
            .Where(demand => !actions.Contains(demand.Action.ToString()))
            .Select(demand =>
                (
                    demand.Where,
                    StartFaults.ActionUnknown(
                        resource,
                        demand.Action,
                        Nearest.To(demand.Action.ToString(), actions.Order(StringComparer.Ordinal))
                    )
                )
            );
    }
}
