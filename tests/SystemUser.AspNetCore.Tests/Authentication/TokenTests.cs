using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authentication;

public sealed class TokenTests
{
    [Fact]
    public async Task Lets_a_verified_token_in()
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.GetAsync(app.Sandbox.SystemUser());

        answer.Status.ShouldBe(200, answer.Body);
        answer.Body.ShouldBe("Maskinporten");
    }

    [Fact]
    public async Task Asks_for_a_token_when_there_is_none()
    {
        await using var app = await TestApp.StartAsync();

        (await app.GetAsync(null)).ShouldBeRefused(401, "token-missing", "Bearer");
    }

    [Fact]
    public async Task Lets_a_token_with_the_scope_through_scope_and_right()
    {
        await using var app = await TestApp.StartAsync();
        app.Sandbox.Pdp.Always.Permit();
        var token = app.Sandbox.SystemUser().WithScopes(TestApp.Scope);

        (await app.GetAsync(token, "/scope")).Status.ShouldBe(200);
        var answer = await app.GetAsync(token, "/right");
        answer.Status.ShouldBe(200, answer.Body);
    }
}
