using System.Text;
using System.Text.Json;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>What is used of the authorization-server metadata (RFC 8414).</summary>
internal sealed record MetadataDocument(Uri? TokenEndpoint, Uri KeySetAddress)
{
    private const int MaxIssuerLength = 200;

    /// <summary>Reads the document.</summary>
    /// <exception cref="ServiceException">It is not what it should be, or another issuer's.</exception>
    public static MetadataDocument Parse(ReadOnlyMemory<byte> json, TokenIssuer issuer, SystemUserOptions options)
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
            if (named != issuer.Issuer)
            {
                throw new ServiceException(OtherIssuer(named, issuer));
            }

            return new MetadataDocument(
                issuer.GrantsTokens ? Address(root, "token_endpoint", options) : null,
                Address(root, "jwks_uri", options)
            );
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ServiceException("The metadata is not JSON.", exception);
        }
    }

    private static string OtherIssuer(string? named, TokenIssuer issuer)
    {
        const string Fault = "The metadata is another issuer's than the configured one";
        if (!Uri.TryCreate(named, UriKind.Absolute, out _) || named.Length > MaxIssuerLength || !Ascii.IsValid(named))
        {
            return $"{Fault}, and names none that is an address. {issuer.Remedy}";
        }

        var remedy =
            issuer.GrantsTokens && named.TrimEnd('/') == issuer.Issuer.TrimEnd('/')
                ? $"Set 'SystemUser:Maskinporten:Issuer' to '{LogText.Of(named)}': the slash at the end counts."
                : issuer.Remedy;
        return $"{Fault}: '{LogText.Of(named)}', not '{issuer.Issuer}'. {remedy}";
    }

    private static Uri Address(JsonElement root, string name, SystemUserOptions options) =>
        OutboundAddress.TryParse(root.Text(name), options, out var address)
            ? address
            : throw new ServiceException($"The metadata's '{name}' {OutboundAddress.Rule}.");
}
