using Microsoft.Extensions.Primitives;
using SystemUser.AspNetCore.Authentication.Internal;

namespace SystemUser.AspNetCore.Tests.Authentication.Readers;

/// <summary>The token in the raw header, before anything is done with it.</summary>
public sealed class AuthorizationHeaderTests
{
    [Theory]
    [InlineData("Bearer a.b.c", "a.b.c")]
    [InlineData("bEARER a.b.c", "a.b.c")]
    [InlineData("Bearer   a.b.c  ", "a.b.c")]
    [InlineData("Bearer x", "x")]
    [InlineData("Bearer a b", "a b")]
    [InlineData("Bearer \ta", "\ta")]
    public void A_token_is_what_stands_after_Bearer_and_its_spaces(string header, string token)
    {
        BearerHeader.Read(header, out var read).ShouldBe(TokenFault.None);

        read.ToString().ShouldBe(token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Beare")]
    [InlineData("Bearera.b.c")]
    [InlineData("Bearer\ta.b.c")]
    [InlineData(" Bearer a.b.c")]
    [InlineData("Basic YTpi")]
    public void A_token_is_missing_when_the_header_is_not_Bearer_and_a_text(string? header)
    {
        BearerHeader.Read(header, out var token).ShouldBe(TokenFault.Missing);
        BearerHeader.Read(StringValues.Empty, out _).ShouldBe(TokenFault.Missing);

        token.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_token_may_have_16384_characters()
    {
        BearerHeader.Read("Bearer " + new string('x', 16_384), out _).ShouldBe(TokenFault.None);
        BearerHeader.Read("Bearer " + new string('x', 16_385), out _).ShouldBe(TokenFault.TooLong);
    }

    [Theory]
    [InlineData("Bearer a", "Bearer a", (int)TokenFault.SeveralHeaders)]
    [InlineData("Basic a", "Bearer a", (int)TokenFault.SeveralHeaders)]
    [InlineData("Bearer", "Basic a", (int)TokenFault.SeveralHeaders)]
    [InlineData("Basic a", "Negotiate a", (int)TokenFault.Missing)]
    public void No_token_is_read_from_several_headers(string first, string second, int fault)
    {
        BearerHeader.Read(new StringValues([first, second]), out var token).ShouldBe((TokenFault)fault);

        token.IsEmpty.ShouldBeTrue();
    }
}
