using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>The consent that an assertion asks to speak by.</summary>
internal static class RequestedConsent
{
    /// <summary>Whether the assertion asks for a consent, and for nothing else.</summary>
    public static bool IsIn(JsonElement assertion) =>
        assertion.TryGetProperty("authorization_details", out var details)
        && details.ValueKind == JsonValueKind.Array
        && details.GetArrayLength() == 1
        && details[0].ValueKind == JsonValueKind.Object
        && JwtClaims.Text(details[0], "type") == ConsentDetail.Type;

    /// <summary>Puts the consent into the token, if the consumer has it.</summary>
    /// <remarks>Which code Maskinporten has for a consent that does not count is inferred: that of invalid values.</remarks>
    public static MaskinportenError? Add(
        JsonObject claims,
        WorldState world,
        string consumer,
        JsonElement assertion,
        DateTimeOffset now
    )
    {
        var asked = assertion.GetProperty("authorization_details")[0];
        var unknown = asked
            .EnumerateObject()
            .Select(member => member.Name)
            .FirstOrDefault(name => name is not ("type" or "id" or "from"));
        if (unknown is not null)
        {
            return GrantErrors.UnknownDetailsField(unknown);
        }

        if (!Guid.TryParse(JwtClaims.Text(asked, "id"), out var id) || JwtClaims.Text(asked, "from") is not { } from)
        {
            return GrantErrors.InvalidDetails(
                "a consent has an id, which is a uuid, and from, such as urn:altinn:organization:identifier-no:310904473."
            );
        }

        var consent = world.Consents.Find(id);
        if (consent is null || consent.Receiver != consumer || ConsentDetail.UrnOf(consent.Giver) != from)
        {
            return GrantErrors.InvalidDetails($"{from} has given {consumer} no consent {id}.");
        }

        if (consent.ValidTo <= now)
        {
            return GrantErrors.InvalidDetails($"the consent {id} has ended.");
        }

        claims["authorization_details"] = new JsonArray(
            ConsentDetail.Write(
                consent.Id,
                consent.Giver,
                consent.Receiver,
                consent.Consented,
                consent.ValidTo,
                consent.Resources,
                consent.Metadata
            )
        );
        return null;
    }
}
