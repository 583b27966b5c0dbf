using Microsoft.AspNetCore.Builder;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Rights looked up in the resource registry at start.</summary>
public sealed class VerifyRightsTests
{
    private const string Registry = "/resourceregistry/api/v1/resource";

    [Fact]
    public async Task Nothing_is_logged_when_the_registry_knows_every_right()
    {
        await using var door = await OpenAsync(app =>
        {
            app.MapGet("/read", () => "").RequireSystemUserRight(Door.Resource);
            app.MapGet("/app", () => "").RequireSystemUserRight("app_skd_krav");
            app.MapGet("/open", () => "").RequireSystemUserRight("nowhere").AllowAnonymous();
        });

        door.Log.Of("RightUnknown").ShouldBeEmpty();
        door.Log.Of("RightsNotVerified").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_warning_with_the_nearest_name_is_logged_when_the_registry_does_not_know_a_right()
    {
        await using var door = await OpenAsync(Misspelt);

        door.Log.Of("RightUnknown")
            .ShouldBe([
                "Warning: Altinn's resource registry knows no resource 'ske-krav-og-betaling'. Did you mean 'ske-krav-og-betalinger'? At: GET /resource.",
                "Warning: The policy of 'ske-krav-og-betalinger' in Altinn's resource registry knows no action 'Read'. Did you mean 'read'? At: GET /case.",
                "Warning: The policy of 'ske-krav-og-betalinger' in Altinn's resource registry knows no action 'write'. Set Action to one of the policy's, or add it there. At: POST /write.",
            ]);
    }

    [Fact]
    public async Task Read_and_write_are_looked_up_when_the_endpoint_takes_any_method()
    {
        await using var door = await OpenAsync(app => app.Map("/any", () => "").RequireSystemUserRight(Door.Resource));

        door.Log.Of("RightUnknown")
            .ShouldBe([
                "Warning: The policy of 'ske-krav-og-betalinger' in Altinn's resource registry knows no action 'write'. Set Action to one of the policy's, or add it there. At: (any method) /any.",
            ]);
    }

    [Fact]
    public async Task An_unknown_right_stops_the_start_when_told_so()
    {
        var exception = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var door = await OpenAsync(Misspelt, stopOnFault: true);
        });

        exception.Message.ShouldContain("Did you mean 'ske-krav-og-betalinger'? At: GET /resource.");
        exception.Message.ShouldContain("Did you mean 'read'? At: GET /case.");
        exception.Message.ShouldContain("At: POST /write.");
        exception.Message.ShouldContain("urn:systemuser-aspnetcore:problem:right-unknown");
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(500, true)]
    [InlineData(403, true)]
    public async Task A_warning_is_logged_when_the_registry_cannot_be_asked(int status, bool stopOnFault)
    {
        await using var door = await OpenAsync(
            Misspelt,
            stopOnFault,
            sandbox =>
            {
                sandbox.Endpoint("GET", $"{Registry}/{Door.Resource}/policy/rules").Always.Fail(status);
                sandbox.Endpoint("GET", $"{Registry}/ske-krav-og-betaling/policy/rules").Always.Fail(status);
            }
        );

        door.Log.Of("RightsNotVerified").ShouldHaveSingleItem().ShouldStartWith("Warning: ");
        door.Log.Of("RightUnknown").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_registry_is_not_asked_by_default()
    {
        await using var door = await Door.OpenAsync(Misspelt);

        door.Sandbox.Calls.ShouldBeEmpty();
    }

    private static void Misspelt(WebApplication app)
    {
        app.MapGet("/resource", () => "").RequireSystemUserRight("ske-krav-og-betaling");
        app.MapGet("/case", () => "").RequireSystemUserRight(Door.Resource, right => right.Action = "Read");
        app.MapPost("/write", () => "").RequireSystemUserRight(Door.Resource);
    }

    private static Task<Door> OpenAsync(
        Action<WebApplication> map,
        bool stopOnFault = false,
        Action<ScriptedSandbox>? arrange = null
    ) =>
        Door.OpenAsync(
            map,
            configure: builder => builder.VerifyRightsOnStart(stopOnFault),
            arrange: sandbox =>
            {
                sandbox
                    .Endpoint("GET", $"{Registry}/{Door.Resource}/policy/rules")
                    .Always.Respond(
                        """[{"subject":[],"action":{"type":"urn:oasis:names:tc:xacml:1.0:action:action-id","value":"read"},"resource":[]}]"""
                    );
                sandbox.Endpoint("GET", $"{Registry}/ske-krav-og-betaling/policy/rules").Always.Fail(404);
                sandbox
                    .Endpoint("GET", $"{Registry}/resourcelist")
                    .Always.Respond("""[{"identifier":"ttd-something"},{"identifier":"ske-krav-og-betalinger"}]""");
                arrange?.Invoke(sandbox);
            }
        );
}
