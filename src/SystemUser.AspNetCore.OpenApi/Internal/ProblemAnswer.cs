using Microsoft.OpenApi;
using SystemUser.AspNetCore.Answers.Internal;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>An answer that an operation gives when a demand is not met.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">When it is given.</param>
/// <param name="Header">The header that it has beside its body, always or in some cases.</param>
/// <param name="HeaderDescription">What the header says.</param>
internal sealed record ProblemAnswer(
    string Status,
    string Description,
    string? Header = null,
    string? HeaderDescription = null
)
{
    public OpenApiResponse ToResponse(IEnumerable<string> mediaTypes, IOpenApiSchema schema) =>
        new()
        {
            Description = Description,
            Headers = Header is null
                ? null
                : new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    [Header] = new OpenApiHeader
                    {
                        Description = HeaderDescription,
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            Content = mediaTypes.ToDictionary(
                type => type,
                _ => new OpenApiMediaType { Schema = schema },
                StringComparer.Ordinal
            ),
        };
}
