using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authentication;

/// <summary>Bodies and calls that are none: refused in words, nothing changed.</summary>
public sealed class HostileBodyTests : VendorTest
{
    private static readonly (HttpMethod Method, string Path)[] s_endpoints =
    [
        (HttpMethod.Post, Register),
        (HttpMethod.Put, $"{Register}/{The.System}"),
        (HttpMethod.Put, $"{Register}/{The.System}/rights"),
        (HttpMethod.Put, $"{Register}/{The.System}/accesspackages"),
        (HttpMethod.Post, Requests),
        (HttpMethod.Post, $"{Requests}/agent"),
        (HttpMethod.Post, $"{Changes}?correlation-id={Guid.NewGuid()}&system-user-id={The.SystemUser}"),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("[{\"urn\":5,\"resource\":{}}]")]
    [InlineData("{\"id\":5,\"systemId\":{},\"requiredRights\":5}")]
    [InlineData("{\"id\":\"\\ud800\",\"systemId\":\"\\ud800\",\"redirectUrl\":\"\\ud800\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{} {}")]
    [InlineData("\u0000")]
    public async Task Answer_is_400_when_the_body_is_not_valid(string body) =>
        await RefusedAsync(
            () => new StringContent(body, Encoding.UTF8, "application/json"),
            HttpStatusCode.BadRequest,
            "SANDBOX-00005"
        );

    [Fact]
    public async Task Answer_is_400_when_the_body_is_not_UTF_8() =>
        await RefusedAsync(
            () => Json(Encoding.Latin1.GetBytes("{\"id\":\"ÿ\",\"systemId\":\"ÿ\",\"redirectUrl\":\"ÿ\"}")),
            HttpStatusCode.BadRequest,
            "SANDBOX-00005"
        );

    [Fact]
    public async Task Answer_is_400_when_the_body_is_too_deep() =>
        await RefusedAsync(
            () => Json(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 200_000) + new string(']', 200_000) + "}")),
            HttpStatusCode.BadRequest,
            "SANDBOX-00005"
        );

    [Fact]
    public async Task Answer_is_413_when_the_body_is_over_a_megabyte() =>
        await RefusedAsync(
            () => Json(Encoding.UTF8.GetBytes($"{{\"id\":\"{new string('a', 1024 * 1024)}\"}}")),
            HttpStatusCode.RequestEntityTooLarge,
            "SANDBOX-00103"
        );

    [Fact]
    public async Task Answer_is_413_when_a_chunked_body_is_over_a_megabyte() =>
        await RefusedAsync(
            () =>
            {
                var content = new StreamContent(new MemoryStream(new byte[1024 * 1024 + 1]));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                content.Headers.ContentLength = null;
                return content;
            },
            HttpStatusCode.RequestEntityTooLarge,
            "SANDBOX-00103",
            chunked: true
        );

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Answer_is_415_when_the_body_is_not_JSON(string contentType) =>
        await RefusedAsync(
            () => new StringContent("{}", Encoding.UTF8, contentType),
            HttpStatusCode.UnsupportedMediaType,
            "SANDBOX-00104"
        );

    [Theory]
    [InlineData("PATCH", Register)]
    [InlineData("DELETE", Register)]
    [InlineData("POST", Register + "/x")]
    [InlineData("PUT", Requests)]
    [InlineData("PUT", Changes)]
    [InlineData("DELETE", Base + "systemuser/byExternalId")]
    public async Task Answer_is_405_when_the_path_does_not_take_the_method(string method, string path)
    {
        var problem = await CallAsync(new HttpMethod(method), path, null, HttpStatusCode.MethodNotAllowed, Token);

        Code(problem).ShouldBe("SANDBOX-00107");
    }

    [Fact]
    public async Task Answer_is_404_when_the_path_is_unknown() =>
        Code(await GetAsync(Base + "systemregister/nothing/here", HttpStatusCode.NotFound)).ShouldBe("SANDBOX-00106");

    [Theory]
    [InlineData("/authentication/api/v1/exchange/altinnstudio")]
    [InlineData("/accessmanagement/api/v1/enduser/connections")]
    [InlineData("/resourceregistry/api/v1/resource/orgs")]
    [InlineData("/accessmanagement/api/v1/app/delegations/resource/app_skd_x/instance/1")]
    [InlineData("/accessmanagement/api/v1/enduser/connections/resources/rights")]
    [InlineData("/accessmanagement/api/v1/meta/info/accesspackages/package/1")]
    [InlineData("/authentication/api/v1/token")]
    public async Task Answer_is_501_when_Altinn_has_the_path_and_it_is_not_played(string path) =>
        Code(await GetAsync(path, HttpStatusCode.NotImplemented)).ShouldBe("SANDBOX-00109");

    [Fact]
    public async Task Script_is_kept_as_text_when_it_stands_in_a_name()
    {
        var body = NewSystem();
        body["name"]!["nb"] = "<script>alert(1)</script>";
        await PostAsync(Register, body);

        var system = await GetAsync($"{Register}/991825827_new");
        system.GetProperty("name").GetProperty("nb").GetString().ShouldBe("<script>alert(1)</script>");
    }

    private async Task RefusedAsync(
        Func<HttpContent> content,
        HttpStatusCode expected,
        string code,
        bool chunked = false
    )
    {
        var before = World;
        foreach (var (method, path) in s_endpoints)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content() };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            request.Headers.TransferEncodingChunked = chunked ? true : null;
            using var response = await Host.Http.SendAsync(request, Cancelled);

            response.StatusCode.ShouldBe(expected, $"{method} {path}");
            Code(await Told.ReadAsync(response, Cancelled)).ShouldBe(code, $"{method} {path}");
        }

        World.ShouldBeSameAs(before);
    }

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
