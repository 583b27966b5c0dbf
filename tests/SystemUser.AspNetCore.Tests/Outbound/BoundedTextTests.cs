using Microsoft.AspNetCore.Builder;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Outbound;

/// <summary>What others write is neither kept nor logged at any length.</summary>
public sealed class BoundedTextTests
{
    private const int Long = 900_000;

    [Theory]
    [InlineData("category")]
    [InlineData("value")]
    [InlineData("id")]
    public async Task A_long_text_of_an_obligation_is_cut_and_the_obligation_not_met(string where)
    {
        var text = new string('1', Long);
        var assignment = where switch
        {
            "category" => $$"""{"category":"{{text}}","value":"3"}""",
            "value" => $$"""{"category":"{{ObligationCheck.MinimumLevel}}","value":"{{text}}"}""",
            _ => "",
        };
        var answer = await DecideAsync(
            $$"""{"decision":"Permit","obligations":[{"id":"{{(where == "id" ? text : "")}}","attributeAssignment":[{{assignment}}]}]}"""
        );

        var obligation = answer.Decision!.Obligations.ShouldHaveSingleItem();
        obligation.Category.Length.ShouldBeLessThanOrEqualTo(300);
        obligation.Value.Length.ShouldBeLessThanOrEqualTo(256);
        ObligationCheck
            .Evaluate(answer.Decision.Obligations, Some.Question().Right.Resource, level: 3, new())
            .IsMet.ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_32_obligations_are_not_met_even_where_the_first_32_are()
    {
        var assignment = $$"""{"category":"{{ObligationCheck.MinimumLevel}}","value":"3"}""";
        var met = await DecideAsync(Permit(32));
        var tooMany = await DecideAsync(Permit(33));

        met.Decision!.Obligations.Count.ShouldBe(32);
        IsMet(met).ShouldBeTrue();
        tooMany.Decision!.Obligations.Count.ShouldBe(33);
        IsMet(tooMany).ShouldBeFalse();

        string Permit(int count) =>
            $$"""{"decision":"Permit","obligations":[{"attributeAssignment":[{{string.Join(',', Enumerable.Repeat(assignment, count))}}]}]}""";

        static bool IsMet(DecisionAnswer answer) =>
            ObligationCheck
                .Evaluate(answer.Decision!.Obligations, Some.Question().Right.Resource, level: 3, new())
                .IsMet;
    }

    [Fact]
    public async Task A_long_status_code_is_cut()
    {
        var answer = await DecideAsync(
            $$$$"""{"decision":"Deny","status":{"statusCode":{"value":"{{{{new string('x', Long)}}}}"}}}"""
        );

        answer.Decision!.Decision.ShouldBe(Decision.Deny);
        answer.Decision.StatusCode!.Length.ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public async Task A_request_is_403_with_a_short_line_in_the_log_when_an_obligation_is_900_kB_long()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource)
        );
        door.Sandbox.Pdp.Always.Respond(
            $$"""{"response":[{"decision":"Permit","obligations":[{"attributeAssignment":[{"category":"{{new string('c', Long)}}","value":"1"}]}]}]}"""
        );

        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "obligation-not-met");

        door.Log.Of("ObligationNotMet").ShouldHaveSingleItem().Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Twenty_thousand_unusable_keys_are_one_line_in_the_log()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            arrange: sandbox =>
            {
                var odd = string.Concat(Enumerable.Repeat("""{"kty":"EC"},""", 20_000));
                var good = sandbox.Keys.Current.PublicJwk;
                sandbox.Jwks.Always.Respond($$"""{"keys":[{{odd}}{{good}}]}""");
            }
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();

        door.Log.Of("SigningKeysSkipped")
            .ShouldHaveSingleItem()
            .ShouldBe("Warning: 20000 of the keys in Maskinporten's key set are not used: it is not an RSA key.");
    }

    private static async Task<DecisionAnswer> DecideAsync(string result)
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Json($$"""{"response":[{{result}}]}""");
        return await host.DecideAsync();
    }
}
