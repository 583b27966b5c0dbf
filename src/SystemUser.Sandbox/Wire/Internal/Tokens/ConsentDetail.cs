using System.Globalization;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>The element of <c>authorization_details</c> that says what somebody has consented to.</summary>
internal static class ConsentDetail
{
    public const string Type = "urn:altinn:consent";

    private const string PersonPrefix = PdpAttributeIds.PersonNumber + ":";
    private const string OrganizationPrefix = PdpAttributeIds.OrganizationNumber + ":";

    /// <summary>Writes it as Maskinporten does.</summary>
    /// <param name="id">The consent.</param>
    /// <param name="giver">The number of the person or organization that consents.</param>
    /// <param name="receiver">The organization number of whoever may fetch.</param>
    /// <param name="consented">When it was given.</param>
    /// <param name="validTo">When it ends.</param>
    /// <param name="resources">The resources that it is about.</param>
    /// <param name="metadata">What narrows it down.</param>
    public static JsonObject Write(
        Guid id,
        string giver,
        string receiver,
        DateTimeOffset consented,
        DateTimeOffset validTo,
        IEnumerable<string> resources,
        IEnumerable<KeyValuePair<string, string>> metadata
    ) =>
        new()
        {
            ["type"] = Type,
            ["id"] = id.ToString(),
            ["from"] = UrnOf(giver),
            ["to"] = MaskinportenTokenIssuer.Organization(receiver),
            ["consented"] = consented.ToString("O", CultureInfo.InvariantCulture),
            ["validTo"] = validTo.ToString("O", CultureInfo.InvariantCulture),
            ["consentRights"] = new JsonArray([
                .. resources.Select(resource => new JsonObject
                {
                    ["action"] = new JsonArray("consent"),
                    ["resource"] = new JsonArray(
                        new JsonObject { ["type"] = PdpAttributeIds.Resource, ["value"] = resource }
                    ),
                    ["metadata"] = new JsonObject(
                        metadata.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))
                    ),
                }),
            ]),
        };

    /// <summary>A person or an organization as consents name it.</summary>
    public static string UrnOf(string number) =>
        (Numbers.IsPerson(number) ? PersonPrefix : OrganizationPrefix) + number;
}
