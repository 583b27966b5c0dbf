using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Tests.Claims;

/// <summary>Whatever could pass for a token of the issuer is one; nothing else is, and nothing throws.</summary>
public sealed class UnverifiedIssuerTests
{
    private const string Issuer = "https://maskinporten.test/";

    [Theory]
    [InlineData("Bearer x.{0}.y")]
    [InlineData("bEARER x.{0}.y")]
    [InlineData("  Bearer x.{0}.y  ")]
    [InlineData("Bearer opaque,x.{0}.y")]
    [InlineData("Bearer x.{0}")]
    [InlineData("Bearer x.{0}.y.z.w")]
    [InlineData("Bearer x.{0}=.y")]
    [InlineData("Bearer .{0}.y")]
    [InlineData("Bearer\tx.{0}.y")]
    [InlineData("Bearer a.b.c x.{0}.y")]
    [InlineData("Bearer a.b.c\tx.{0}.y")]
    [InlineData("Bearer a.b.c,x.{0}.y")]
    public void A_token_is_found_however_it_stands_in_the_header(string header) =>
        UnverifiedIssuer.IsIn(With(header, Payload(Issuer)), Issuer, altinnIssuer: null).ShouldBeTrue();

    [Theory]
    [InlineData("Basic x.{0}.y")]
    [InlineData("{0}")]
    [InlineData("Bearer {0}")]
    [InlineData("Bearer")]
    [InlineData("Bearer .")]
    [InlineData("Bearer ..")]
    [InlineData("")]
    public void Nothing_is_found_where_there_is_no_token(string header) =>
        UnverifiedIssuer.IsIn(With(header, Payload(Issuer)), Issuer, altinnIssuer: null).ShouldBeFalse();

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"iss\"")]
    [InlineData("{\"iss\":1}")]
    [InlineData("{\"iss\":[\"https://maskinporten.test/\"]}")]
    [InlineData("{\"ISS\":\"https://maskinporten.test/\"}")]
    [InlineData("{\"iss\":\"https://maskinporten.test\"}")]
    [InlineData("{\"act\":{\"iss\":\"https://maskinporten.test/\"}}")]
    [InlineData("{\"aud\":\"https://maskinporten.test/\"}")]
    [InlineData("{\"iss\":\"\\ud800\"}")]
    public void Another_issuer_is_another(string payload) =>
        UnverifiedIssuer.IsIn(With("Bearer x.{0}.y", Encode(payload)), Issuer, altinnIssuer: null).ShouldBeFalse();

    [Theory]
    [InlineData("{\"a\":[1,],\"iss\":\"https://maskinporten.test/\"}")]
    [InlineData("{/**/\"iss\":\"https://maskinporten.test/\"}")]
    [InlineData("{\"iss\":\"another\",\"iss\":\"https://maskinporten.test/\"}")]
    [InlineData("{\"iss\":1,\"iss\":\"https://maskinporten.test/\"}")]
    [InlineData("{\"iss\":\"https://maskinporten.test/\",\"iss\":\"another\"} oops")]
    public void An_issuer_is_found_however_loose_the_JSON_is(string payload) =>
        UnverifiedIssuer.IsIn(With("Bearer x.{0}.y", Encode(payload)), Issuer, altinnIssuer: null).ShouldBeTrue();

    [Fact]
    public void An_issuer_is_found_in_base64_of_the_other_alphabet()
    {
        var payload = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"a":"xx>xx?","iss":"{{Issuer}}"}"""));
        payload.ShouldContain('+');
        payload.ShouldContain('/');

        UnverifiedIssuer.IsIn(With("Bearer x.{0}.y", payload), Issuer, altinnIssuer: null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"consumer":{},"authorization_details":[],"iss":"https://altinn.test/"}""", true)]
    [InlineData("""{"iss":"https://altinn.test/","consumer":{},"iss":"https://altinn.test/"}""", true)]
    [InlineData("""{"iss":"https://altinn.test/","iss":"another","consumer":{}}""", true)]
    [InlineData("""{"iss":"another","consumer":{}}""", false)]
    [InlineData("""{"iss":"https://altinn.test/"}""", false)]
    public void An_exchanged_token_is_found_by_Altinns_issuer_and_a_member_of_Maskinportens(
        string payload,
        bool isFound
    ) =>
        UnverifiedIssuer
            .IsIn(With("Bearer x.{0}.y", Encode(payload)), Issuer, "https://altinn.test/")
            .ShouldBe(isFound);

    [Fact]
    public void Each_of_several_headers_is_looked_into()
    {
        StringValues both = new(["Bearer opaque", $"Bearer x.{Payload(Issuer)}.y"]);

        UnverifiedIssuer.IsIn(both, Issuer, altinnIssuer: null).ShouldBeTrue();
        UnverifiedIssuer.IsIn(StringValues.Empty, Issuer, altinnIssuer: null).ShouldBeFalse();
        UnverifiedIssuer.IsIn(both, issuer: null, altinnIssuer: null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("authorization_details", true)]
    [InlineData("consumer", true)]
    [InlineData("pid", false)]
    public void Of_Altinns_tokens_those_exchanged_for_Maskinportens_are_found(string member, bool isFound)
    {
        var header = With("Bearer x.{0}.y", Encode($$"""{"{{member}}":[],"iss":"https://altinn.test/"}"""));

        UnverifiedIssuer.IsIn(header, Issuer, "https://altinn.test/").ShouldBe(isFound);
        UnverifiedIssuer.IsIn(header, Issuer, altinnIssuer: null).ShouldBeFalse();
    }

    [Fact]
    public void What_is_more_than_any_token_counts_as_one_without_being_read()
    {
        var words = string.Join(' ', Enumerable.Repeat("a.a", 16));

        UnverifiedIssuer.IsIn($"Bearer {words}", Issuer, altinnIssuer: null).ShouldBeFalse();
        UnverifiedIssuer.IsIn($"Bearer {words} a.a", Issuer, altinnIssuer: null).ShouldBeTrue();
        UnverifiedIssuer.IsIn($"Bearer {new string('a', 16_384)}", Issuer, altinnIssuer: null).ShouldBeFalse();
        UnverifiedIssuer.IsIn($"Bearer {new string('a', 16_385)}", Issuer, altinnIssuer: null).ShouldBeTrue();
    }

    [Fact]
    public void No_header_makes_it_throw()
    {
        var random = new Random(42);
        for (var i = 0; i < 20_000; i++)
        {
            var characters = new char[random.Next(60)];
            for (var c = 0; c < characters.Length; c++)
            {
                characters[c] =
                    random.Next(4) == 0 ? (char)random.Next(0x10000) : "eyJpc3MiOiJodHRw.,= -_+/"[random.Next(24)];
            }

            UnverifiedIssuer.IsIn($"Bearer {new string(characters)}", Issuer, altinnIssuer: null).ShouldBeFalse();
        }
    }

    private static StringValues With(string header, string payload) =>
        header.Replace("{0}", payload, StringComparison.Ordinal);

    private static string Payload(string issuer) => Encode($$"""{"sub":"x","iss":"{{issuer}}"}""");

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
