using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>
/// The Maskinporten client of the API provider that the app belongs to, registered in the world as if the provider had done
/// so itself.
/// </summary>
/// <param name="ClientId">The client: one that the world knows already, or a new one of Skatteetaten's.</param>
/// <param name="Keys">The public halves of its keys.</param>
internal sealed record ProviderClient(string ClientId, IReadOnlyList<MaskinportenKey> Keys)
{
    /// <summary>Gets whether it proves itself with a business certificate, which needs no registered key.</summary>
    public bool HasCertificate { get; init; }

    /// <summary>The client that the world knows Skatteetaten by.</summary>
    public const string DefaultClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";

    /// <summary>The client of Skatteetaten's whose key a sandbox that runs by itself prints.</summary>
    public const string StandaloneClientId = "sandbox-provider";

    private const string Skatteetaten = "974761076";

    private static readonly string[] s_publicMembers = ["kty", "kid", "use", "alg", "n", "e"];

    /// <summary>Reads the client out of an app's configuration. A key that cannot be read is not registered.</summary>
    /// <param name="clientId">The client's id, if the app has one.</param>
    /// <param name="privateJwks">Its keys as JSON Web Keys, or base64 of them.</param>
    public static ProviderClient Read(string? clientId, params IEnumerable<string?> privateJwks) =>
        new(clientId ?? DefaultClientId, [.. privateJwks.Select(PublicHalf).OfType<MaskinportenKey>()]);

    /// <summary>Registers the client, or gives the one that is there the keys.</summary>
    public void Register(WorldDraft draft)
    {
        if (Keys.Count == 0 && !HasCertificate)
        {
            return;
        }

        var client =
            draft.State.Clients.Find(ClientId)
            ?? new RegisteredClient
            {
                ClientId = ClientId,
                Organization = Skatteetaten,
                Scopes = ["altinn:authorization/authorize", "altinn:accessmanagement/authorizedparties.resourceowner"],
            };
        draft.Put(client.With(Keys));
    }

    private static MaskinportenKey? PublicHalf(string? jwk)
    {
        try
        {
            var json = jwk?.TrimStart() is ['{', ..]
                ? jwk
                : Encoding.UTF8.GetString(Convert.FromBase64String(jwk ?? string.Empty));
            return JsonNode.Parse(json) is JsonObject members && members["kid"] is JsonValue kid
                ? new MaskinportenKey(kid.GetValue<string>(), Pick(members).ToJsonString())
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonObject Pick(JsonObject members) =>
        new(
            s_publicMembers
                .Where(members.ContainsKey)
                .Select(name => KeyValuePair.Create(name, members[name]?.DeepClone()))
        );
}
