using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Binding;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Reads from a request what is to be asked: the right by its method, and the party and the instance where they stand there.</summary>
internal sealed class QuestionReader(ILogger<QuestionReader> logger)
{
    /// <summary>Reads what one demand asks for; the problem if it cannot be asked, or need not be. A party that a resolver finds is left open.</summary>
    public SystemUserProblem? Read(
        IReadOnlyList<SystemUserRightRequirement> anyOf,
        AltinnSystemUser systemUser,
        HttpContext? httpContext,
        out Asking asking
    )
    {
        asking = default;
        var demand = anyOf[0];
        var action = demand.Action is null ? ActionRule.Of(httpContext) : null;
        if (demand.Faults.Count > 0 || demand.RightFor(action) is not { } right)
        {
            return WithoutRight(demand, httpContext);
        }

        if (httpContext is null && !(demand.Party.IsOwner && demand.Instance is null))
        {
            logger.PartyWithoutRequest(demand.Resource, demand.Instance?.Place.ToString() ?? demand.Party.ToString());
            return SystemUserProblems.DecisionFailed(right);
        }

        var instance = default(ResourceAttributes);
        if (demand.Instance is { } source && ReadInstance(source, httpContext!, right, out instance) is { } problem)
        {
            return problem;
        }

        var party = demand.Party.IsOwner ? systemUser.Owner : default;
        if (demand.Party.Place is { } place && ReadParty(place, httpContext!, right, out party) is { } invalid)
        {
            return invalid;
        }

        asking = Asking.Of(anyOf, action, instance, party);
        return asking.IsPartyKnown ? CheckParty(asking, systemUser) : null;
    }

    /// <summary>Finds what is wrong with a party that a demand is to be asked for; <see langword="null"/> if nothing.</summary>
    public static SystemUserProblem? CheckParty(in Asking asking, AltinnSystemUser systemUser) =>
        asking.Party == systemUser.Owner || asking.Demand.AllowClients
            ? null
            : SystemUserProblems.PartyNotOwner(asking.Right, asking.Party);

    private static SystemUserProblem? ReadInstance(
        InstanceSource source,
        HttpContext httpContext,
        SystemUserRight right,
        out ResourceAttributes instance
    )
    {
        instance = default;
        if (source.Read(httpContext) is not { } text || BoundValue.Differs(httpContext, source.Place, text))
        {
            return SystemUserProblems.InstanceInvalid(source.Place.ToString(), right);
        }

        instance = new ResourceAttributes(new ResourceAttribute(source.Type, text));
        return null;
    }

    private static SystemUserProblem? ReadParty(
        RequestPlace place,
        HttpContext httpContext,
        SystemUserRight right,
        out OrganizationNumber party
    )
    {
        var text = place.Read(httpContext);
        return OrganizationNumber.TryParse(text, out party) && !BoundValue.Differs(httpContext, place, text)
            ? null
            : SystemUserProblems.PartyInvalid(place.ToString(), right);
    }

    private SystemUserProblem WithoutRight(SystemUserRightRequirement demand, HttpContext? httpContext)
    {
        if (demand.Faults.Count == 0 && httpContext is not null)
        {
            var endpoint = httpContext.GetEndpoint();
            if (endpoint is null && ActionRule.Of(httpContext.Request.Method) is null)
            {
                return SystemUserProblems.NotFound;
            }

            if (ActionRule.IsLeftToRequest(endpoint))
            {
                return SystemUserProblems.MethodWithoutAction;
            }
        }

        var fault = demand.Faults.Count > 0 ? demand.Faults[0] : StartFaults.ActionMissing;
        logger.DemandUnusable(demand.Resource, fault.Text);
        return SystemUserProblems.DecisionFailed();
    }
}

/// <summary>Which value a minimal API endpoint would be given by a parameter of the name that a party or an instance is checked under.</summary>
/// <remarks>
/// Without an explicit <c>[From…]</c> the framework takes it from the path, else from the query, whatever the demand takes it from. (What
/// controllers and Razor Pages are given, <see cref="CheckedValueFactory"/> sees to.)
/// </remarks>
internal static class BoundValue
{
    /// <summary>Tells whether the endpoint would be given another value than the one that is checked.</summary>
    public static bool Differs(HttpContext httpContext, RequestPlace place, string value)
    {
        if (httpContext.GetEndpoint() is not { } endpoint)
        {
            return false;
        }

        foreach (var parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>())
        {
            if (
                parameter.Name.Equals(place.Name, StringComparison.OrdinalIgnoreCase)
                && !IsAll(Given(httpContext.Request, parameter.Name), value)
                && !IsExplicit(parameter) // by reflection, so last
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsExplicit(IParameterBindingMetadata parameter) =>
        parameter.HasBindAsync
        || parameter
            .ParameterInfo.GetCustomAttributes(inherit: true)
            .Any(attribute =>
                attribute
                    is IFromRouteMetadata
                        or IFromQueryMetadata
                        or IFromHeaderMetadata
                        or IFromFormMetadata
                        or IFromBodyMetadata
                        or IFromServiceMetadata
            );

    private static StringValues Given(HttpRequest request, string name) =>
        request.RouteValues.TryGetValue(name, out var segment)
            ? Convert.ToString(segment, CultureInfo.InvariantCulture)
            : request.Query[name];

    private static bool IsAll(StringValues given, string value)
    {
        foreach (var other in given)
        {
            if (!string.Equals(other, value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
