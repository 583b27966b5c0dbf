using Microsoft.OpenApi;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>
/// Declares the parameters that parties and instances are taken from. An endpoint that takes the <c>AuthorizedParty</c>, as it should, does not
/// bind them itself, so that the framework knows nothing of them.
/// </summary>
internal static class DemandParameters
{
    private const string PartyWords = "An organization number: nine digits.";
    private const int MostInstanceCharacters = 256;

    public static void Declare(OpenApiOperation operation, EndpointDemands demands, string path)
    {
        foreach (var place in demands.EveryRight.Select(RequestPlace.OfParty).OfType<RequestPlace>().Distinct())
        {
            Declare(operation, path, place, PartyWords, schema => schema.Pattern ??= "^[0-9]{9}$");
        }

        foreach (
            var (type, place) in demands
                .EveryRight.Select(right => (right.InstanceType, RequestPlace.OfInstance(right)))
                .Where(instance => instance.Item2 is not null)
                .Distinct()
        )
        {
            Declare(
                operation,
                path,
                place!,
                $"An instance: `{type}`.",
                schema =>
                {
                    schema.MinLength ??= 1;
                    schema.MaxLength ??= MostInstanceCharacters;
                }
            );
        }
    }

    private static void Declare(
        OpenApiOperation operation,
        string path,
        RequestPlace place,
        string words,
        Action<OpenApiSchema> restrict
    )
    {
        operation.Parameters ??= [];
        var bound = operation.Parameters.FirstOrDefault(parameter =>
            parameter.In == place.In && string.Equals(parameter.Name, place.Name, StringComparison.OrdinalIgnoreCase)
        );
        if (bound is not null)
        {
            Explain(bound, words, restrict);
        }
        else if ((place.In == ParameterLocation.Path ? NameIn(path, place.Name) : place.Name) is { } name)
        {
            operation.Parameters.Add(Create(place.In, name, words, restrict));
        }
    }

    // Routing finds names in any casing; a document does not.
    private static string? NameIn(string path, string name)
    {
        var plain = path.Replace("{*", "{", StringComparison.Ordinal).Replace("{*", "{", StringComparison.Ordinal); // catch-all
        var at = plain.IndexOf($"{{{name}}}", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : plain.Substring(at + 1, name.Length);
    }

    private static OpenApiParameter Create(
        ParameterLocation location,
        string name,
        string words,
        Action<OpenApiSchema> restrict
    )
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        restrict(schema);
        return new()
        {
            Name = name,
            In = location,
            Required = true,
            Description = words,
            Schema = schema,
        };
    }

    private static void Explain(IOpenApiParameter parameter, string words, Action<OpenApiSchema> restrict)
    {
        parameter.Description ??= words;
        if (parameter.Schema is OpenApiSchema { Type: JsonSchemaType.String } schema)
        {
            restrict(schema);
        }
    }
}
