using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>Describes what an operation demands. What the app has described itself is kept.</summary>
internal sealed class SystemUserOperationTransformer(SystemUserOpenApiOptions choices) : IOpenApiOperationTransformer
{
    private const string Scheme = MaskinportenDefaults.AuthenticationScheme;
    private const string RightsExtension = "x-systemuser-rights";

    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var demands = await EndpointDemands.FindAsync(
            context.Description.ActionDescriptor.EndpointMetadata,
            context.ApplicationServices
        );
        if (demands is null || context.Document is not { } document || HasScheme(operation))
        {
            return;
        }

        AddScheme(operation, document, demands);
        await OtherSchemes.DeclareAsync(operation, document, demands, context.ApplicationServices);
        DemandParameters.Declare(operation, demands, context.Description.RelativePath ?? string.Empty);
        AddWords(operation, demands, context.Description.HttpMethod ?? string.Empty);
        var schema = await GetProblemSchemaAsync(context, document, cancellationToken);
        operation.Responses ??= [];
        foreach (var answer in ProblemAnswers.Of(demands))
        {
            operation.Responses.TryAdd(answer.Status, answer.ToResponse(choices.ProblemMediaTypes, schema));
        }
    }

    private static bool HasScheme(OpenApiOperation operation) =>
        operation.Security?.Any(security => security.Keys.Any(scheme => scheme.Reference.Id == Scheme)) == true;

    private static void AddScheme(OpenApiOperation operation, OpenApiDocument document, EndpointDemands demands)
    {
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes.TryAdd(
            Scheme,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = demands.AcceptsExchanged
                    ? "A token from Maskinporten, or the one that Altinn gives in exchange for it."
                    : "A token from Maskinporten, as it is: not exchanged for one of Altinn's.",
            }
        );
        operation.Security ??= [];
        operation.Security.Add(
            new()
            {
                [new OpenApiSecuritySchemeReference(Scheme, document)] =
                [
                    .. demands.Scopes.SelectMany(any => any).Distinct(StringComparer.Ordinal),
                ],
            }
        );
    }

    private static void AddWords(OpenApiOperation operation, EndpointDemands demands, string method)
    {
        var words = DemandWords.Describe(demands, method);
        operation.Description = string.IsNullOrEmpty(operation.Description)
            ? words
            : $"{operation.Description}\n\n{words}";
        if (demands.Rights.Count > 0)
        {
            operation.AddExtension(
                RightsExtension,
                new JsonNodeExtension(new JsonArray([.. demands.Rights.Select(anyOf => Describe(anyOf, method))]))
            );
        }
    }

    private static JsonObject Describe(IReadOnlyList<SystemUserRightRequirement> anyOf, string method) =>
        anyOf.Count == 1
            ? Describe(anyOf[0], method)
            : new JsonObject { ["anyOf"] = new JsonArray([.. anyOf.Select(right => Describe(right, method))]) };

    private static JsonObject Describe(SystemUserRightRequirement right, string method)
    {
        var described = new JsonObject
        {
            ["resource"] = right.Resource.ToString(),
            ["action"] = right.ActionFor(method)?.ToString(),
        };
        if (right.InstanceType is { } type)
        {
            described["instanceType"] = type;
        }

        return described;
    }

    private async Task<IOpenApiSchema> GetProblemSchemaAsync(
        OpenApiOperationTransformerContext context,
        OpenApiDocument document,
        CancellationToken cancellationToken
    )
    {
        var name = choices.ProblemType?.Name ?? ProblemSchema.Name;
        if (document.Components?.Schemas?.ContainsKey(name) != true)
        {
            document.AddComponent(
                name,
                choices.ProblemType is { } type
                    ? await context.GetOrCreateSchemaAsync(type, null, cancellationToken)
                    : ProblemSchema.Create()
            );
        }

        return new OpenApiSchemaReference(name, document);
    }
}
