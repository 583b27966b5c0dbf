using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads a JSON Web Key Set (RFC 7517), keeping the keys that may verify tokens.</summary>
internal static class KeySetReader
{
    /// <summary>Reads the set. Keys that cannot be used are logged and left out, and so are different keys under one id.</summary>
    /// <exception cref="ServiceException">It is not a key set, or holds no usable key.</exception>
    public static FrozenDictionary<string, VerificationKey> Read(ReadOnlyMemory<byte> json, ILogger logger)
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
                throw new ServiceException("The key set is not a JSON object with an array 'keys'.");
            }

            return Usable(keys, logger);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ServiceException("The key set is not JSON.", exception);
        }
    }

    private static FrozenDictionary<string, VerificationKey> Usable(JsonElement keys, ILogger logger)
    {
        var cryptography = new CryptoProviderFactory();
        var usable = new Dictionary<string, VerificationKey>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        var skipped = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in keys.EnumerateArray())
        {
            if (!JsonWebKeyReader.TryRead(element, out var id, out var parameters, out var reason))
            {
                skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
            }
            else if (!usable.TryGetValue(id, out var known))
            {
                usable.Add(id, new VerificationKey(id, parameters, cryptography));
            }
            else if (!known.IsSameKey(parameters))
            {
                ambiguous.Add(id);
            }
        }

        foreach (var id in ambiguous)
        {
            usable.Remove(id);
        }

        // A line for each kind of fault, however many keys there are.
        foreach (var (reason, count) in skipped)
        {
            logger.SigningKeysSkipped(count, reason);
        }

        if (ambiguous.Count > 0)
        {
            logger.SigningKeysSkipped(ambiguous.Count, "several keys have the same 'kid'");
        }

        return usable.Count > 0
            ? usable.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new ServiceException("The key set holds no RSA key that may verify tokens.");
    }
}
