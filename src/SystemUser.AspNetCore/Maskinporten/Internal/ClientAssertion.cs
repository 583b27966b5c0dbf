using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The JWT with which a client proves itself to Maskinporten.</summary>
/// <remarks>
/// Rules: https://docs.digdir.no/docs/Maskinporten/maskinporten_protocol_jwtgrant. The audience is the issuer and nothing
/// else, a <c>jti</c> is used once, and a claim that Maskinporten does not know makes it refuse the whole.
/// </remarks>
internal static class ClientAssertion
{
    private const int LifetimeSeconds = 60; // at most 120

    public static async ValueTask<string> CreateAsync(
        IClientAssertionSigner signer,
        string clientId,
        string audience,
        string scope,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var header = Write(json =>
        {
            json.WriteString("alg", signer.Algorithm);
            if (signer is ClientKey { Certificates: { } certificates })
            {
                json.WriteStartArray("x5c");
                foreach (var certificate in certificates)
                {
                    json.WriteStringValue(certificate);
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteString("kid", signer.KeyId);
            }
        });
        var payload = Write(json =>
        {
            var issuedAt = now.ToUnixTimeSeconds();
            json.WriteString("aud", audience);
            json.WriteString("iss", clientId);
            json.WriteString("scope", scope);
            json.WriteNumber("iat", issuedAt);
            json.WriteNumber("exp", issuedAt + LifetimeSeconds);
            json.WriteString("jti", RandomNumberGenerator.GetHexString(32, lowercase: true));
        });
        var signingInput = $"{header}.{payload}";
        var signature = await signer.SignAsync(Encoding.ASCII.GetBytes(signingInput), cancellationToken);
        return $"{signingInput}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
