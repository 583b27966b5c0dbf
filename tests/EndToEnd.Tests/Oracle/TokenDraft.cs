using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EndToEnd.Tests.Oracle;

/// <summary>A token before it is signed, as text, so that anything can be wrong with it.</summary>
public sealed record TokenDraft
{
    /// <summary>The id of the key that Maskinporten signs with.</summary>
    public const string KeyId = "maskinporten";

    private const string Vendor = "991825827";
    private readonly StandInKeys _keys;
    private readonly string? _scopes;
    private string _header = $$"""{"kid":"{{KeyId}}","alg":"RS256"}""";
    private string _payload;

    /// <summary>Drafts a token as Maskinporten would issue it now.</summary>
    public TokenDraft(StandInKeys keys, string address, string id, string owner, string? scopes, DateTimeOffset now)
    {
        _keys = keys;
        _scopes = scopes;
        Address = address;
        Id = id;
        Owner = owner;
        Expiry = now.AddMinutes(10).ToUnixTimeSeconds();
        InFiveMinutes = now.AddMinutes(5).ToUnixTimeSeconds();
        _payload =
            $$"""{"iss":"{{address}}","client_id":"e6c868ef-d9d6-4847-ba25-409bbd040540","client_amr":"private_key_jwt","""
            + $"\"token_type\":\"Bearer\",\"exp\":{Expiry},\"iat\":{now.ToUnixTimeSeconds()},\"jti\":\"of {id}\","
            + $"\"consumer\":{Organization(Vendor)}"
            + (scopes is null ? "" : $",\"scope\":\"{scopes}\"")
            + $",\"authorization_details\":[{SystemUser}]}}";
    }

    /// <summary>Gets the issuer.</summary>
    public string Address { get; }

    /// <summary>Gets the id of the system user.</summary>
    public string Id { get; }

    /// <summary>Gets the organization that owns the system user.</summary>
    public string Owner { get; }

    public long Expiry { get; }

    public long InFiveMinutes { get; }

    public string SystemUser =>
        $$"""{"type":"urn:altinn:systemuser","systemuser_org":{{Organization(Owner)}},"systemuser_id":["{{Id}}"],"system_id":"991825827_smartcloud"}""";

    public static string Organization(string number, string idName = "ID") =>
        $$"""{"authority":"iso6523-actorid-upis","{{idName}}":"0192:{{number}}"}""";

    public TokenDraft InHeader(string old, string changed) => this with { _header = Changed(_header, old, changed) };

    public TokenDraft Replace(string old, string changed) => this with { _payload = Changed(_payload, old, changed) };

    public TokenDraft With(string members) => this with { _payload = $"{_payload[..^1]},{members}}}" };

    public TokenDraft Append(string text) => this with { _payload = _payload + text };

    public TokenDraft Whole(string payload) => this with { _payload = payload };

    public TokenDraft Issuer(string issuer) => Replace($"\"iss\":\"{Address}\"", $"\"iss\":\"{issuer}\"");

    public TokenDraft Consumer(string json) => Replace(Organization(Vendor), json);

    public TokenDraft Expiring(TimeSpan later) =>
        Replace($"\"exp\":{Expiry}", $"\"exp\":{Expiry - 600 + (long)later.TotalSeconds}");

    public TokenDraft Scope(string json) =>
        _scopes is null ? With($"\"scope\":{json}") : Replace($"\"scope\":\"{_scopes}\"", $"\"scope\":{json}");

    public TokenDraft Details(string? json) =>
        Replace($",\"authorization_details\":[{SystemUser}]", json is null ? "" : $",\"authorization_details\":{json}");

    public string Sign(HashAlgorithmName? hash = null, RSASignaturePadding? padding = null) =>
        Bearer(
            _keys.Maskinporten.SignData(
                Bytes(Signable),
                hash ?? HashAlgorithmName.SHA256,
                padding ?? RSASignaturePadding.Pkcs1
            )
        );

    public string SignByAnother() =>
        Bearer(_keys.Another.SignData(Bytes(Signable), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string SignWithPublicKey() =>
        Bearer(HMACSHA256.HashData(_keys.Maskinporten.ExportSubjectPublicKeyInfo(), Bytes(Signable)));

    public string WithoutSignature() => $"Bearer {Signable}.";

    /// <summary>Signs it, and changes its payload afterwards.</summary>
    public string SignAndChange()
    {
        var signed = Sign();
        var changed = With("\"x\":\"skatteetaten:kravogbetalinger\"");
        return $"Bearer {changed.Signable}{signed[signed.LastIndexOf('.')..]}";
    }

    private string Signable =>
        $"{Base64Url.EncodeToString(Bytes(_header))}.{Base64Url.EncodeToString(Bytes(_payload))}";

    private string Bearer(byte[] signature) => $"Bearer {Signable}.{Base64Url.EncodeToString(signature)}";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Changed(string text, string old, string changed) =>
        text.Contains(old, StringComparison.Ordinal)
            ? text.Replace(old, changed, StringComparison.Ordinal)
            : throw new ArgumentException($"'{old}' does not stand in {text}.", nameof(old));
}

/// <summary>The keys of the stand-in for Maskinporten, and one that is not its.</summary>
public sealed class StandInKeys : IDisposable
{
    public RSA Maskinporten { get; } = RSA.Create(2048);

    public RSA Another { get; } = RSA.Create(2048);

    public void Dispose()
    {
        Maskinporten.Dispose();
        Another.Dispose();
    }
}
