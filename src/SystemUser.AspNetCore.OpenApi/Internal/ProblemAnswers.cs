using Microsoft.OpenApi;

namespace SystemUser.AspNetCore.OpenApi.Internal;

/// <summary>The answers that an operation gives when a demand is not met.</summary>
internal static class ProblemAnswers
{
    private const string Challenge = "WWW-Authenticate";
    private const string Wait = "Retry-After";

    public static IEnumerable<ProblemAnswer> Of(EndpointDemands demands)
    {
        if (demands.TakesParty || demands.TakesInstance)
        {
            var wrong =
                !demands.TakesInstance ? "The party"
                : demands.TakesParty ? "The party or the instance"
                : "The instance";
            yield return new("400", $"{wrong} is missing, malformed or given twice.");
        }

        yield return new(
            "401",
            "There is no token, or it has expired or is invalid in another way.",
            Challenge,
            "`Bearer`; with `error=\"invalid_token\"` if there was a token."
        );
        yield return new(
            "403",
            ForbiddenFor(demands),
            Challenge,
            "`Bearer error=\"insufficient_scope\"` with the scopes, if a scope is what is missing."
        );
        if (demands.FindsParty)
        {
            yield return new("404", "There is nothing that the request could be about.");
        }

        if (demands.Rights.Count > 0)
        {
            yield return new(
                "429",
                "The system user asks about too many rights that are not known yet.",
                Wait,
                "When to ask again, in seconds."
            );
        }

        yield return new(
            "503",
            "Maskinporten or Altinn gave no usable answer.",
            Wait,
            "When to ask again, in seconds; not set where that would not help."
        );
    }

    private static string ForbiddenFor(EndpointDemands demands) =>
        demands switch
        {
            { TakesClients: true } =>
                "The token lacks a scope or a system user, the system user lacks the right, or Altinn does not know the party.",
            { Rights.Count: > 0 } => "The token lacks a scope or a system user, or the system user lacks the right.",
            { NeedsSystemUser: true } => "The token lacks a scope or a system user.",
            _ => "The token lacks a scope.",
        };
}

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
