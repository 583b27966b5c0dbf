using KravOgBetalingerApi.Errors;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KravOgBetalingerApi.Operations;

/// <summary>Describes the correlation id, which middleware takes in and sends back on every operation.</summary>
internal sealed class KorrelasjonsidTransformer : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var isWrite = operation.RequestBody is not null;
        operation.Parameters ??= [];
        operation.Parameters.Add(
            new OpenApiParameter
            {
                Name = Korrelasjon.Header,
                In = ParameterLocation.Header,
                Required = isWrite,
                Description = isWrite
                    ? "The id of what is sent: sending it again under the same id does nothing more."
                    : "An id for this call, not to be used again. Defaults to a new one.",
                Schema = Uuid(),
            }
        );
        foreach (var response in operation.Responses?.Values.OfType<OpenApiResponse>() ?? [])
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            response.Headers[Korrelasjon.Header] = new OpenApiHeader
            {
                Description = "The caller's id, or the new one.",
                Schema = Uuid(),
            };
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema Uuid() => new() { Type = JsonSchemaType.String, Format = "uuid" };
}
