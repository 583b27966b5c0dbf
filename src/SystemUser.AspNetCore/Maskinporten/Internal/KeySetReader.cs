using System.Buffers.Text;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
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

/// <summary>Reads one public RSA key for verifying signatures out of a key set (RFC 7517 §4, RFC 7518 §6.3.1).</summary>
internal static class JsonWebKeyReader
{
    private const int MinBits = 2048;

    // Larger keys only serve to make verification slow.
    private const int MaxBits = 8192;
    private const int MaxExponentBytes = 8;

    public static bool TryRead(
        JsonElement key,
        [NotNullWhen(true)] out string? id,
        out RSAParameters parameters,
        [NotNullWhen(false)] out string? reason
    )
    {
        id = null;
        parameters = default;
        reason = Unfit(key);
        if (reason is not null)
        {
            return false;
        }

        id = key.Text("kid");
        if (id is null)
        {
            reason = "it has no 'kid'";
        }
        else if (!TryReadNumber(key, "n", out var modulus) || !TryReadNumber(key, "e", out var exponent))
        {
            reason = "'n' or 'e' is not base64url";
        }
        else
        {
            reason = Weak(modulus, exponent);
            parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        }

        return reason is null;
    }

    private static string? Unfit(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || key.HasDuplicates())
        {
            return "it is not a JSON object, or repeats a member";
        }

        if (key.Text("kty") != "RSA")
        {
            return "it is not an RSA key";
        }

        if (key.TryGetProperty("use", out _) && key.Text("use") != "sig")
        {
            return "its 'use' is not 'sig'";
        }

        if (key.TryGetProperty("alg", out _) && key.Text("alg") is not ("RS256" or "RS384" or "RS512"))
        {
            return "its 'alg' is not RS256, RS384 or RS512";
        }

        return key.TryGetProperty("d", out _) ? "its private half is published with it" : null;
    }

    private static string? Weak(byte[] modulus, byte[] exponent)
    {
        var bits = modulus.Length == 0 ? 0 : (modulus.Length * 8) - (BitOperations.LeadingZeroCount(modulus[0]) - 24);
        if (bits is < MinBits or > MaxBits)
        {
            return "it does not have 2048 to 8192 bits";
        }

        // With the exponent 1 anyone can sign; even numbers are no RSA key.
        var odd = (modulus[^1] & 1) == 1 && exponent.Length > 0 && (exponent[^1] & 1) == 1;
        return odd && exponent.Length <= MaxExponentBytes && exponent is not [1] && CanImport(modulus, exponent)
            ? null
            : "its numbers do not make an RSA key";
    }

    private static bool CanImport(byte[] modulus, byte[] exponent)
    {
        try
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool TryReadNumber(JsonElement key, string name, [NotNullWhen(true)] out byte[]? number)
    {
        number = null;
        if (key.Text(name) is not { } text || !Base64Url.IsValid(text))
        {
            return false;
        }

        number = [.. Base64Url.DecodeFromChars(text).SkipWhile(digit => digit == 0)];
        return true;
    }
}
