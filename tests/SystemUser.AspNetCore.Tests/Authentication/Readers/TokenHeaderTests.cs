using System.Security.Cryptography;
using System.Text;
using SystemUser.AspNetCore.Authentication.Internal;

namespace SystemUser.AspNetCore.Tests.Authentication.Readers;

/// <summary>The JSON of a token's header: what Maskinporten signs with, and nothing else.</summary>
public sealed class TokenHeaderTests
{
    [Theory]
    [InlineData("RS256", "SHA256")]
    [InlineData("RS384", "SHA384")]
    [InlineData("RS512", "SHA512")]
    public void A_header_names_the_key_and_the_algorithm(string algorithm, string hash)
    {
        Read($$"""{"typ":"JWT","kid":"k","alg":"{{algorithm}}","x5c":["a",{"b":1}]}""", out var header)
            .ShouldBe(TokenFault.None);

        header.ShouldBe(new TokenHeader("k", new HashAlgorithmName(hash)));
    }

    [Theory]
    [InlineData("\"HS256\"")]
    [InlineData("\"PS256\"")]
    [InlineData("\"rs256\"")]
    [InlineData("\"none\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[\"RS256\"]")]
    public void A_header_is_refused_when_its_algorithm_is_another(string algorithm) =>
        Read($$"""{"kid":"k","alg":{{algorithm}}}""", out _).ShouldBe(TokenFault.Algorithm);

    [Fact]
    public void A_header_is_refused_when_it_has_no_algorithm() =>
        Read("""{"kid":"k","ALG":"RS256","alg2":"RS256"}""", out _).ShouldBe(TokenFault.Algorithm);

    [Theory]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","kid":""}""")]
    [InlineData("""{"alg":"RS256","kid":7}""")]
    [InlineData("""{"alg":"RS256","KID":"k"}""")]
    public void A_header_is_refused_when_it_names_no_key(string json) => Read(json, out _).ShouldBe(TokenFault.NoKeyId);

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"b64\"]")]
    [InlineData("null")]
    public void A_header_is_refused_when_it_demands_extensions(string crit)
    {
        Read($$"""{"crit":{{crit}},"alg":"RS256","kid":"k"}""", out _).ShouldBe(TokenFault.CriticalHeader);
        Read($$"""{"alg":"RS256","kid":"k","crit":{{crit}}}""", out var header).ShouldBe(TokenFault.CriticalHeader);

        header.ShouldBe(default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"alg\"")]
    [InlineData("{")]
    [InlineData("""{"alg":"RS256","kid":"k"}{}""")]
    [InlineData("""{"alg":"RS256","kid":"k"} x""")]
    [InlineData("""{"alg":"RS256","kid":"k",}""")]
    [InlineData("""{"alg":"RS256","kid":"k","kid":"k"}""")]
    [InlineData("""{"alg":"RS256","kid":"k","\u006bid":"x"}""")]
    [InlineData("""{"alg":"RS256","kid":"k","x":{"y":"\ud800"}}""")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    public void A_header_is_malformed_when_it_is_not_one_strict_object(string json)
    {
        Read(json, out var header).ShouldBe(TokenFault.Malformed);

        header.ShouldBe(default);
    }

    [Fact]
    public void A_header_is_malformed_when_it_is_not_UTF8()
    {
        byte[] inText = [.. "{\"alg\":\"RS256\",\"kid\":\"k\",\"x\":\""u8, 0x80, .. "\"}"u8];
        byte[] inName = [.. "{\"alg\":\"RS256\",\"kid\":\"k\",\""u8, 0x80, .. "\":1}"u8];
        byte[] within = [.. "{\"alg\":\"RS256\",\"kid\":\"k\",\"x\":[\""u8, 0x80, .. "\"]}"u8];

        TokenHeader.Read(inText, out _).ShouldBe(TokenFault.Malformed);
        TokenHeader.Read(inName, out _).ShouldBe(TokenFault.Malformed);
        TokenHeader.Read(within, out _).ShouldBe(TokenFault.Malformed);
    }

    [Fact]
    public void A_member_within_another_is_none_of_the_headers() =>
        Read("""{"x":{"alg":"RS256","kid":"k","crit":[]},"alg":"RS512","kid":"own"}""", out var header)
            .ShouldBe(TokenFault.None, header.KeyId);

    private static TokenFault Read(string json, out TokenHeader header) =>
        TokenHeader.Read(Encoding.UTF8.GetBytes(json), out header);
}
