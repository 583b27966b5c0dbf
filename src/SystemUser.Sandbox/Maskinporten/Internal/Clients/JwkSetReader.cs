using System.Collections.Immutable;
using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>Reads sets of public keys.</summary>
internal static class JwkSetReader
{
    /// <summary>Reads the keys, all of them or none; a missing set has no keys.</summary>
    public static Result<ImmutableArray<MaskinportenKey>> Read(JwkSet? set)
    {
        var keys = ImmutableArray.CreateBuilder<MaskinportenKey>();
        foreach (var jwk in set?.Keys ?? [])
        {
            if (!Jwk.Read(jwk).Is(out var key, out var problem))
            {
                return problem;
            }

            if (keys.Any(other => other.KeyId == key.KeyId))
            {
                return MaskinportenProblems.KeyInvalid.With($"Two keys have the key id {key.KeyId}.");
            }

            keys.Add(new MaskinportenKey(key.KeyId, JsonSerializer.Serialize(jwk, ClientJson.Default.JsonElement)));
        }

        return keys.ToImmutable();
    }
}

/// <summary>A set of public keys (RFC 7517, section 5).</summary>
/// <param name="Keys">The keys.</param>
internal sealed record JwkSet(IReadOnlyList<JsonElement>? Keys);
