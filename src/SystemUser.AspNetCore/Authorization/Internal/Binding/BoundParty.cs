using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Which party a minimal API endpoint would be given by a parameter of the party's name.</summary>
/// <remarks>
/// Without an explicit <c>[From…]</c> the framework takes it from the path, else from the query, whatever the demand takes its party from. (What
/// controllers and Razor Pages are given, <see cref="CheckedPartyFactory"/> sees to.)
/// </remarks>
internal static class BoundParty
{
    /// <summary>Tells whether the endpoint would be given another party than the one that is checked.</summary>
    public static bool Differs(HttpContext httpContext, RequestPlace place, OrganizationNumber party)
    {
        if (httpContext.GetEndpoint() is not { } endpoint)
        {
            return false;
        }

        foreach (var parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>())
        {
            if (
                parameter.Name.Equals(place.Name, StringComparison.OrdinalIgnoreCase)
                && !IsExplicit(parameter)
                && !IsAll(Given(httpContext.Request, parameter.Name), party)
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

    private static bool IsAll(StringValues given, OrganizationNumber party)
    {
        foreach (var value in given)
        {
            if (!OrganizationNumber.TryParse(value, out var other) || other != party)
            {
                return false;
            }
        }

        return true;
    }
}
