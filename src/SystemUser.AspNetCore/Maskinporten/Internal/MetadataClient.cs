using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Fetches metadata and keys over HTTP, and trusts no more of them than the rules allow.</summary>
internal sealed class MetadataClient(
    OutboundClient http,
    LiveOptions options,
    TimeProvider clock,
    ILogger<MetadataClient> logger
)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    private readonly Seam _seam = new("What fetches metadata");

    /// <summary>Fetches both documents.</summary>
    /// <param name="issuer">Whose they are; the metadata must name it.</param>
    /// <param name="current">What is in force; returned as it is when nothing has changed, so that what was built on its keys stays valid.</param>
    /// <exception cref="ServiceException">A document is not available or may not be trusted.</exception>
    public async Task<FetchedMetadata> FetchAsync(TokenIssuer issuer, FetchedMetadata? current)
    {
        var metadata = await GetAsync(issuer.Metadata);
        var document = MetadataDocument.Parse(metadata, issuer, options.Current);
        var keySet = await GetAsync(document.KeySetAddress);
        var fingerprint = Fingerprint(metadata, keySet);
        return new FetchedMetadata(
            fingerprint == current?.Fingerprint ? current.Metadata : Build(issuer.Issuer, document, keySet),
            fingerprint,
            clock.GetUtcNow(),
            clock.GetTimestamp()
        );
    }

    private IssuerMetadata Build(string issuer, MetadataDocument document, ReadOnlyMemory<byte> keySet)
    {
        var keys = KeySetReader.Read(keySet, logger);
        var configuration = new OpenIdConnectConfiguration
        {
            Issuer = issuer,
            TokenEndpoint = document.TokenEndpoint?.AbsoluteUri,
            JwksUri = document.KeySetAddress.AbsoluteUri,
        };
        foreach (var key in keys.Values)
        {
            configuration.SigningKeys.Add(key.SecurityKey);
        }

        return new IssuerMetadata(issuer, document.TokenEndpoint, configuration) { Keys = keys };
    }

    private async Task<byte[]> GetAsync(Uri address)
    {
        using var timeout = new CancellationTokenSource(s_timeout, clock);
        try
        {
            return await _seam.CallAsync(cancellation => GetAsync(address, cancellation), timeout.Token);
        }
        catch (Exception exception) when (exception is not ServiceException)
        {
            throw new ServiceException($"{address} did not answer: {Cause(exception)}.", exception);
        }
    }

    private async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await http.SendAsync(request, service: null, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new ServiceException($"{address} answered {(int)response.StatusCode}.");
    }

    private static string Cause(Exception exception) =>
        exception switch
        {
            OperationCanceledException => $"no answer within {s_timeout.TotalSeconds:0} s",
            HttpRequestException { HttpRequestError: var error } => error.ToString(),
            _ => exception.GetType().Name,
        };

    private static string Fingerprint(ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> keySet)
    {
        Span<byte> hashes = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(metadata, hashes);
        SHA256.HashData(keySet, hashes[SHA256.HashSizeInBytes..]);
        return Convert.ToHexString(hashes);
    }
}

/// <summary>Metadata with when and of what it was made.</summary>
internal sealed record FetchedMetadata(
    IssuerMetadata Metadata,
    string Fingerprint,
    DateTimeOffset FetchedAt,
    long FetchedAtTimestamp
);

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
            : throw new ServiceException($"The metadata's '{name}' {OutboundAddress.RuleOf(options)}.");
}
