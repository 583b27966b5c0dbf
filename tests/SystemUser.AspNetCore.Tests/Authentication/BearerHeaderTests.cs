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
    public async Task A_token_is_read_from_the_header_whatever_the_case_and_spaces_of_Bearer(string value)
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
    public async Task A_request_is_401_token_missing_when_its_header_holds_no_bearer_token(string value)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, Fill(value, app))])).ShouldBe(401, "token-missing", "Bearer");
    }

    [Theory]
    [InlineData("Bearer TOKEN", "Bearer TOKEN")]
    [InlineData("Bearer TOKEN", "Bearer x")]
    [InlineData("Bearer TOKEN", "Basic dXNlcjpwYXNz")]
    [InlineData("Basic dXNlcjpwYXNz", "Bearer TOKEN")]
    public async Task A_request_is_401_token_invalid_when_a_bearer_header_stands_beside_another(
        string first,
        string second
    )
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
    public async Task A_request_is_401_token_missing_when_its_headers_are_all_of_other_schemes()
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, "Basic YTpi"), (Header, "Negotiate YTpi")])).ShouldBe(
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
    public async Task A_request_is_401_token_invalid_when_its_header_holds_more_than_the_token(string value)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([(Header, Fill(value, app))])).ShouldBeInvalid();
    }

    [Theory]
    [InlineData("/?access_token=TOKEN")]
    [InlineData("/?Authorization=Bearer%20TOKEN")]
    public async Task A_request_is_401_token_missing_when_the_token_stands_in_the_address(string path)
    {
        await using var app = await TestApp.StartAsync();

        (await app.SendRawAsync([], Fill(path, app))).ShouldBe(401, "token-missing", "Bearer");
    }

    private static string Fill(string text, TestApp app) => text.Replace("TOKEN", app.Sandbox.SystemUser().ToString());
}
