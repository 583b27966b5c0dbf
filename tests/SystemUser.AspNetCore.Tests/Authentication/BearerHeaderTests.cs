using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>The token stands in one <c>Authorization</c> header, and nowhere else.</summary>
public sealed class BearerHeaderTests
{
    private const string Header = "Authorization";

    [Theory]
    [InlineData("Bearer TOKEN")]
    [InlineData("bearer TOKEN")]
    [InlineData("BEARER TOKEN")]
    [InlineData("Bearer   TOKEN")]
    [InlineData("Bearer TOKEN  ")]
    public async Task Takes_a_token_however_it_is_spelt(string value)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, Fill(value, app))])).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("DPoP TOKEN")]
    [InlineData("Token TOKEN")]
    [InlineData("BearerTOKEN")]
    [InlineData("TOKEN")]
    public async Task Finds_no_token_in_anything_else(string value)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, Fill(value, app))])).ShouldBeRefused(401, "token-missing", "Bearer");
    }

    [Theory]
    [InlineData("Bearer TOKEN", "Bearer TOKEN")]
    [InlineData("Bearer TOKEN", "Bearer x")]
    [InlineData("Bearer TOKEN", "Basic dXNlcjpwYXNz")]
    [InlineData("Basic dXNlcjpwYXNz", "Bearer TOKEN")]
    public async Task Refuses_several_headers(string first, string second)
    {
        await using var app = await TestApp.StartAsync();
        var token = app.Sandbox.SystemUser().ToString();

        var answer = await app.SendRawAsync([
            (Header, first.Replace("TOKEN", token)),
            (Header, second.Replace("TOKEN", token)),
        ]);

        answer.ShouldBeInvalid();
    }

    [Fact]
    public async Task Finds_no_token_in_several_headers_of_other_schemes()
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, "Basic YTpi"), (Header, "Negotiate YTpi")])).ShouldBeRefused(
            401,
            "token-missing",
            "Bearer"
        );
    }

    [Theory]
    [InlineData("Bearer TOKEN, Bearer TOKEN")]
    [InlineData("Bearer TOKEN TOKEN")]
    [InlineData("Bearer \"TOKEN\"")]
    [InlineData("Bearer token=TOKEN")]
    public async Task Refuses_a_header_with_more_than_the_token(string value)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, Fill(value, app))])).ShouldBeInvalid();
    }

    [Theory]
    [InlineData("/?access_token=TOKEN")]
    [InlineData("/?Authorization=Bearer%20TOKEN")]
    public async Task Takes_no_token_from_the_address(string path)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([], Fill(path, app))).ShouldBeRefused(401, "token-missing", "Bearer");
    }

    private static string Fill(string text, TestApp app) => text.Replace("TOKEN", app.Sandbox.SystemUser().ToString());
}
