using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Benchmarks.Tokens;

/// <summary>What a token costs beside its signature. Goal: a system user read in 1.5 µs.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private const string Details = """
        [{"type":"urn:altinn:systemuser","systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:310904473"},"systemuser_id":["47caea5b-a80b-4343-b1d3-31eb523a4e28"],"system_id":"991825827_smartcloud"}]
        """;

    private static readonly byte[] s_payload = Encoding.UTF8.GetBytes(
        $$$"""
        {"authorization_details":{{{Details}}},"scope":"skatteetaten:kravogbetalinger","iss":"https://test.maskinporten.no/","client_amr":"private_key_jwt","token_type":"Bearer","exp":1740737667,"iat":1740737547,"client_id":"e6c868ef-d9d6-4847-ba25-409bbd040540","jti":"6vc-gdzU3lC7XkBlR9WLxsyB8QKBwBk_FhwmdsL_6BE","consumer":{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}}
        """
    );

    private readonly ClaimsPrincipal _principal = new(
        new ClaimsIdentity(
            [
                new Claim("authorization_details", Details),
                new Claim("consumer", """{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}"""),
                new Claim("iss", "https://test.maskinporten.no/"),
                new Claim("scope", "skatteetaten:kravogbetalinger"),
                new Claim("exp", "1740737667"),
            ],
            "Bearer"
        )
    );

    private readonly RSA _key = RSA.Create(2048);
    private readonly string _token = new('x', 1200);
    private byte[] _signature = [];

    [GlobalSetup]
    public void Sign() => _signature = _key.SignData(s_payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>For scale: what the signature alone costs.</summary>
    [Benchmark(Baseline = true)]
    public bool VerifySignature() =>
        _key.VerifyData(s_payload, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>The whole payload: issuer, times, scopes, caller and system user.</summary>
    [Benchmark]
    public object? ReadPayload()
    {
        PayloadReader.Read(s_payload, out _, out var reading);
        return reading;
    }

    /// <summary>The system user alone, out of another handler's claims.</summary>
    [Benchmark]
    public object? ReadPrincipal()
    {
        AltinnSystemUser.TryRead(_principal, out var systemUser, out _);
        return systemUser;
    }

    /// <summary>What a validated token is known again by, when the server gives another string of it.</summary>
    [Benchmark]
    public bool Digest() => TokenDigest.Of(_token) is not null;
}
