using Microsoft.OpenApi;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>The schema of the package's own problem details (RFC 9457), as docs/errors.md describes them.</summary>
internal static class ProblemSchema
{
    public const string Name = "SystemUserProblem";

    public static OpenApiSchema Create() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal)
            {
                "type",
                "title",
                "status",
                "detail",
                "code",
                "traceId",
            },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("The problem type: a fixed URI that ends with the code.", "uri"),
                ["title"] = Text("The same words for every occurrence of the code."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "The HTTP status.",
                },
                ["detail"] = Text("What is wrong, and what puts it right."),
                ["code"] = Text("The code, for programs."),
                ["resource"] = Text("The resource of the right that is missing."),
                ["action"] = Text("The action of the right that is missing."),
                ["traceId"] = Text("The id of the trace, for questions."),
            },
        };

    private static OpenApiSchema Text(string description, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = description,
            Format = format,
        };
}
