using System.Text;
using System.Text.Json;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>What is used of the authorization-server metadata (RFC 8414).</summary>
internal sealed record MetadataDocument(Uri TokenEndpoint, Uri KeySetAddress)
{
    private const int MaxIssuerLength = 200;

    /// <summary>Reads the document.</summary>
    /// <exception cref="ServiceException">It is not what it should be, or another issuer's.</exception>
    public static MetadataDocument Parse(ReadOnlyMemory<byte> json, string issuer)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.HasDuplicates())
            {
                throw new ServiceException("The metadata is not one JSON object without repetitions.");
            }

            // RFC 8414 §3.3: identical, or the document must not be used.
            var named = root.Text("issuer");
            if (named != issuer)
            {
                throw new ServiceException(OtherIssuer(named, issuer));
            }

            return new MetadataDocument(Address(root, "token_endpoint"), Address(root, "jwks_uri"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ServiceException("The metadata is not JSON.", exception);
        }
    }

    private static string OtherIssuer(string? named, string issuer) =>
        Uri.TryCreate(named, UriKind.Absolute, out _) && named.Length <= MaxIssuerLength && Ascii.IsValid(named)
            ? $"The metadata is another issuer's than the configured one: '{LogText.Of(named)}', not '{issuer}'. "
                + (
                    named.TrimEnd('/') == issuer.TrimEnd('/')
                        ? $"Set 'SystemUser:Maskinporten:Issuer' to '{LogText.Of(named)}': the slash at the end counts."
                        : "Set 'SystemUser:Maskinporten:Issuer' and ':MetadataAddress' to the same environment."
                )
            : "The metadata is another issuer's than the configured one, and names none that is an address. Check 'SystemUser:Maskinporten:MetadataAddress'.";

    private static Uri Address(JsonElement root, string name) =>
        OutboundAddress.TryParse(root.Text(name), out var address)
            ? address
            : throw new ServiceException($"The metadata's '{name}' {OutboundAddress.Rule}.");
}
