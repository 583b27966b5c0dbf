using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing.Tests;

/// <summary>Nothing of the app is switched off: its own validation, its own client, its own answers.</summary>
public sealed class ProtectedAppTests
{
    private const string Owner = "310904473";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lets_a_permitted_system_user_in()
    {
        await using var app = new ProtectedAppFactory().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();
        var token = sandbox.SystemUser(Owner).WithScopes(ProtectedAppFactory.Scope);
        sandbox.Pdp.Permit(token.SystemUserId, Owner, ProtectedAppFactory.Resource, "read");

        var answer = await client.AuthenticateAs(token).GetStringAsync($"/{Owner}/krav", Cancelled);

        answer.ShouldBe($"{token.SystemUserId} for {Owner}");
        sandbox.Metadata.Calls.ShouldNotBeEmpty();
        sandbox.Token.Calls.ShouldHaveSingleItem();
        sandbox.Exchange.Calls.ShouldHaveSingleItem();
        sandbox.Pdp.Questions.ShouldHaveSingleItem().SystemUserId.ShouldBe(token.SystemUserId);
    }

    [Fact]
    public async Task Refuses_what_the_test_denies()
    {
        await using var app = new ProtectedAppFactory().WithSystemUserSandbox(out var sandbox);
        sandbox.Pdp.Permit();
        sandbox.Pdp.For(party: "312714051").NotApplicable();

        (await CodeAsync(app.CreateClient(), sandbox, party: "312714051")).ShouldBe((403, "right-missing"));
    }

    public static TheoryData<string, Func<MaskinportenToken, MaskinportenToken>, int, string> Tokens =>
        new()
        {
            { "expired", token => token.ExpiresIn(TimeSpan.FromMinutes(-1)), 401, "token-expired" },
            { "alg none", token => token.SignedWith("none"), 401, "token-invalid" },
            { "alg HS256", token => token.SignedWith("HS256"), 401, "token-invalid" },
            { "alg PS256", token => token.SignedWith("PS256"), 401, "token-invalid" },
            { "another key", token => token.SignedBy(SigningKey.Create()), 401, "token-invalid" },
            { "another issuer", token => token.With("iss", "https://maskinporten.no/"), 401, "token-wrong-issuer" },
            { "bound", token => token.With("cnf", "x"), 401, "token-invalid" },
            { "no kid", token => token.WithHeader("kid", null), 401, "token-invalid" },
            { "no expiry", token => token.Without("exp"), 401, "token-invalid" },
            { "broken payload", token => token.WithPayload("{"), 401, "token-invalid" },
            { "another scope", token => token.WithScopes("a:b"), 403, "insufficient-scope" },
            { "no system user", token => token.Without("authorization_details"), 403, "system-user-required" },
        };

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Refuses_a_token_that_is_wrong(
        string what,
        Func<MaskinportenToken, MaskinportenToken> change,
        int status,
        string code
    )
    {
        await using var app = new ProtectedAppFactory().WithSystemUserSandbox(out var sandbox);

        (await CodeAsync(app.CreateClient(), sandbox, change)).ShouldBe((status, code), what);

        sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_503_when_Altinn_is_gone()
    {
        await using var app = new ProtectedAppFactory().WithSystemUserSandbox(out var sandbox);
        sandbox.Pdp.Always.Drop();

        (await CodeAsync(app.CreateClient(), sandbox)).ShouldBe((503, "decision-unavailable"));
    }

    [Fact]
    public async Task A_question_that_nobody_arranged_makes_the_request_throw()
    {
        await using var app = new ProtectedAppFactory().WithSystemUserSandbox(out var sandbox);
        using var client = app.CreateClient();
        var token = sandbox.SystemUser(Owner).WithScopes(ProtectedAppFactory.Scope);

        var exception = await Should.ThrowAsync<UnarrangedCallException>(() =>
            client.AuthenticateAs(token).GetAsync($"/{Owner}/krav", Cancelled)
        );

        exception.Message.ShouldBe(
            $"No answer is arranged for POST https://sandbox.test/authorization/api/v1/authorize, which asks: may system user "
                + $"{token.SystemUserId} 'read' on 'ske-krav-og-betalinger' for party {Owner}? "
                + "Arrange one with sandbox.Pdp, such as sandbox.Pdp.Permit()."
        );
    }

    [Fact]
    public async Task Keeps_the_audit_records()
    {
        var audit = new SystemUserAuditLog();
        await using var app = new ProtectedAppFactory()
            .WithSystemUserSandbox(out var sandbox)
            .WithWebHostBuilder(builder =>
                builder.ConfigureTestServices(services => services.AddSingleton<ISystemUserAuditSink>(audit))
            );
        sandbox.Pdp.Permit();

        (await CodeAsync(app.CreateClient(), sandbox)).Status.ShouldBe(200);

        audit.Records.ShouldHaveSingleItem().Granted.ShouldBeTrue();
    }

    private static async Task<(int Status, string? Code)> CodeAsync(
        HttpClient client,
        ScriptedSandbox sandbox,
        Func<MaskinportenToken, MaskinportenToken>? change = null,
        string party = Owner
    )
    {
        var token = sandbox.SystemUser(Owner).WithScopes(ProtectedAppFactory.Scope);
        client.AuthenticateAs(change is null ? token : change(token));
        using var response = await client.GetAsync($"/{party}/krav", Cancelled);
        var code =
            response.StatusCode == HttpStatusCode.OK
                ? null
                : JsonElement
                    .Parse(await response.Content.ReadAsByteArrayAsync(Cancelled))
                    .GetProperty("code")
                    .GetString();
        return ((int)response.StatusCode, code);
    }
}
