using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>The system user that an assertion asks to speak for (RFC 9396).</summary>
/// <param name="Owner">The organization number of its owner.</param>
/// <param name="ExternalRef">The vendor's reference, if one was given.</param>
internal sealed record RequestedSystemUser(string Owner, string? ExternalRef)
{
    public const string Type = "urn:altinn:systemuser";

    /// <summary>Reads <c>authorization_details</c>.</summary>
    public static (RequestedSystemUser? SystemUser, MaskinportenError? Error) Read(JsonElement details)
    {
        if (details.ValueKind != JsonValueKind.Array)
        {
            return (null, GrantErrors.InvalidDetails("it must be an array."));
        }

        foreach (var element in details.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                return (null, GrantErrors.InvalidDetails("its elements must be objects."));
            }

            if (JwtClaims.Text(element, "type") is not Type)
            {
                return (null, GrantErrors.UnknownDetailsType(JwtClaims.Text(element, "type") ?? "none"));
            }
        }

        return details.GetArrayLength() == 1
            ? ReadElement(details[0])
            : (null, GrantErrors.InvalidDetails("ask for one system user at a time."));
    }

    private static (RequestedSystemUser?, MaskinportenError?) ReadElement(JsonElement element)
    {
        if (FindUnknown(element, "type", "systemuser_org", "externalRef") is { } unknown)
        {
            return (null, GrantErrors.UnknownDetailsField(unknown));
        }

        if (
            !element.TryGetProperty("systemuser_org", out var organization)
            || organization.ValueKind != JsonValueKind.Object
        )
        {
            return (null, GrantErrors.InvalidDetails("systemuser_org is missing, or no object."));
        }

        if (FindUnknown(organization, "authority", "ID") is { } unknownPart)
        {
            return (null, GrantErrors.UnknownDetailsField($"systemuser_org.{unknownPart}"));
        }

        if (
            JwtClaims.Text(organization, "authority") != JwtClaims.OrganizationAuthority
            || JwtClaims.OrganizationNumber(element, "systemuser_org") is not { } owner
            || !Numbers.IsOrganization(owner)
        )
        {
            return (
                null,
                GrantErrors.InvalidDetails(
                    "systemuser_org must have the authority iso6523-actorid-upis, and an ID of 0192: and nine digits."
                )
            );
        }

        if (element.TryGetProperty("externalRef", out var reference) && reference.ValueKind != JsonValueKind.String)
        {
            return (null, GrantErrors.InvalidDetails("externalRef must be a string."));
        }

        if (!ExternalReference.IsTaken(JwtClaims.Text(element, "externalRef")))
        {
            return (null, GrantErrors.InvalidReference());
        }

        return (new RequestedSystemUser(owner, JwtClaims.Text(element, "externalRef")), null);
    }

    private static string? FindUnknown(JsonElement element, params string[] known) =>
        element.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name));
}
