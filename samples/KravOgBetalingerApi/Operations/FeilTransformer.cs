using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KravOgBetalingerApi.Operations;

/// <summary>Describes the error answers that every operation shares, beside those of authorization.</summary>
internal sealed class FeilTransformer : IOpenApiOperationTransformer
{
    private static readonly (string Status, string Description)[] s_answers =
    [
        ("400", "KB-006: the input is invalid."),
        ("404", "KB-009: the party is unknown. KB-007: there is nothing for it in the period."),
        ("406", "KB-008: `Accept` excludes JSON."),
        ("500", "KB-001: an unexpected fault. KB-002: a fault in a system behind the API."),
    ];

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var content = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Feil), context.Document) };
        operation.Responses ??= [];
        foreach (var (status, description) in s_answers)
        {
            operation.Responses.TryAdd(
                status,
                new OpenApiResponse
                {
                    Description = description,
                    Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                    {
                        ["application/json"] = content,
                        ["application/xml"] = content,
                    },
                }
            );
        }

        return Task.CompletedTask;
    }
}
