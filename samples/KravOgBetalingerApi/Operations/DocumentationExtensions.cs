using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Models;
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
            options.AddSystemUserRights(refusals =>
            {
                refusals.ProblemType = typeof(Feil);
                refusals.ProblemMediaTypes = AcceptedFormats.OfErrors;
            });
            options.AddOperationTransformer<FeilTransformer>();
            options.AddOperationTransformer<KorrelasjonsidTransformer>();
            options.AddSchemaTransformer<WireSchemas>();
            options.AddDocumentTransformer<WireSchemas>();
            options.AddDocumentTransformer<TryOutTransformer>();
#if DEBUG
            options.AddDocumentTransformer<SandboxTokenTransformer>();
#endif
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = "Krav og betalinger";
                    document.Info.Description =
                        "A sample of Skatteetaten's API. Amounts are kroner; what has no value is left out. An unknown address or method is answered KB-003.";
                    document.Servers = [];
                    return Task.CompletedTask;
                }
            );
        });

    /// <summary>Serves the document at <c>/openapi/v1.json</c>, and in Development Swagger UI at <c>/swagger</c>.</summary>
    public static void MapDocumentation(this WebApplication app)
    {
        app.MapOpenApi(Document).AllowAnonymous();
        if (app.Environment.IsDevelopment())
        {
            app.UseSwaggerUI(options =>
            {
                options.SwaggerEndpoint(Document, "Krav og betalinger");
                options.DocumentTitle = "Krav og betalinger";
                options.EnablePersistAuthorization();
                options.DefaultModelsExpandDepth(0);
                options.EnableTryItOutByDefault();
            });
        }
    }
}
