using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Writes RSA keys as JSON Web Keys (RFC 7517, RFC 7518 section 6.3).</summary>
internal static class JsonWebKey
{
    public static string Write(string keyId, in RSAParameters key, bool includePrivate)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kty", "RSA");
            writer.WriteString("kid", keyId);
            writer.WriteString("use", "sig");
            writer.WriteString("alg", "RS256");
            WriteNumber(writer, "n", key.Modulus);
            WriteNumber(writer, "e", key.Exponent);
            if (includePrivate)
            {
                WriteNumber(writer, "d", key.D);
                WriteNumber(writer, "p", key.P);
                WriteNumber(writer, "q", key.Q);
                WriteNumber(writer, "dp", key.DP);
                WriteNumber(writer, "dq", key.DQ);
                WriteNumber(writer, "qi", key.InverseQ);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, byte[]? value) =>
        writer.WriteString(name, Base64Url.EncodeToString(value));
}
