using Microsoft.OpenApi;
using SystemUser.AspNetCore.Authorization.Internal;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>
/// Declares the parameters that parties are taken from. An endpoint that takes the <c>AuthorizedParty</c>, as it should, does not bind
/// them itself, so that the framework knows nothing of them.
/// </summary>
internal static class PartyParameters
{
    private const string Pattern = "^[0-9]{9}$";
    private const string Words = "An organization number: nine digits.";

    public static void Declare(OpenApiOperation operation, EndpointDemands demands, string path)
    {
        foreach (var party in demands.Rights.Select(right => right.Party.Place).OfType<RequestPlace>().Distinct())
        {
            var place = PlaceOf(party.Kind);
            operation.Parameters ??= [];
            var bound = operation.Parameters.FirstOrDefault(parameter =>
                parameter.In == place && string.Equals(parameter.Name, party.Name, StringComparison.OrdinalIgnoreCase)
            );
            if (bound is not null)
            {
                Explain(bound);
            }
            else if (place != ParameterLocation.Path)
            {
                operation.Parameters.Add(Create(place, party.Name));
            }
            else if (NameIn(path, party.Name) is { } name)
            {
                operation.Parameters.Add(Create(place, name));
            }
        }
    }

    private static ParameterLocation PlaceOf(RequestPlaceKind kind) =>
        kind switch
        {
            RequestPlaceKind.Route => ParameterLocation.Path,
            RequestPlaceKind.Query => ParameterLocation.Query,
            _ => ParameterLocation.Header,
        };

    // Routing finds names in any casing; a document does not.
    private static string? NameIn(string path, string name)
    {
        var at = path.IndexOf($"{{{name}}}", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : path.Substring(at + 1, name.Length);
    }

    private static OpenApiParameter Create(ParameterLocation place, string name) =>
        new()
        {
            Name = name,
            In = place,
            Required = true,
            Description = Words,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = Pattern },
        };

    private static void Explain(IOpenApiParameter parameter)
    {
        parameter.Description ??= Words;
        if (parameter.Schema is OpenApiSchema { Type: JsonSchemaType.String, Pattern: null } schema)
        {
            schema.Pattern = Pattern;
        }
    }
}
