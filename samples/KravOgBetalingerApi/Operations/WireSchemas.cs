using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KravOgBetalingerApi.Operations;

/// <summary>Makes the schemas say what goes over the wire, where they would say what the C# types are.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer, IOpenApiDocumentTransformer
{
    /// <summary>Amounts are numbers, which their converter hides; errors may be XML.</summary>
    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(decimal))
        {
            schema.Type = JsonSchemaType.Number;
        }
        else if (type == typeof(Feil))
        {
            schema.Xml = new() { Name = "feil", Namespace = new(Feilsvar.XmlNamespace) };
            foreach (var property in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
            {
                property.Xml = new() { Namespace = schema.Xml.Namespace };
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What has no value is left out: nothing is ever null.</summary>
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            if (schema.Enum is { } values)
            {
                schema.Type = JsonSchemaType.String;
                schema.Enum = [.. values.Where(value => value is not null)];
            }

            foreach (var (name, property) in schema.Properties?.ToList() ?? [])
            {
                schema.Properties![name] = WithoutNull(property);
            }
        }

        return Task.CompletedTask;
    }

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type & ~JsonSchemaType.Null;
        }

        return schema.OneOf?.SingleOrDefault(choice => choice.Type != JsonSchemaType.Null) ?? schema;
    }
}
