namespace KravOgBetalingerApi.Operations;

/// <summary>The OpenAPI document, and in Development the page to try it on.</summary>
internal static class DocumentationExtensions
{
    public static WebApplicationBuilder AddDocumentation(this WebApplicationBuilder builder)
    {
        builder.Services.AddOpenApi();
        return builder;
    }

    public static void MapDocumentation(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        if (app.Environment.IsDevelopment())
        {
            app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi/v1.json", "Krav og betalinger"));
        }
    }
}
