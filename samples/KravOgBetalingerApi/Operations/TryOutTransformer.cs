using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KravOgBetalingerApi.Operations;

/// <summary>Makes the document fit to try the API with: what answers comes first, and the examples are organizations that answer.</summary>
internal sealed class TryOutTransformer : IOpenApiDocumentTransformer
{
    private const string Party = "partsidentifikator";
    private const string Company = "310904473";
    private const string HousingCompany = "313266508";

    // What is refused to every system user comes last.
    private static readonly string[] s_order = ["/v1/regnskapssystem/", "/v1/innrapportering/", "/v1/finans/"];

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var paths = document.Paths.OrderBy(path => Array.FindIndex(s_order, path.Key.StartsWith)).ToList();
        document.Paths = [];
        foreach (var (path, item) in paths)
        {
            document.Paths.Add(path, item);
            foreach (
                var parameter in (item.Operations ?? []).Values.SelectMany(operation => operation.Parameters ?? [])
            )
            {
                if (parameter is OpenApiParameter { Name: Party } party)
                {
                    party.Example = path.Contains("boligselskap", StringComparison.Ordinal) ? HousingCompany : Company;
                }
            }
        }

        return Task.CompletedTask;
    }
}
