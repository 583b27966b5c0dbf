using KravOgBetalingerApi.Models;
using Microsoft.OpenApi;
using SystemUser.AspNetCore.OpenApi;

namespace KravOgBetalingerApi.Operations;

/// <summary>The OpenAPI document, and in Development the page to try it on.</summary>
internal static class DocumentationExtensions
{
    private const string Document = "/openapi/v1.json";

    /// <summary>Adds the document, with what each operation demands of a system user.</summary>
    public static IServiceCollection AddDocumentation(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddOperationTransformer<FeilTransformer>();
            options.AddSystemUserRights(refusals =>
            {
                refusals.ProblemType = typeof(Feil);
                refusals.ProblemMediaTypes = ["application/json", "application/xml"];
            });
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = "Krav og betalinger";
                    document.Info.Description =
                        "A sample of Skatteetaten's API. Every answer has the header Korrelasjonsid: the caller's own, or a new one.";
                    document.Servers = [];
                    return Task.CompletedTask;
                }
            );
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    // The converter of amounts hides from the schema that they are numbers.
                    var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
                    schema.Type = type == typeof(decimal) ? JsonSchemaType.Number : schema.Type;
                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Serves the document at <c>/openapi/v1.json</c>, and in Development Swagger UI at <c>/swagger</c>.</summary>
    public static void MapDocumentation(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        if (app.Environment.IsDevelopment())
        {
            app.UseSwaggerUI(options => options.SwaggerEndpoint(Document, "Krav og betalinger"));
        }
    }
}
