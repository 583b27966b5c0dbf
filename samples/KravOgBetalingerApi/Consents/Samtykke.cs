using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.Json;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Maskinporten;

namespace KravOgBetalingerApi.Consents;

/// <summary>What somebody lets the consumer of a token fetch: the element of <c>authorization_details</c> that Maskinporten writes for it.</summary>
/// <remarks>
/// The token has been verified, and says what Altinn knows of the consent. What it does not say is whether this request is within it: by whom it
/// was given and to whom, until when, and for what.
/// </remarks>
internal sealed record Samtykke(
    string? Type,
    string? From,
    Samtykkemottaker? To,
    DateTimeOffset? ValidTo,
    IReadOnlyList<Samtykkerettighet?>? ConsentRights
)
{
    private const string ConsentType = "urn:altinn:consent";
    private const string OrganizationPrefix = "urn:altinn:organization:identifier-no:";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
    };

    /// <summary>Finds the consent in a token: there must be one, and one alone.</summary>
    public static bool TryRead(ClaimsPrincipal caller, [NotNullWhen(true)] out Samtykke? samtykke)
    {
        var found = caller
            .Identities.Where(identity => identity.AuthenticationType == MaskinportenDefaults.AuthenticationScheme)
            .SelectMany(identity => identity.FindAll("authorization_details"))
            .Select(claim => Parse(claim.Value))
            .ToList();
        samtykke = found is [{ Type: ConsentType } only] ? only : null;
        return samtykke is not null;
    }

    /// <summary>Finds what of a request the consent does not cover, in words; <see langword="null"/> if it covers all of it.</summary>
    /// <param name="part">The party that is asked about.</param>
    /// <param name="mottaker">The consumer of the token.</param>
    /// <param name="ressurs">The resource that must have been consented to.</param>
    /// <param name="now">The time.</param>
    public string? FindMangel(
        OrganizationNumber? part,
        OrganizationIdentifier mottaker,
        string ressurs,
        DateTimeOffset now
    ) =>
        part is null || From != OrganizationPrefix + part ? "Samtykket er ikke gitt av parten"
        : To?.Id != mottaker.Id ? "Samtykket er gitt til en annen virksomhet"
        : ValidTo is not { } end || end <= now ? "Samtykket er utløpt"
        : ConsentRights?.Any(right => right?.Gjelder(ressurs) == true) != true ? $"Samtykket gjelder ikke {ressurs}"
        : null;

    private static Samtykke? Parse(string detail)
    {
        try
        {
            return JsonSerializer.Deserialize<Samtykke>(detail, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Whom a consent was given to.</summary>
internal sealed record Samtykkemottaker(string? Id);

/// <summary>What was consented to. What narrows it (<c>metadata</c>, a second attribute of the resource) is unknown here, and covers nothing.</summary>
internal sealed record Samtykkerettighet(
    IReadOnlyList<string?>? Action,
    IReadOnlyList<Samtykkeressurs?>? Resource,
    IReadOnlyDictionary<string, JsonElement>? Metadata
)
{
    public bool Gjelder(string ressurs) =>
        Action?.Contains("consent", StringComparer.Ordinal) == true
        && Resource is [var only]
        && only == new Samtykkeressurs("urn:altinn:resource", ressurs)
        && Metadata is null or { Count: 0 };
}

/// <summary>A resource, or whatever else was consented to.</summary>
internal sealed record Samtykkeressurs(string? Type, string? Value);
