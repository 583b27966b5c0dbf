using KravOgBetalingerApi.Consents;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KravOgBetalingerApi.Operations;

/// <summary>Adds the API's own error answers to those of authorization, and names the code of each.</summary>
internal sealed class FeilTransformer : IOpenApiOperationTransformer
{
    private static readonly (string Status, string Code)[] s_codes =
    [
        ("400", Feilkoder.UgyldigInndata),
        ("401", Feilkoder.Autentisering),
        ("403", Feilkoder.IkkeAutorisert),
        ("429", Feilkoder.ProevSenere),
        ("503", Feilkoder.BakenforliggendeSystem),
    ];

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Responses ??= [];
        foreach (var (status, description) in Of(operation, context))
        {
            if (operation.Responses.GetValueOrDefault(status) is OpenApiResponse known)
            {
                known.Description = description;
            }
            else
            {
                operation.Responses[status] = Response(description, context.Document);
            }
        }

        foreach (var (status, code) in s_codes)
        {
            if (
                operation.Responses.GetValueOrDefault(status) is OpenApiResponse { Description: { } words } response
                && !words.Contains(code, StringComparison.Ordinal)
            )
            {
                response.Description = $"{code}: {words}";
            }
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<(string Status, string Description)> Of(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context
    )
    {
        if (operation.RequestBody is not null || operation.Parameters?.Any(IsQuery) == true)
        {
            yield return ("400", "The party, the period, the page or the report is invalid.");
        }

        if (FindMissing(context) is { } missing)
        {
            yield return ("404", missing);
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequireSamtykkeAttribute>().Any())
        {
            yield return (
                "403",
                $"{Feilkoder.Samtykke}: the consent is missing, or does not cover the party or the resource. {Feilkoder.IkkeAutorisert}: the scope is missing."
            );
        }

        yield return ("406", $"{Feilkoder.Dataformat}: `Accept` excludes JSON.");
        if (operation.RequestBody is not null)
        {
            yield return ("415", $"{Feilkoder.Dataformat}: the content is not JSON.");
        }

        yield return (
            "429",
            "The vendor calls, or the system user asks, too often; `Retry-After` says when to try again."
        );
        yield return (
            "500",
            $"{Feilkoder.UventetFeil}: an unexpected fault. {Feilkoder.BakenforliggendeSystem}: a fault in a system behind the API."
        );
    }

    private static bool IsQuery(IOpenApiParameter parameter) => parameter.In == ParameterLocation.Query;

    private static string? FindMissing(OpenApiOperationTransformerContext context)
    {
        const string Party = $"{Feilkoder.UkjentPart}: the party is unknown.";
        var data = context.Description.SupportedResponseTypes.Select(response => response.Type).FirstOrDefault();
        return data == typeof(AapneKrav) ? Party
            : data == typeof(AlleKrav) || data == typeof(Innbetalinger) || data == typeof(Utbetalinger)
                ? $"{Party} {Feilkoder.IngenTreff}: there is nothing for it in the period."
            : null;
    }

    private static OpenApiResponse Response(string description, OpenApiDocument? document)
    {
        var content = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Feil), document) };
        return new()
        {
            Description = description,
            Content = AcceptedFormats.OfErrors.ToDictionary(type => type, _ => content, StringComparer.Ordinal),
        };
    }
}
