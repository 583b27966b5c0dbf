using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>What is used of a token's header: the key's id and the hash of the algorithm.</summary>
internal readonly record struct TokenHeader(string KeyId, HashAlgorithmName Hash)
{
    /// <summary>Reads a header, strictly: every name once, and only what Maskinporten signs with. What else is in it is ignored.</summary>
    public static TokenFault Read(ReadOnlySpan<byte> json, out TokenHeader header)
    {
        header = default;
        if (!Utf8.IsValid(json))
        {
            return TokenFault.Malformed;
        }

        try
        {
            return Read(new Utf8JsonReader(json), json, out header);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return TokenFault.Malformed;
        }
    }

    private static TokenFault Read(Utf8JsonReader reader, ReadOnlySpan<byte> json, out TokenHeader header)
    {
        header = default;
        string? algorithm = null;
        string? keyId = null;
        var critical = false;
        var names = new MemberNames(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return TokenFault.Malformed;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!names.TryAdd(ref reader, out var name))
            {
                return TokenFault.Malformed;
            }

            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            algorithm = name.SequenceEqual("alg"u8) ? text : algorithm;
            keyId = name.SequenceEqual("kid"u8) ? text : keyId;
            critical |= name.SequenceEqual("crit"u8);
            reader.SkipText();
        }

        reader.Read(); // throws if anything follows the object
        if (HashOf(algorithm) is not { } hash)
        {
            return TokenFault.Algorithm;
        }

        if (critical)
        {
            return TokenFault.CriticalHeader;
        }

        header = new TokenHeader(keyId ?? "", hash);
        return string.IsNullOrEmpty(keyId) ? TokenFault.NoKeyId : TokenFault.None;
    }

    private static HashAlgorithmName? HashOf(string? algorithm) =>
        algorithm switch
        {
            "RS256" => HashAlgorithmName.SHA256,
            "RS384" => HashAlgorithmName.SHA384,
            "RS512" => HashAlgorithmName.SHA512,
            _ => null,
        };
}
