using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads a JSON Web Key Set (RFC 7517), keeping the keys that may verify tokens.</summary>
internal static class KeySetReader
{
    /// <summary>Reads the set. A key that cannot be used is logged and left out, and so are different keys under one id.</summary>
    /// <exception cref="MaskinportenMetadataException">It is no key set, or holds no usable key.</exception>
    public static FrozenDictionary<string, SigningKey> Read(ReadOnlyMemory<byte> json, ILogger logger)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || document.RootElement.HasDuplicates()
                || !document.RootElement.TryGetProperty("keys", out var keys)
                || keys.ValueKind != JsonValueKind.Array
            )
            {
                throw new MaskinportenMetadataException("The key set is no JSON object with an array 'keys'.");
            }

            return Usable(keys, logger);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MaskinportenMetadataException("The key set is not JSON.", exception);
        }
    }

    private static FrozenDictionary<string, SigningKey> Usable(JsonElement keys, ILogger logger)
    {
        var cryptography = new CryptoProviderFactory();
        var usable = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in keys.EnumerateArray())
        {
            if (!JsonWebKeyReader.TryRead(element, out var id, out var parameters, out var reason))
            {
                logger.SigningKeySkipped(reason);
            }
            else if (!usable.TryGetValue(id, out var known))
            {
                usable.Add(id, new SigningKey(id, parameters, cryptography));
            }
            else if (!known.IsSameKey(parameters) && ambiguous.Add(id))
            {
                logger.SigningKeySkipped("several keys have the same 'kid'");
            }
        }

        foreach (var id in ambiguous)
        {
            usable.Remove(id);
        }

        return usable.Count > 0
            ? usable.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new MaskinportenMetadataException("The key set holds no RSA key that may verify tokens.");
    }
}
