using System.Net;

namespace SystemUser.Sandbox.Tests.Hosting;

public sealed class LocalCallersTests(RunningApp app) : IClassFixture<RunningApp>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:1", HttpStatusCode.OK)]
    [InlineData("evil.test", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.test", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.2", HttpStatusCode.BadRequest)]
    [InlineData("0.0.0.0", HttpStatusCode.BadRequest)]
    public async Task Call_is_refused_when_the_host_is_not_this_machines(string host, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = app.Sandbox };
        var request = new HttpRequestMessage(HttpMethod.Get, "/jwk");
        request.Headers.Host = host;

        using var response = await client.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.BadRequest)]
    [InlineData("own", HttpStatusCode.BadRequest)]
    [InlineData("http://evil.test", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:1", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task Change_is_refused_only_when_the_origin_is_another(string? origin, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = app.Sandbox };
        var request = new HttpRequestMessage(HttpMethod.Post, "/token");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? app.Sandbox.GetLeftPart(UriPartial.Authority) : origin);
        }

        using var response = await client.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(expected);
    }
}
