using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

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
