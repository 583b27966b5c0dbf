using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>Makes tokens as Maskinporten would issue them, to be changed from there.</summary>
public static class ScriptedSandboxTokens
{
    private const string Vendor = "991825827";

    /// <summary>Makes a token of a system user.</summary>
    /// <param name="sandbox">The sandbox that signs it.</param>
    /// <param name="owner">The organization number of the owner. Defaults to 310904473.</param>
    /// <param name="id">The id of the system user. Defaults to a new one.</param>
    /// <param name="systemId">The id of its system. Defaults to <c>991825827_smartcloud</c>.</param>
    /// <returns>The token, without scopes until it is given some.</returns>
    public static MaskinportenToken SystemUser(
        this ScriptedSandbox sandbox,
        string owner = "310904473",
        string? id = null,
        string? systemId = "991825827_smartcloud"
    )
    {
        id ??= Guid.NewGuid().ToString();
        var claims = Claims(Vendor);
        claims["authorization_details"] = new JsonArray(MaskinportenTokenIssuer.SystemUser(id, owner, systemId));
        return new MaskinportenToken(sandbox, claims) { SystemUserId = id };
    }

    /// <summary>Makes a token of an organization's own, without a system user.</summary>
    /// <param name="sandbox">The sandbox that signs it.</param>
    /// <param name="consumer">The organization number of the consumer. Defaults to 991825827.</param>
    /// <returns>The token, without scopes until it is given some.</returns>
    public static MaskinportenToken PlainToken(this ScriptedSandbox sandbox, string consumer = Vendor) =>
        new(sandbox, Claims(consumer));

    /// <summary>Makes a consent token: a consent stands where a system user would.</summary>
    /// <param name="sandbox">The sandbox that signs it.</param>
    /// <param name="from">The organization number of the one who consented. Defaults to 310904473.</param>
    /// <param name="resource">The resource consented to. Defaults to <c>ske-samtykke-krav-og-betalinger</c>.</param>
    /// <returns>The token, without scopes until it is given some.</returns>
    public static MaskinportenToken ConsentToken(
        this ScriptedSandbox sandbox,
        string from = "310904473",
        string resource = "ske-samtykke-krav-og-betalinger"
    )
    {
        var now = sandbox.TimeProvider.GetUtcNow();
        var claims = Claims(Vendor);
        claims["authorization_details"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "urn:altinn:consent",
                ["id"] = Guid.NewGuid().ToString(),
                ["from"] = $"urn:altinn:organization:identifier-no:{from}",
                ["to"] = MaskinportenTokenIssuer.Organization(Vendor),
                ["consented"] = now.ToString("O"),
                ["validTo"] = now.AddDays(30).ToString("O"),
                ["consentRights"] = new JsonArray(
                    new JsonObject
                    {
                        ["action"] = new JsonArray("consent"),
                        ["resource"] = new JsonArray(
                            new JsonObject { ["type"] = "urn:altinn:resource", ["value"] = resource }
                        ),
                        ["metadata"] = new JsonObject(),
                    }
                ),
            }
        );
        return new MaskinportenToken(sandbox, claims);
    }

    private static JsonObject Claims(string consumer) =>
        new() { ["consumer"] = MaskinportenTokenIssuer.Organization(consumer) };
}
