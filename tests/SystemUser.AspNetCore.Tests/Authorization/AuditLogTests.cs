using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

public sealed class AuditLogTests
{
    private const string SystemUserId = "33a0911a-5459-456f-bc57-3d37ef9a016c";

    [Fact]
    public async Task The_audit_line_tells_who_asked_for_what_and_what_came_out()
    {
        var line = await LineOfAsync(token => token.With("jti", "an-id").With("client_id", "a-client"));

        line.ShouldStartWith(
            "Information: granted: read on ske-krav-og-betalinger for 310904473, asked by system user "
        );
        line.ShouldContain("client a-client, Maskinporten token an-id); Permit from PolicyDecisionPoint, ");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\u001b[31m")] // a terminal's escape
    [InlineData("\u007f")]
    [InlineData("\u0085")] // next line
    [InlineData("\u2028")] // line separator
    [InlineData("\u2029")] // paragraph separator
    [InlineData("\u202e")] // right to left from here
    [InlineData("\u2066")]
    public async Task Control_characters_of_a_token_are_replaced_in_the_audit_line(string evil)
    {
        var text = $"a{evil}info: SystemUser.Audit[3010] granted";
        var replaced = string.Concat(evil.Select(letter => letter < '!' || letter > '~' ? '\ufffd' : letter));

        var line = await LineOfAsync(token =>
            token
                .With("jti", text)
                .With("client_id", text)
                .With("delegation_source", text)
                .With("consumer", Organization(text))
                .With("supplier", Organization(text))
                .WithDetails(
                    new JsonObject
                    {
                        ["type"] = "urn:altinn:systemuser",
                        ["systemuser_org"] = Organization("0192:" + Door.Owner),
                        ["systemuser_id"] = new JsonArray(SystemUserId),
                        ["system_id"] = text,
                    }.ToJsonString()
                )
        );

        line.ShouldNotContain(text);
        line.Split($"a{replaced}info: SystemUser.Audit[3010] granted").Length.ShouldBe(7); // six of them
    }

    private static JsonObject Organization(string id) => new() { ["authority"] = "iso6523-actorid-upis", ["ID"] = id };

    private static async Task<string> LineOfAsync(Func<MaskinportenToken, MaskinportenToken> change)
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/", () => "in").RequireSystemUserRight(Door.Resource),
            services => services.RemoveAll<ISystemUserAuditSink>() // the package's own stands in
        );
        door.Sandbox.Pdp.Always.Permit();

        (await door.GetAsync("/", change(door.Token()))).Status.ShouldBe(200);

        return door.Log.Of("RightAnswered").ShouldHaveSingleItem();
    }
}
