using System.Buffers.Text;
using System.Text;
using SystemUser.AspNetCore.Authentication.Internal;

namespace SystemUser.AspNetCore.Tests.Authentication.Readers;

/// <summary>A token taken apart: three segments of base64url, each with something in it.</summary>
public sealed class SignedTokenTests
{
    [Fact]
    public void A_token_is_taken_apart_into_what_was_signed_and_its_three_segments()
    {
        var token = $"{Encode("header")}.{Encode("the payload~~~???")}.{Encode("sig")}";
        using var signed = new SignedToken(token);

        signed.IsWellFormed.ShouldBeTrue();
        Encoding.UTF8.GetString(signed.Header).ShouldBe("header");
        Encoding.UTF8.GetString(signed.Payload).ShouldBe("the payload~~~???");
        Encoding.UTF8.GetString(signed.Signature).ShouldBe("sig");
        Encoding.UTF8.GetString(signed.Signed).ShouldBe(token[..token.LastIndexOf('.')]);
    }

    [Theory]
    [InlineData("QQ.QQ.QQ")]
    [InlineData("QUI.QUI.QUI")]
    public void A_token_may_be_short(string token)
    {
        using var signed = new SignedToken(token);

        signed.IsWellFormed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("..")]
    [InlineData("QQ.QQ.")]
    [InlineData("QQ..QQ")]
    [InlineData(".QQ.QQ")]
    [InlineData("QQ.QQ")]
    [InlineData("QQ.QQ.QQ.QQ")]
    [InlineData("QQ.QQ.Q")]
    [InlineData("Q.QQ.QQ")]
    [InlineData("QQ.Q.QQ")]
    [InlineData("QR.QQ.QQ")]
    [InlineData("QQ.QR.QQ")]
    [InlineData("QQ.QQ.QR")]
    [InlineData("QQ.QQ.QQ==")]
    [InlineData("QQ.QQ.QQ\n")]
    [InlineData("QQ.Q Q.QQ")]
    [InlineData("QQ.QQ.Q+")]
    [InlineData("QQ.QQ.Q/")]
    [InlineData("QQ.QQ.Qæ")]
    public void A_token_is_not_well_formed_when_it_is_anything_else(string token)
    {
        var signed = new SignedToken(token);

        signed.IsWellFormed.ShouldBeFalse();
        signed.Dispose();
        signed.Dispose(); // gives its buffer back once
    }

    [Fact]
    public void A_digest_is_of_the_whole_token_and_of_nothing_that_no_token_holds()
    {
        foreach (var length in new[] { 1, 2047, 2048, 2049, 16_384 })
        {
            var token = new string('x', length);
            TokenDigest.Of(token).ShouldBe(TokenDigest.Of(new string('x', length)));
            TokenDigest.Of(token).ShouldNotBe(TokenDigest.Of(token[..^1] + 'y'));
            TokenDigest.Of(token + 'æ').ShouldBeNull();
        }

        TokenDigest.Of("a").GetHashCode().ShouldNotBe(TokenDigest.Of("b").GetHashCode());
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
