using System.Net;
using System.Text;
using SystemUser.Sandbox.Tests.Wire;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>Bodies that are no grant.</summary>
public sealed class TokenFormTests : MaskinportenTest
{
    private const string Grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("", Form, "unsupported_grant_type")]
    [InlineData("assertion=a.b.c", Form, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&assertion=a.b.c", Form, "unsupported_grant_type")]
    [InlineData(Grant + "&" + Grant + "&assertion=a.b.c", Form, "unsupported_grant_type")]
    [InlineData(Grant, Form, "invalid_request")]
    [InlineData(Grant + "&assertion=", Form, "invalid_request")]
    [InlineData(Grant + "&assertion=a.b.c&assertion=a.b.c", Form, "invalid_request")]
    [InlineData(Grant + "&assertion=a.b.c", Form, "invalid_request")]
    [InlineData(Grant + "&assertion=%ff%fe.%00.%", Form, "invalid_request")]
    [InlineData("&&==&=", Form, "unsupported_grant_type")]
    [InlineData("{\"grant_type\":\"x\"}", "application/json", "invalid_request")]
    [InlineData("--x\r\n\r\n--x--", "multipart/form-data; boundary=x", "invalid_request")]
    public async Task Token_is_refused_when_the_form_is_not_a_grant(string body, string contentType, string error)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        await RefusedAsync(content, error);
    }

    [Fact]
    public async Task Token_is_refused_when_the_body_has_no_content_type() =>
        await RefusedAsync(null, "invalid_request");

    [Fact]
    public async Task Token_is_refused_when_the_content_type_is_malformed()
    {
        using var content = new ByteArrayContent([]);
        content.Headers.TryAddWithoutValidation("Content-Type", "x/y/z;;;=");

        await RefusedAsync(content, "invalid_request");
    }

    [Fact]
    public async Task Token_is_refused_when_the_body_is_too_large()
    {
        using var content = new StringContent($"{Grant}&assertion={new string('a', 70_000)}", null, Form);

        await RefusedAsync(content, "invalid_request");
    }

    [Fact]
    public async Task Token_is_refused_when_the_form_has_too_many_fields()
    {
        using var content = new StringContent(string.Concat(Enumerable.Repeat("a=1&", 5_000)), null, Form);

        await RefusedAsync(content, "invalid_request");
    }

    private async Task RefusedAsync(HttpContent? content, string error)
    {
        using var response = await Host.Http.PostAsync("/token", content, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await TestCaller.ReadAsync(response)).GetProperty("error").GetString().ShouldBe(error);
    }
}
